// Fault 40: a device that was locked out returns with edits. It reads and sends nothing; its person is told and can save them (AU11).
import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("fault 40: an admin locks a lost device out; it returns with an edit, is told, and keeps it", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await person.allSent(ana);
  const link = await person.invite(ana, "Service");
  const ben = await device("Ben");
  await person.join(ben, link);
  await person.allSent(ben);
  await person.installed(ben);
  await ben.goto("/map/list");
  await ben.context.setOffline(true);
  await person.addParty(ben, "Yard");
  await person.toSend(ben, 1);

  await ana.goto("/me/people");
  const { page } = ana;
  await expect(page.getByRole("button", { name: "Lock out Ana’s device" }), "not one’s own by a slip").toHaveCount(0);
  await page.getByRole("button", { name: "Lock out Ben’s device" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Leave it" }).click();
  await expect(sheet).toBeHidden();
  await page.getByRole("button", { name: "Lock out Ben’s device" }).click();
  await sheet.getByRole("button", { name: "Lock out", exact: true }).click();
  await expect(page.getByText(/^locked out/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Lock out Ben’s device" })).toHaveCount(0);

  await ben.context.setOffline(false);
  await expect(person.status(ben)).toContainText("signed out · 1 edit to send", { timeout: 60_000 });
  await ben.goto("/me");
  await expect(ben.page.getByRole("heading", { name: "This device is signed out" })).toBeVisible();
  const downloading = ben.page.waitForEvent("download");
  await ben.page.getByRole("button", { name: "Save a copy as a file" }).first().click();
  expect(readFileSync(await (await downloading).path()).includes("Yard")).toBe(true);

  // Nothing of it has reached the others.
  await ana.goto("/map/list");
  await expect(page.getByRole("link", { name: "Service", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Yard", exact: true })).toHaveCount(0);
});
