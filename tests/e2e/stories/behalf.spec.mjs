// Somebody without the app is still a link: what they said by phone is recorded for them, and marked so.
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("any act can be recorded on behalf of who said it by phone, and everybody sees for whom", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await ben.goto(address);
  await person.accept(ben);

  const told = async (name, who, fill = async () => {}) => {
    await person.detail(ben).getByRole("button", { name: "More" }).click();
    const sheet = ben.page.getByRole("dialog");
    await sheet.getByRole("button", { name, exact: true }).click();
    await sheet.getByText("Somebody else said so?").click();
    await sheet.getByLabel("On behalf of").fill(who);
    await fill(sheet);
    await sheet.getByRole("button", { name, exact: true }).click();
    await expect(sheet).toBeHidden();
    await expect(person.detail(ana).getByText(`on behalf of ${who}`).first()).toBeVisible();
  };
  await told("Start work", "Rosa");
  await told("Comment", "Kim", (sheet) => sheet.getByLabel("Your comment").fill("The forklift is on its way."));
  await told("It’s delivered", "Rosa P.", (sheet) => sheet.getByLabel("Your answer").fill("Pallet 12, bay C."));
});

test("whoever asked writes down an answer that came by phone", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.detail(ana).getByRole("button", { name: "More" }).click();
  const sheet = ana.page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Write down their answer" }).click();
  await sheet.getByLabel("Your answer").fill("Pallet 12, bay C.");
  await sheet.getByRole("button", { name: "Write it down" }).click();
  await expect(sheet.getByText("Please write something here.")).toBeVisible();
  await sheet.getByLabel("On behalf of").fill("Rosa of the night shift");
  await sheet.getByRole("button", { name: "Write it down" }).click();
  await expect(sheet).toBeHidden();
  await ben.goto(address);
  await expect(person.detail(ben).getByText("on behalf of Rosa of the night shift").first()).toBeVisible();
  await person.detail(ana).getByRole("button", { name: "It helped" }).click();
  await expect(person.detail(ben).getByText("confirmed: it helped").first()).toBeVisible();
});

test("what a vendor without the app promises is written down by whoever asked", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Rail freight", "Supplier");
  await ana.goto("/now");
  await person.ask(ana, "Rail freight", "A wagon for the second load");
  const pane = person.detail(ana);
  await pane.getByRole("button", { name: "More" }).click();
  const sheet = ana.page.getByRole("dialog");
  const said = sheet.getByRole("region", { name: "Write down what they said" });
  await expect(said.getByRole("button")).toHaveText([
    "Write down what they promise",
    "Write down when they have news",
    "Write down that they won’t",
    "Write down their answer",
  ]);
  await said.getByRole("button", { name: "Write down what they promise" }).click();
  await person.pick(sheet.getByRole("radio", { name: "tomorrow" }));
  await sheet.getByRole("button", { name: "Write it down" }).click();
  await expect(sheet.getByText("Please write something here.")).toBeVisible();
  await sheet.getByLabel("On behalf of").fill("Rosa");
  await sheet.getByRole("button", { name: "Write it down" }).click();
  await expect(sheet).toBeHidden();
  await expect(pane.getByText("owner: Rosa (written down by Ana)")).toBeVisible();
  await expect(pane.getByText(/promised tomorrow/).first()).toBeVisible();
  await expect(pane.getByText("on behalf of Rosa").first()).toBeVisible();

  // Nothing of it is Ana's to do.
  await person.go(ana, "Now");
  const row = ana.page.locator("main .rows > li").filter({ hasText: "A wagon for the second load" });
  await expect(row.getByText(/Rosa/)).toBeVisible();
  await expect(row.getByRole("button")).toHaveCount(0);
});
