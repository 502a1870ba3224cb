// Fault 13: a broken service worker was released, which answers everything with a page that does nothing. The way out is `sw-off.js`.
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";

test.use({ deployed: true });

const BROKEN = `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(new Response("<h1>Nothing works</h1>", { headers: { "content-type": "text/html" } })));
`;

test("a broken worker is taken away by the one that is served in its place, and the data is as it was", async ({ deployment, relay, device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);
  await person.installed(ana);
  // Something that only this device has.
  await relay.stop();
  await person.addParty(ana, "Billing");
  await person.toSend(ana, 1);
  const good = deployment.read("sw.js");
  deployment.write("sw.js", BROKEN);
  await relay.start();
  await person.allSent(ana, 60_000);
  await relay.stop();
  await person.addParty(ana, "Carrier desk");
  await person.toSend(ana, 1);
  await relay.start();
  expect(ana.problems, "nothing was complained about so far").toEqual([]);
  await ana.page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration()).update()));
  await expect.poll(() => ana.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).installing)).toBeNull();
  // It may have to wait until the old one has nothing left to do: it takes over at the latest when the app is started again.
  await ana.kill();
  await ana.again(null);
  await expect
    .poll(
      async () => {
        await ana.goto("/now").catch(() => {});
        return ana.page.getByRole("heading", { name: "Nothing works" }).count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);
  // It took over while a page of the app was loading, perhaps: that page's styles and scripts were answered with the page that does nothing.
  ana.problems.length = 0;

  deployment.write("sw.js", deployment.read("sw-off.js"));
  // A person who loads the page again, or comes back to it, is all that it takes.
  await ana.page.reload().catch(() => {});
  await expect(ana.page.getByRole("heading", { level: 1, name: "Now" })).toBeVisible();
  await ana.goto("/map/list");
  for (const name of ["Warehouse", "Billing", "Carrier desk"]) await expect(ana.page.getByRole("link", { name, exact: true })).toHaveCount(1);
  await person.allSent(ana);
  expect(await ana.page.evaluate(() => caches.keys())).toEqual([]);

  // The next good worker is installed as if nothing had been.
  deployment.write("sw.js", good);
  await ana.page.reload();
  await person.installed(ana);
  await relay.stop();
  await ana.kill();
  await ana.again("/map/list");
  await expect(ana.page.getByRole("link", { name: "Carrier desk", exact: true })).toBeVisible();
});
