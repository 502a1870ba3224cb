// People go home: what somebody owns goes to a colleague or back to the team in one step, also without a network.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("who goes home hands over all that they own, with a note each, and the asker sees who goes on", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const zoe = await device("Zoe");
  await person.join(zoe, await person.invite(ana, "Warehouse"));
  await ana.goto("/now");
  const first = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  const second = await person.ask(ana, "Warehouse", "Where is the forklift?");
  const third = await person.ask(ana, "Warehouse", "Is bay 4 free tonight?");
  for (const address of [first, second, third]) {
    await ben.goto(address);
    await person.accept(ben);
  }
  await person.allSent(ben);
  await expect(person.detail(ana).getByText("owner: Ben")).toBeVisible();

  // In the dead spot by the lockers.
  await ben.goto("/now");
  await person.atNow(ben);
  await relay.stop();
  await person.go(ben, "Me");
  await ben.page.getByRole("link", { name: "Hand over my work" }).click();
  await person.choose(ben.page, "Who goes on with it?", "Zoe");
  const cards = ben.page.locator("form .card");
  await expect(cards).toHaveCount(3);
  await cards.filter({ hasText: "Which pallet" }).getByLabel("What should they know?").fill("Pallet 12 is the wrong one.");
  await cards.filter({ hasText: "Is bay 4" }).getByRole("checkbox").uncheck();
  await ben.page.getByRole("button", { name: "Hand over 2 requests" }).click();
  await expect(cards).toHaveCount(1);
  await expect(ben.page.getByText("2 requests handed over.")).toBeVisible();

  // The last one goes to nobody in particular.
  await ben.page.getByRole("button", { name: "Change" }).click();
  await ben.page.keyboard.press("Escape");
  await cards.getByRole("checkbox").check();
  await ben.page.getByRole("button", { name: "Hand over 1 request" }).click();
  await expect(ben.page.getByText("You own nothing")).toBeVisible();
  await person.toSend(ben, 2);
  await relay.start();
  await person.allSent(ben);

  await ana.goto(first);
  await expect(person.detail(ana).getByText("owner: Zoe")).toBeVisible();
  await expect(person.detail(ana).getByText("handed it over to Zoe").first()).toBeVisible();
  await expect(person.detail(ana).getByText("Pallet 12 is the wrong one.").first()).toBeVisible();
  await ana.goto(third);
  await expect(person.detail(ana).getByText("gave it back to the team").first()).toBeVisible();
  await expect(person.detail(ana).getByText(/silent/).first()).toBeVisible();
  await zoe.goto("/me/hand-over");
  await expect(zoe.page.locator("form .card")).toHaveCount(2);
});

test("tasks go with the requests, and one press gives back to who went what nobody has taken meanwhile", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const zoe = await device("Zoe");
  await person.join(zoe, await person.invite(ana, "Warehouse"));
  await ana.goto("/now");
  const pallet = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  const forklift = await person.ask(ana, "Warehouse", "Where is the forklift?");
  for (const address of [pallet, forklift]) {
    await ben.goto(address);
    await person.accept(ben);
  }
  await ben.goto("/tasks");
  await ben.page.getByRole("button", { name: "Add routine work" }).click();
  const sheet = ben.page.getByRole("dialog");
  await sheet.getByLabel("What is to be done?").fill("Sweep aisle 7");
  await person.choose(sheet, "Who does it?", "Ben");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await person.allSent(ben);

  await ben.goto("/me/hand-over");
  await expect(ben.page.locator("form .card")).toHaveCount(3);
  expect((await new AxeBuilder({ page: ben.page }).analyze()).violations).toEqual([]);
  await person.choose(ben.page, "Who goes on with it?", "Zoe");
  await ben.page.getByRole("button", { name: "Hand over 2 requests and 1 task" }).click();
  await expect(ben.page.getByText("2 requests and 1 task handed over.")).toBeVisible();
  await expect(ben.page.getByText("You own nothing")).toBeVisible();
  await person.allSent(ben);

  await zoe.goto("/me/hand-over");
  await expect(zoe.page.locator("form .card")).toHaveCount(3);
  await zoe.goto(forklift);
  await expect(person.requestTitle(zoe)).toHaveText("Where is the forklift?");
  await person.act(zoe, "Start work");
  await person.allSent(zoe);

  // Ben isn’t going after all.
  await person.go(ben, "Now");
  await ben.page.getByRole("link", { name: "Where is the forklift?" }).first().click();
  await expect(person.detail(ben).getByText("Zoe began work").first()).toBeVisible();
  await person.go(ben, "Me");
  await ben.page.getByRole("button", { name: "Take it back" }).click();
  await expect(ben.page.getByText(/^The rest is taken back. This stays.*Where is the forklift\?/)).toBeVisible();
  await person.allSent(ben);
  await ben.goto("/me/hand-over");
  await expect(ben.page.locator("form .card")).toHaveCount(2);
  await expect(ben.page.getByText("Sweep aisle 7")).toBeVisible();
  await zoe.goto("/me/hand-over");
  await expect(zoe.page.locator("form .card")).toHaveCount(1);
});
