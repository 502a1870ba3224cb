// A request from the ask to the customer's thanks, seen by both teams.
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";
import { act } from "../fixtures/people.mjs";

test("asked, accepted, delivered, confirmed: each step reaches the other side", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.addService(ana, "Warehouse", "Service", "Stock answers");
  const ben = await device("Ben");
  await person.join(ben, await person.invite(ana, "Warehouse"));
  await ana.goto("/now");
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");

  // It is at the top of Ben's list without a reload.
  await ben.page.getByRole("link", { name: "Which pallet has lot 4471?" }).click();
  await expect(person.requestTitle(ben)).toHaveText("Which pallet has lot 4471?");
  await person.accept(ben);
  await expect(person.detail(ana).getByText("owner: Ben")).toBeVisible();

  await act(ben, "It’s delivered", async (sheet) => sheet.getByLabel("Your answer").fill("Pallet 12, bay C."));
  await expect(person.detail(ana).getByText("Pallet 12, bay C.").first()).toBeVisible();

  // Closing is one tap.
  await person.detail(ana).getByRole("button", { name: "It helped" }).click();
  await expect(person.detail(ben).getByText(/^done/).first()).toBeVisible();
  await ana.goto(address);
  await expect(person.detail(ana).getByText("confirmed: it helped").first()).toBeVisible();
});
