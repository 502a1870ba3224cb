// Two requests that are the same, and who hears of a request that isn't theirs.
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("a duplicate is merged while somebody accepts it in a dead spot, and shows what becomes of the other", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  const first = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  const twice = await person.ask(ana, "Warehouse", "Where is lot 4471?");
  await person.allSent(ana);
  await ben.goto(twice);
  await expect(person.requestTitle(ben)).toHaveText("Where is lot 4471?");
  await person.allSent(ben);

  await relay.stop();
  await person.accept(ben);
  await person.toSend(ben, 1);
  await person.act(ana, "It’s the same as another", async (sheet) => {
    await person.choose(sheet, "Which one goes on?", "Which pallet");
  });
  await expect(person.detail(ana).getByText("The same as this one, which goes on:")).toBeVisible();
  await person.toSend(ana, 1);
  await relay.start();
  await person.allSent(ana);
  await person.allSent(ben);

  // The merge weighs more; Ben sees against what he lost, and both histories stay.
  await expect(person.detail(ben).getByText("Ana was at it at the same time; theirs counts").first()).toBeVisible();
  await expect(person.detail(ben).getByText("The same as this one, which goes on:")).toBeVisible();
  await ben.goto(first);
  await expect(person.detail(ben).getByRole("link", { name: "Where is lot 4471?" })).toBeVisible();
  await person.act(ben, "It’s delivered", (sheet) => sheet.getByLabel("Your answer").fill("Pallet 12."));
  await expect(person.detail(ana).getByText("Pallet 12.")).toBeVisible();
  await expect(person.detail(ana).getByText("delivered", { exact: true }).first()).toBeVisible();

  // It was another lot after all.
  await person.act(ana, "Open again", (sheet) => sheet.getByLabel("What is missing?").fill("Lot 4472, sorry."));
  await expect(person.detail(ana).getByText("The same as this one, which goes on:")).toHaveCount(0);
});

test("who is named or follows hears of a request that is not theirs", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const zoe = await device("Zoe");
  await person.join(zoe, await person.invite(ana, "Service"));
  await ana.goto("/now");
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  const field = person.detail(ana).getByLabel("Your comment");
  await field.pressSequentially("Do you know, @Zo");
  await expect(ana.page.getByRole("option", { name: "Zoe" })).toBeVisible();
  await field.press("Enter");
  await field.pressSequentially("by chance?");
  await person.detail(ana).getByRole("button", { name: "Comment" }).click();
  await expect(person.detail(ana).getByText("Do you know, @Zoe by chance?")).toBeVisible();

  await zoe.page.getByRole("link", { name: /1 notice: .*Ana named you/ }).click();
  await zoe.page.getByRole("link", { name: "Which pallet has lot 4471?" }).click();
  await person.act(zoe, "Follow");
  await expect(person.detail(zoe).getByText(/followed by Zoe/)).toBeVisible();
  await person.allSent(zoe);
  await zoe.goto("/me/notices");
  await expect(zoe.page.getByRole("heading", { name: "Seen before" })).toBeVisible();
  await ben.goto(address);
  await person.accept(ben);
  await expect(zoe.page.getByText("Ben: accepted")).toBeVisible();
});

test("a request is split in one step into parts beside it, and goes on with what remains", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  await person.ask(ana, "Warehouse", "Find lot 4471 and 4472");
  await person.act(ana, "Split it");
  await expect(ana.page.getByRole("heading", { level: 1, name: "Split it" })).toBeVisible();
  await person.choose(ana.page, "Whom do you ask?", "Warehouse");
  await ana.page.getByLabel("What do you need?").fill("Find lot 4472");
  await ana.page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(person.requestTitle(ana)).toHaveText("Find lot 4471 and 4472");
  await expect(person.detail(ana).getByText("Split into")).toBeVisible();
  await expect(person.detail(ana).getByText("split off 1 part").first()).toBeVisible();
  await person.allSent(ana);
  await ben.goto("/now");
  await expect(ben.page.getByRole("link", { name: "Find lot 4472" })).toBeVisible();
  await expect(ben.page.getByRole("link", { name: "Find lot 4471 and 4472" })).toBeVisible();
});
