// People go home, fall ill and leave: nothing that they own waits for them unnoticed.
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("what somebody has who is away shows as silent and is their team's to take", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const zoe = await device("Zoe");
  await person.join(zoe, await person.invite(ana, "Warehouse"));
  await zoe.goto("/me");
  await zoe.page.getByRole("button", { name: "I am here until…" }).click();
  await zoe.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(zoe.page.getByText(/^here until/)).toBeVisible();
  await person.allSent(zoe);

  // Who asks sees who is there.
  await ana.goto("/ask");
  await expect(ana.page.getByRole("option", { name: /Warehouse.*1 here until/ })).toBeVisible();
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await ben.goto(address);
  await person.accept(ben);
  await ben.goto("/me");
  await ben.page.getByRole("button", { name: "I am away…" }).click();
  await ben.page.getByRole("dialog").getByLabel("Why, or who stands in?").fill("At the dentist");
  await ben.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(ben.page.getByText("away: At the dentist")).toBeVisible();
  await person.allSent(ben);

  await expect(person.detail(ana).getByText("owner: away: At the dentist")).toBeVisible();
  await zoe.goto("/now");
  const row = zoe.page.locator("li[data-row]").filter({ hasText: "Which pallet" });
  await expect(row.getByText("owner: away: At the dentist")).toBeVisible();
  await row.getByRole("button", { name: "Accept" }).click();
  await person.confirmAccept(zoe);
  await expect(person.detail(ana).getByText("owner: Zoe", { exact: false }).first()).toBeVisible();
  await expect(person.detail(ana).getByText("owner: away")).toHaveCount(0);

  // Zoe leaves for good, says the admin.
  await ana.goto("/me/people");
  await ana.page.getByRole("button", { name: "Has left: Zoe" }).click();
  await expect(ana.page.getByText("no longer here")).toBeVisible();
  await ana.goto(address);
  await expect(person.detail(ana).getByText("owner: no longer here")).toBeVisible();
});

test("the end of a shift asks what becomes of one's work, and a colleague hands over what somebody left", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const zoe = await device("Zoe");
  await person.join(zoe, await person.invite(ana, "Warehouse"));
  await ana.goto("/now");
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await ben.goto(address);
  await person.accept(ben);

  // CL12: within half an hour of its end.
  await ben.goto("/me");
  await ben.page.getByRole("button", { name: "I am here until…" }).click();
  const sheet = ben.page.getByRole("dialog");
  await person.pick(sheet.getByRole("radio", { name: "in 30 min" }));
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(ben.page.getByText(/^here until/)).toBeVisible();
  await person.go(ben, "Now");
  await expect(ben.page.getByText(/Your shift ends at .*: 1 request is yours\./)).toBeVisible();
  await expect(ben.page.getByRole("link", { name: "Hand over", exact: true })).toBeVisible();

  // An absence that is to come says nothing of today.
  await person.go(ben, "Me");
  await ben.page.getByRole("button", { name: "I am away…" }).click();
  await person.pick(sheet.getByRole("group", { name: "From when?" }).getByRole("radio", { name: "tomorrow" }));
  await sheet.getByRole("button", { name: "Save" }).click();
  // A team without hours begins with the day.
  await expect(ben.page.getByText("away from tomorrow 00:00", { exact: true })).toBeVisible();
  await expect(ben.page.getByText(/^here until/)).toBeVisible();

  // He falls ill: Zoe gives back to the team what he has.
  await ben.page.getByRole("button", { name: "I am away…" }).click();
  await person.pick(sheet.getByRole("group", { name: "From when?" }).getByRole("radio", { name: "From now on" }));
  // CL13: what he had said before is told before it goes.
  await expect(sheet.getByText("This takes the place of: away from tomorrow 00:00.")).toBeVisible();
  await sheet.getByRole("button", { name: "Save" }).click();
  await person.allSent(ben);
  await zoe.goto("/now");
  await zoe.page.getByRole("button", { name: "1 request of Ben: hand over" }).click();
  const left = zoe.page.getByRole("dialog");
  await expect(left.getByRole("listitem").filter({ hasText: "Which pallet has lot 4471?" })).toBeVisible();
  await left.getByRole("button", { name: "Hand over", exact: true }).click();
  await expect(zoe.page.getByText("Done to 1 request.")).toBeVisible();
  await person.allSent(zoe);
  await ana.goto(address);
  await expect(person.detail(ana).getByText("gave it back to the team").first()).toBeVisible();
});
