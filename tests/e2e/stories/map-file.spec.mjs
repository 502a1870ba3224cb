// The map as a file: a broken one is told with its line, a whole one is seen before it is taken, and what goes out comes in as nothing to do.
import AxeBuilder from "@axe-core/playwright";
import { readFileSync } from "node:fs";
import { LAPTOP, expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const BROKEN = 'sightline: map 1\nparties:\n  - name: Stores\n  - name: "Shop\n';
const WHOLE = `sightline: map 1
parties:
  - {name: Shoppers, kind: customer}
  - {key: s, name: Stores, note: Gate 3}
services:
  - {provider: s, serves: Shop, name: Picks, reply: 30m}
  - {provider: Shop, serves: Shoppers, name: Sells}
  - {provider: s, serves: Stores, name: Counts}
`;

const open = async (device) => {
  await device.goto("/map/list");
  await device.page.getByRole("link", { name: /^(Import and export|Begin with a template or a file)$/ }).click();
  await expect(device.page.getByRole("heading", { level: 1, name: "Import and export" })).toBeVisible();
};
const look = async (page, text) => {
  await page.getByLabel("Or paste it").fill(text);
  await page.getByRole("button", { name: "Show what would happen" }).click();
};

test("a map comes from a file and goes out as one, without a network", async ({ relay, device }) => {
  const ana = await device("Ana", { viewport: LAPTOP });
  const { page } = ana;
  await person.setUp(ana);
  await open(ana);
  await relay.stop();
  await look(page, BROKEN);
  await expect(page.getByRole("alert")).toContainText("can’t be read; 1 entry stands whole above it.");
  await look(page, WHOLE);
  await expect(page.getByText("1 can’t be taken · 5 new")).toBeVisible();
  await expect(page.getByText("a party needs no service to itself")).toBeVisible();
  await expect(page.getByText("new: only named by a service")).toBeVisible();
  await page.getByRole("button", { name: "Put 5 entries on the map" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Map as a list" })).toBeVisible();
  await expect(page.getByText("Shop serves Shoppers").first()).toBeVisible();

  // Out, and in again: nothing to do. A changed value is shown as old and new, and is taken where somebody says so.
  await open(ana);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  const text = readFileSync(await (await saved).path(), "utf8");
  await look(page, text);
  await expect(page.getByText("6 here already").first()).toBeVisible();
  await expect(page.getByText("Nothing to do.")).toBeVisible();
  await page.getByRole("button", { name: "Another file" }).click();
  await look(page, text.replace("30m", "2h"));
  await expect(page.getByText("1 to decide · 5 here already")).toBeVisible();
  await page.getByLabel("Take the changes of Picks").check();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Put 1 entry on the map" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Map as a list" })).toBeVisible();
});

test("a template is seen, put on the map and taken back in one step each", async ({ device }) => {
  const ana = await device("Ana");
  const { page } = ana;
  await person.setUp(ana);
  await ana.goto("/map/list");
  await page.getByRole("link", { name: "Begin with a template or a file" }).click();
  await page.getByRole("button", { name: "Warehouse" }).click();
  await expect(page.getByText("16 new").first()).toBeVisible();
  await page.getByRole("button", { name: "Put 16 entries on the map" }).click();
  await expect(page.getByText("16 entries are on the map.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Picking and packing" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken off the map (16)")).toBeVisible();
});

test("whoever serves nobody yet is asked whom, and sees the line of sight that comes of it", async ({ device }) => {
  const ana = await device("Ana", { firstDay: true });
  const { page } = ana;
  await person.setUp(ana);
  const card = page.getByRole("region", { name: "Whom does your team serve?" });
  await card.getByLabel("Who pays?").fill("Shoppers");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await card.getByRole("button", { name: "Put it on the map" }).click();
  await expect(card.getByText("This is your team’s line of sight.")).toBeVisible();
  await expect(card.getByText("Shoppers").first()).toBeVisible();
  await card.getByRole("button", { name: "Close" }).click();
  await expect(card).toHaveCount(0);
});
