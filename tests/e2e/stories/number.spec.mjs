// A quick question is answered from the list: with a press where yes or no is enough, else with a number.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("a question is answered with a press in the list, and that is taken back", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const address = await person.ask(ana, "Warehouse", "Waive the second fee?");
  await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);
  const { page } = ben;
  const row = (title) => page.locator("main .rows > li").filter({ has: page.getByRole("link", { name: title, exact: true }) });
  await expect(row("Which pallet has lot 4471?").getByRole("button", { name: "Answer: Which pallet has lot 4471?", exact: true })).toBeVisible();
  await expect(row("Which pallet has lot 4471?").getByRole("button", { name: "Answer “Yes”" })).toHaveCount(0);
  await relay.stop();
  const fee = row("Waive the second fee?");
  const no = fee.getByRole("button", { name: "Answer “No”" });
  await no.click();
  await expect(no).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(no).toHaveCount(1);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await fee.getByRole("button", { name: "Answer “Yes”" }).click();
  await person.kept(ben);
  await relay.start();
  await ben.goto("/me");
  await page.getByRole("button", { name: "Try the network now" }).click();
  await person.allSent(ben);
  await ana.goto(address);
  await expect(person.detail(ana).getByText("Yes", { exact: true }).first()).toBeVisible();
});

test("a double tap answers one question, not also the one that moves up under the finger", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await person.ask(ana, "Warehouse", "Waive the second fee?");
  await person.ask(ana, "Warehouse", "Waive the third fee?");
  await person.allSent(ana);
  const yes = ben.page.getByRole("button", { name: "Answer “Yes”" });
  await expect(yes).toHaveCount(2);
  await yes.first().dblclick();
  await expect(yes).toHaveCount(1);
  await expect(ben.page.getByRole("button", { name: "Undo" })).toHaveCount(1);
  // A press that is one of its own answers it: a script may be as quick as a double tap.
  await expect(async () => {
    await yes.click({ timeout: 1_000 });
    await expect(yes).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
});

test("a question is answered from the list with a number", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await person.ask(ana, "Warehouse", "How many pallets are there?");
  const { page } = ben;
  await page.getByRole("button", { name: "Answer: How many pallets are there?", exact: true }).click();
  const sheet = page.getByRole("dialog");
  const number = sheet.getByLabel("A number");
  await expect(number).toBeFocused();
  await number.fill("a dozen");
  await sheet.getByRole("button", { name: "It’s delivered" }).click();
  await expect(sheet.getByText("A number has digits only")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await number.fill("12.5");
  await number.press("Enter");
  await expect(sheet).toBeHidden();
  await expect(person.detail(ana).getByText("12.5").first()).toBeVisible();
});
