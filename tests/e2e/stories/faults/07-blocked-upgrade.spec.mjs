// Fault 7: another tab holds an older version of the storage open, and no event may come to say so.
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";

// The app's own timer, and what a slow machine takes to start it.
const TOLD_MS_MAX = 5_000;

test("an upgrade that an older tab blocks is told by the app’s own timer, and goes on when that tab is closed", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await person.allSent(ana);
  await ana.goto("/healthz");
  // A build of long ago: its database is of version 1, and it doesn't let go.
  await ana.page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
    const newer = await done(indexedDB.open("sightline"));
    const [names, records] = [[...newer.objectStoreNames].filter((name) => name !== "seals"), {}];
    for (const name of names) {
      const store = newer.transaction(name).objectStore(name);
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      records[name] = keys.map((key, at) => [key, values[at]]);
    }
    newer.close();
    await done(indexedDB.deleteDatabase("sightline"));
    const opening = indexedDB.open("sightline", 1);
    opening.onupgradeneeded = () => names.forEach((name) => opening.result.createObjectStore(name));
    window.older = await done(opening);
    const filling = window.older.transaction(names, "readwrite");
    for (const name of names) for (const [key, value] of records[name]) filling.objectStore(name).put(value, key);
    await new Promise((resolve) => (filling.oncomplete = resolve));
    // No event comes: neither to the older tab, nor to the newer one.
    window.older.onversionchange = () => {};
  });

  const tab = await ana.tab(null);
  await tab.page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...args) {
      const request = open.apply(this, args);
      request.addEventListener("blocked", (event) => event.stopImmediatePropagation());
      return request;
    };
  });
  const began = Date.now();
  await tab.goto("/now");
  await expect(tab.page.getByRole("heading", { name: "Another tab is older" }).first()).toBeVisible();
  expect(Date.now() - began).toBeLessThan(TOLD_MS_MAX);

  await ana.page.close();
  await person.atNow(tab);
  await tab.goto("/map/list");
  await person.addParty(tab, "Warehouse");
  await person.allSent(tab);
  ana.page = tab.page;
});

test("a tab lets go of its storage for a newer build at once, says so, and an older build stays out of newer data", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await person.allSent(ana);
  const newer = await ana.tab("/healthz");
  await newer.page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("sightline", 99);
        Object.assign(opening, { onsuccess: () => resolve(void (window.newer = opening.result)), onerror: () => reject(opening.error), onblocked: () => reject(new Error("blocked")) });
      }),
  );
  await expect(ana.page.getByRole("heading", { name: "Another tab has taken over" }).first()).toBeVisible();
  await ana.page.getByRole("button", { name: "Load again" }).click();
  await expect(ana.page.getByRole("heading", { name: "A newer version was here" }).first()).toBeVisible();
  const version = await newer.page.evaluate(() => [window.newer.version, [...window.newer.objectStoreNames].length]);
  expect(version, "the data is as it was").toEqual([99, 9]);
});
