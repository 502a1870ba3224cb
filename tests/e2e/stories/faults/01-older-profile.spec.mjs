// Fault 1: the power fails after a push, and the device comes back as it was a while before (SY3, SY5, SY7).
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";

test("a device that comes back as it was before its last pushes pulls its own changes again, and goes on writing", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  const ben = await device("Ben");
  await person.join(ben, await person.invite(ana), { team: "Warehouse" });
  await ana.goto("/now");
  const shared = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);
  await person.installed(ana);
  await ana.kill();
  ana.keepProfile();

  await ana.again(shared);
  await person.comment(ana, "Sent, then forgotten.");
  await person.retitle(ana, "Which pallet has lot 4472?");
  await ana.goto("/map/list");
  await person.addParty(ana, "Billing");
  await person.allSent(ana);
  await ana.kill();
  ana.backToKept();

  // At once on the same documents: were an actor used again, the relay would refuse this (AD8).
  await ana.again(shared);
  await person.comment(ana, "Written after the power came back.");
  await person.allSent(ana);
  await expect(person.requestTitle(ana)).toHaveText("Which pallet has lot 4472?");
  await person.allSent(ben);
  for (const one of [ana, ben]) {
    await one.goto(shared);
    await expect(person.requestTitle(one)).toHaveText("Which pallet has lot 4472?");
    const story = person.detail(one).locator(".timeline").first();
    for (const text of ["Sent, then forgotten.", "Written after the power came back."]) await expect(story.getByText(text, { exact: true })).toHaveCount(1);
    await one.goto("/map/list");
    await expect(one.page.getByRole("link", { name: "Billing", exact: true })).toHaveCount(1);
    await one.goto("/me/refused");
    await expect(one.page.getByText("None came back")).toBeVisible();
  }
});
