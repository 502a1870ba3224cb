// Fault 5: the browser's quota is used up, and the transaction aborts after its requests succeeded (SY2).
import { readFileSync } from "node:fs";
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";

test("what the quota doesn’t allow is never called saved, can be exported, and is saved once there is room", async ({ relay, device }) => {
  const ana = await device("Ana");
  const { page } = ana;
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);
  const devtools = await ana.context.newCDPSession(page);
  await ana.goto("/healthz");
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: relay.url, quotaSize: 1 });
  // The browser remembers for a while how much room there was, as long as somebody has the storage open.
  await expect.poll(() => page.evaluate(writeSomething), { intervals: [3_000], timeout: 60_000 }).toBe("QuotaExceededError");

  await ana.goto("/map/list");
  await person.allSent(ana);
  const said = watchStatus(page);
  await said.begin();
  await person.addParty(ana, "Billing");
  await expect(page.getByText("Not saved: this device’s storage is full.")).toBeVisible();
  await expect(person.status(ana)).toContainText("1 edit not saved");
  for (const line of await said.all()) expect(line).not.toMatch(/all sent|saved here/);

  // Everything that is stored can still be taken away.
  await person.go(ana, "Me");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save a copy as a file" }).click();
  expect(readFileSync(await (await downloading).path()).includes("Warehouse")).toBe(true);
  await expect(person.status(ana)).toContainText("1 edit not saved");

  await devtools.send("Storage.overrideQuotaForOrigin", { origin: relay.url });
  await page.getByRole("button", { name: "Try the network now" }).click();
  await person.allSent(ana);
  await page.reload();
  await ana.goto("/map/list");
  await expect(page.getByRole("link", { name: "Billing", exact: true })).toHaveCount(1);
});

// In the page: what becomes of a small record in a database of its own.
async function writeSomething() {
  const opening = indexedDB.open("probe", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("probe");
  await new Promise((resolve) => Object.assign(opening, { onsuccess: resolve, onerror: resolve }));
  if (opening.error) return opening.error.name;
  const transaction = opening.result.transaction("probe", "readwrite");
  transaction.objectStore("probe").put("x".repeat(10_000), 1);
  const outcome = await new Promise((resolve) => Object.assign(transaction, { oncomplete: () => resolve("stored"), onabort: () => resolve(transaction.error?.name) }));
  opening.result.close();
  return outcome;
}

// Every text that the status line had since `begin`.
function watchStatus(page) {
  return {
    begin: () =>
      page.evaluate(() => {
        const status = document.querySelector(".bar");
        window.lines = [];
        const note = () => window.wrote && window.lines.push(status.querySelector(".status").textContent);
        new MutationObserver(note).observe(status, { subtree: true, childList: true, characterData: true });
        // From the moment that the edit is asked for.
        addEventListener("submit", () => (window.wrote = true), { capture: true });
      }),
    all: () => page.evaluate(() => window.lines),
  };
}
