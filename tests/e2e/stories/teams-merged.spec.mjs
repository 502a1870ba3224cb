// Two devices without a network change the map apart: one merges a team, the other goes on in it. Requests follow; both values show.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const line = (device, name) => device.page.locator("main .rows > li").filter({ hasText: name });

async function change(device, what) {
  await device.page.getByRole("button", { name: `Change ${what}`, exact: true }).click();
  return device.page.getByRole("dialog");
}

test("a team becomes part of another while its people are offline, and nothing of it is stranded", async ({ relay, device }) => {
  const ana = await device("Ana");
  await person.setUpWithWarehouse(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Returns");
  await person.addService(ana, "Returns", "Service", "Takes parcels back");
  await person.allSent(ana);
  const ben = await device("Ben");
  await person.join(ben, await person.invite(ana, "Returns"));
  await ana.goto("/now");
  const before = await person.ask(ana, "Returns", "Is parcel 12 back?");
  await person.allSent(ana);
  await ben.goto(before);
  await expect(person.requestTitle(ben)).toHaveText("Is parcel 12 back?");
  for (const one of [ana, ben]) await one.goto("/map/list");

  await relay.stop();

  const sheet = await change(ana, "Returns");
  await sheet.getByText("Merge into another").click();
  await expect(sheet.getByText("With it go 1 open request, 1 person, 1 service")).toBeVisible();
  await person.choose(sheet, "Which one does it become part of?", "Warehouse");
  await sheet.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(ana.page.getByRole("link", { name: "Returns", exact: true })).toHaveCount(0);
  await expect(line(ana, "Takes parcels back")).toContainText("Warehouse serves Service");
  const contact = async (one, text) => {
    const sheet = await change(one, "Takes parcels back");
    await sheet.getByLabel("Who to call when it can’t wait?").fill(text);
    await sheet.getByRole("button", { name: "Save" }).click();
    await person.kept(one);
  };
  await contact(ana, "Gate 3");
  await contact(ben, "Zoe, 112");
  for (const [one, text] of [[ana, "Ring twice"], [ben, "Ring once"]]) {
    const sheet = await change(one, "Warehouse");
    await sheet.getByLabel("Good to know").fill(text);
    await sheet.getByRole("button", { name: "Save" }).click();
    await person.kept(one);
  }
  // Ben knows nothing of it, and asks as Returns.
  const apart = await person.ask(ben, "Service", "Whose parcel is 14?");

  await relay.start();
  for (const one of [ana, ben]) {
    await one.page.getByRole("link", { name: "Me", exact: true }).click();
    await one.page.getByRole("button", { name: "Try the network now" }).click();
    await person.allSent(one);
  }

  // Ben is of the warehouse by now: what Returns was asked is his to take, and what he asked is the warehouse's.
  await ben.goto(before);
  await person.accept(ben);
  await ana.goto(apart);
  await expect(person.detail(ana).getByText("Warehouse").first()).toBeVisible();
  for (const one of [ana, ben]) {
    await one.goto("/map/list");
    // What was written apart of a team shows where it is listed (MA11).
    const warehouse = one.page.getByRole("link", { name: "Warehouse", exact: true });
    await expect(one.page.locator("main .rows > li").filter({ has: warehouse })).toContainText("two versions");
    const sheet = await change(one, "Takes parcels back");
    await expect(sheet.getByText("Gate 3")).toBeVisible();
    await expect(sheet.getByText("Zoe, 112")).toBeVisible();
    await sheet.getByRole("button", { name: "Close" }).click();
  }

  // Nobody serves themselves; and split again, each has its own.
  await ana.page.getByRole("button", { name: "Add a service" }).click();
  const added = ana.page.getByRole("dialog");
  await person.choose(added, "Who provides?", "Warehouse");
  await person.choose(added, "Whom do they serve?", "Warehouse");
  await added.getByLabel("What is provided?").fill("Itself");
  await added.getByRole("button", { name: "Put it on the map" }).click();
  await expect(added.getByText("Nobody serves themselves on the map")).toBeVisible();
  await added.getByRole("button", { name: "Close" }).click();
  const merged = await change(ana, "Warehouse");
  await expect(merged.getByText("Returns was merged into it")).toBeVisible();
  expect((await new AxeBuilder({ page: ana.page }).analyze()).violations).toEqual([]);
  await merged.getByRole("button", { name: "Split Returns again" }).click();
  await expect(line(ana, "Takes parcels back")).toContainText("Returns serves Service");
  await expect(ana.page.getByRole("link", { name: "Returns", exact: true })).toBeVisible();
});
