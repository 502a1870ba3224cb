// A quick question is answered from the list, with a number.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("a question is answered from the list with a number", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await person.ask(ana, "Warehouse", "How many pallets are there?");
  const { page } = ben;
  await page.getByRole("button", { name: "Answer", exact: true }).click();
  const sheet = page.getByRole("dialog");
  const number = sheet.getByLabel("Or a number");
  await number.fill("a dozen");
  await sheet.getByRole("button", { name: "It’s delivered" }).click();
  await expect(sheet.getByText("A number has digits only")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await number.fill("12.5");
  await number.press("Enter");
  await expect(sheet).toBeHidden();
  await expect(person.detail(ana).getByText("12.5").first()).toBeVisible();
});
