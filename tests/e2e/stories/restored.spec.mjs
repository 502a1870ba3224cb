// Faults 32 and 33: the relay goes back to an older backup and on from there. What devices know comes back from them (SY21, RE26).
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("faults 32, 33: what was done after the backup comes back, from a device that was there and from one that joined since", async ({ relay, device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);
  relay.backup();

  await person.addParty(ana, "Yard");
  await person.allSent(ana);
  const ben = await device("Ben");
  await person.join(ben, relay.invite(), { team: "Warehouse" });
  await ben.goto("/map/list");
  await person.addParty(ben, "Billing");
  await person.allSent(ben);
  await expect(ana.page.getByRole("link", { name: "Billing", exact: true })).toBeVisible();
  await relay.stop();
  await person.addParty(ben, "Gate");
  await person.toSend(ben, 1);
  await relay.goBack();

  // What Ana has of it is there again, Ben's "Billing" too; she is told.
  await person.allSent(ana, 60_000);
  await expect(ana.page.getByText("restored from a backup").first()).toBeVisible();
  for (const name of ["Warehouse", "Yard", "Billing"]) {
    await expect(ana.page.getByRole("link", { name, exact: true })).toBeVisible();
  }

  // Ben's device isn't known there. With a new invite it comes back as who it was, and sends what waits.
  await expect(person.status(ben)).toContainText("signed out · 1 edit to send", { timeout: 60_000 });
  await ben.goto(await person.invite(ana));
  await ben.page.getByRole("button", { name: "Come back with this link" }).click();
  await person.atNow(ben);
  await person.allSent(ben);
  await ana.goto("/map/list");
  await expect(ana.page.getByRole("link", { name: "Gate", exact: true })).toBeVisible();
  await ana.goto("/me/people");
  await expect(ana.page.getByText("Ben’s device")).toHaveCount(1);

  // A device that has never been there gets all of it.
  const cara = await device("Cara");
  await person.join(cara, relay.invite(), { team: "Yard" });
  await cara.goto("/map/list");
  for (const name of ["Warehouse", "Yard", "Billing", "Gate"]) {
    await expect(cara.page.getByRole("link", { name, exact: true })).toBeVisible();
  }
});
