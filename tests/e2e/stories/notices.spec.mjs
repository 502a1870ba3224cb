// Nothing falls silent unheard: who is told of a silence, step by step, and what each hears of what others did.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

async function setSteps(device, team) {
  const { page } = device;
  await device.goto("/map/list");
  await page.getByRole("button", { name: `Change ${team}` }).click();
  const sheet = page.getByRole("dialog");
  for (const number of [1, 2]) await sheet.getByRole("button", { name: "Add a step" }).click();
  // The first is taken at once.
  await sheet.getByRole("combobox", { name: "Step 1: who is told" }).selectOption("the whole team");
  await sheet.getByLabel("Step 2: after", { exact: false }).first().fill("5");
  await sheet.getByRole("combobox", { name: "Step 2: who is told" }).selectOption("the asker and those above");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await person.kept(device);
}

test("a silence is told step by step, and who lost against somebody hears so in one place", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await setSteps(ana, "Warehouse");
  await ana.goto("/now");
  const lot = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  const fork = await person.ask(ana, "Warehouse", "Where is the forklift?");
  await person.allSent(ana);

  // Ben takes one and gives it back: nobody has answered, and it is silent since.
  await ben.goto(lot);
  await person.accept(ben);
  await person.act(ben, "Hand over", (sheet) => sheet.getByLabel("What should they know?").fill("Gone home."));
  await person.allSent(ben);
  await ana.goto("/radar");
  await expect(ana.page.getByText(/step 1 of 2: the whole team told at .*; the asker and those above will be told at/)).toBeVisible();
  await ana.goto("/now");
  await ana.page.getByRole("link", { name: /1 notice: .*Ben gave it back to the team/ }).click();
  await expect(ana.page.getByRole("heading", { name: "New" })).toBeVisible();
  await ana.page.getByRole("link", { name: "Which pallet has lot 4471?" }).click();
  await expect(person.requestTitle(ana)).toHaveText("Which pallet has lot 4471?");
  await ana.goto("/me/notices");
  await expect(ana.page.getByRole("heading", { name: "Seen before" })).toBeVisible();
  await expect(ana.page.getByRole("heading", { name: "New" })).toHaveCount(0);

  // He takes the other in a dead spot, while Ana withdraws it.
  await ben.goto("/now");
  await person.atNow(ben);
  await ana.goto(fork);
  await expect(person.requestTitle(ana)).toHaveText("Where is the forklift?");
  await ben.page.getByRole("link", { name: "Where is the forklift?" }).click();
  await expect(person.requestTitle(ben)).toHaveText("Where is the forklift?");
  await relay.stop();
  await person.accept(ben);
  await person.toSend(ben, 1);
  await person.act(ana, "Withdraw", () => {});
  await person.toSend(ana, 1);
  await relay.start();
  await person.allSent(ben);
  await person.allSent(ana);
  await person.go(ben, "Me");
  await ben.page.getByRole("link", { name: /^Notices/ }).click();
  await expect(ben.page.getByText("Your “Accept” has no effect: Ana was at it at the same time, and “Withdraw” counts")).toBeVisible();
  await expect(ben.page.getByText(/Silent: given back to the team .*; step 1 of 2/)).toBeVisible();
  const mark = ben.page.getByRole("button", { name: "Mark all as seen" });
  if (await mark.count()) await mark.click();
  await expect(ben.page.getByRole("heading", { name: "Seen before" })).toBeVisible();
  await ben.goto("/me/notices");
  await expect(ben.page.getByRole("heading", { name: "New" })).toHaveCount(0);
});
