// Fault 3: the browser throws away what this origin has stored. The device takes the workspace again, and its person is told what went with
// it that nobody else has (SY20).
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";

const clear = async (device, storageTypes) => {
  const devtools = await device.context.newCDPSession(device.page);
  await devtools.send("Storage.clearDataForOrigin", { origin: device.relay.url, storageTypes });
};

async function withUnsentEdits(relay, device) {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);
  await relay.stop();
  await person.addParty(ana, "Billing");
  await person.addParty(ana, "Carrier desk");
  await person.toSend(ana, 2);
  await ana.page.goto("about:blank");
  return ana;
}

test("a device whose databases, caches and local storage were cleared comes back, and says how many unsent edits are lost", async ({ relay, device }) => {
  const ana = await withUnsentEdits(relay, device);
  await clear(ana, "indexeddb,local_storage,cache_storage,service_workers");
  await relay.start();
  await ana.goto("/map/list");
  await expect(ana.page.getByText("2 edits that had not been sent are lost.")).toBeVisible();
  await expect(ana.page.getByRole("link", { name: "Warehouse", exact: true })).toBeVisible();
  await person.allSent(ana);
  // It works, and says it once.
  await person.addParty(ana, "Returns");
  await person.allSent(ana);
  await ana.page.reload();
  await expect(ana.page.getByRole("link", { name: "Returns", exact: true })).toBeVisible();
  await expect(ana.page.getByText("are lost")).toHaveCount(0);
});

test("one whose cookies went too is told on the way in, by what is left", async ({ relay, device }) => {
  const ana = await withUnsentEdits(relay, device);
  await clear(ana, "indexeddb,cookies,cache_storage,service_workers");
  await relay.start();
  await ana.goto("/");
  await expect(ana.page.getByText("2 edits that had not been sent are lost.")).toBeVisible();
  await person.join(ana, relay.invite("--team", "Service"));
  await person.allSent(ana);
  await ana.goto("/map/list");
  await expect(ana.page.getByRole("link", { name: "Warehouse", exact: true })).toBeVisible();
});

test("a device that had sent everything says nothing about a loss", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);
  await ana.page.goto("about:blank");
  await clear(ana, "indexeddb,local_storage,cache_storage,service_workers");
  await ana.goto("/map/list");
  await expect(ana.page.getByRole("link", { name: "Warehouse", exact: true })).toBeVisible();
  await person.allSent(ana);
  await expect(ana.page.getByText("lost")).toHaveCount(0);
});
