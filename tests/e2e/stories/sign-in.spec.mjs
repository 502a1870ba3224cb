// A device that lost its session signs in by its key, and one that is signed out for good is told the way on (AU8, AU10, SY17).
import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("killed right after joining, without its cookie: it edits, and all is sent without anybody doing anything", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.kill();
  ana.loseCookies();

  await ana.again(null);
  expect(await ana.context.cookies(), "the cookie is really lost").toEqual([]);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);

  // The same device and person as before, with all that an admin may do; the others see what it wrote.
  const link = await person.invite(ana);
  await ana.goto("/me/people");
  await expect(ana.page.getByText("Ana’s device")).toHaveCount(1);
  const ben = await device("Ben");
  await person.join(ben, link, { team: "Warehouse" });
  await person.allSent(ben);
});

test("killed while it was offline with edits, without its cookie: they are sent when the relay is back", async ({ relay, device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await person.allSent(ana);
  await person.installed(ana);
  await relay.stop();
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await ana.kill();
  ana.loseCookies();
  await ana.again("/map/list");
  await person.toSend(ana, 1);
  await relay.start();
  await person.allSent(ana, 60_000);
});

test("an answer to a join that was never heard is made good by the key, whatever the person does next", async ({ relay, device }) => {
  for (const goOn of [pressAgain, startAgain]) {
    const name = goOn === pressAgain ? "Ana" : "Ben";
    const one = await device(name);
    await one.goto(name === "Ana" ? relay.setupLink : relay.invite());
    const { page } = one;
    await page.route("**/api/join", async (route) => {
      await route.fetch();
      await route.abort();
    });
    if (name === "Ana") {
      await page.getByLabel("Your organisation").fill("Harbour Goods");
      await page.getByLabel("Your team").fill("Service");
    }
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("This device").fill(`${name}’s device`);
    await page.getByRole("button", { name: /^(Set it up|Join)$/ }).click();
    await expect(page.getByText("can’t be reached")).toBeVisible();
    // Playwright keeps the cookie of the answer that the page never saw.
    await one.context.clearCookies();
    await goOn(one);
    await person.atNow(one);
    await person.allSent(one);
    await one.goto("/me/people");
    await expect(one.page.getByText(`${name}’s device`)).toHaveCount(1);
  }
});

async function pressAgain(one) {
  await one.page.unroute("**/api/join");
  await one.page.getByRole("button", { name: /^(Set it up|Join)$/ }).click();
}

async function startAgain(one) {
  await one.kill();
  one.loseCookies();
  await one.again("/");
}

test("a device that the relay doesn’t know any more keeps its edits, says so, and starts over with a new link", async ({ relay, device }) => {
  const ana = await device("Ana");
  const { page } = ana;
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.allSent(ana);
  await relay.stop();
  await person.addParty(ana, "Billing");
  await person.toSend(ana, 1);
  await relay.forgetEverything();
  await expect(person.status(ana)).toContainText("signed out · 1 edit to send", { timeout: 60_000 });

  // A new link takes nothing away.
  await ana.goto(relay.setupLink);
  await expect(page.getByRole("heading", { name: "This device is signed out" })).toBeVisible();
  await expect(page.getByText("1 edit is kept here")).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save a copy as a file" }).click();
  const copy = readFileSync(await (await downloading).path());
  expect(copy.includes("Billing")).toBe(true);
  const sheet = page.getByRole("dialog");
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(sheet).toContainText("1 edit that was never sent goes with it");
  await sheet.getByRole("button", { name: "Keep it" }).click();
  await expect(sheet).toBeHidden();
  await ana.goto("/map/list");
  await expect(page.getByRole("link", { name: "Billing", exact: true })).toBeVisible();

  // Only its person does, and goes on with the link.
  await ana.goto(relay.setupLink);
  await page.getByRole("button", { name: "Start over" }).click();
  await sheet.getByRole("button", { name: "Take it off" }).click();
  await person.fillSetUp(ana, { place: "Another Harbour" });
  await person.allSent(ana);
  await expect(page.locator(".place")).toHaveText("Another Harbour");
  await ana.goto("/map/list");
  await expect(page.getByRole("link", { name: "Service", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Billing", exact: true })).toHaveCount(0);
});
