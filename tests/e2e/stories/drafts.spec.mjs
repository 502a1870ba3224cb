// What somebody was typing when the phone died is in its field again.
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("what was typed and not sent is there again after a kill, and gone once it is sent", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUpWithWarehouse(ana);
  await person.installed(ana);
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);
  const box = () => person.detail(ana).getByLabel("Your comment");
  await box().fill("The vet comes at");
  await ana.killRenderer(address);
  await expect(box()).toHaveValue("The vet comes at");
  await box().fill("The vet comes at three.");
  await person.detail(ana).getByRole("button", { name: "Comment" }).click();
  await expect(box()).toHaveValue("");

  await person.go(ana, "Ask");
  const title = () => ana.page.getByLabel("What do you need?");
  await title().fill("Is the gate");
  const onlyTwo = () => ana.page.getByLabel("Only the two teams may read it");
  await ana.page.getByText("Details, customer’s words, order number").click();
  await onlyTwo().check();
  await ana.killRenderer("/ask");
  await expect(title()).toHaveValue("Is the gate");
  // Who may read the words is kept with them, and is seen.
  await expect(onlyTwo()).toBeChecked();
  await onlyTwo().uncheck();
  await person.choose(ana.page, "Whom do you ask?", "Warehouse");
  await title().fill("Is the gate open?");
  await ana.page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(person.requestTitle(ana)).toHaveText("Is the gate open?");
  await person.go(ana, "Ask");
  await expect(title()).toHaveValue("");
  await ana.goto(address);
  await expect(box()).toHaveValue("");

  // From a list the document is read first: what was sent is settled when its sheet is long gone.
  const withdraw = async () => {
    await ana.goto(address);
    await person.detail(ana).getByRole("button", { name: "More" }).click();
    await ana.page.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
    return ana.page.getByRole("dialog").getByLabel("Why isn’t it needed any more?");
  };
  await (await withdraw()).fill("They found");
  await ana.killRenderer("/now");
  await expect(await withdraw()).toHaveValue("They found");
  await ana.page.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(person.detail(ana).getByText(/^withdrawn/).first()).toBeVisible();
  expect(await ana.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("sightline-draft-")))).toEqual([]);
});
