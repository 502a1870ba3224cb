// A team says when it works, and what it promises counts in these hours.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("hours are told to a team, and what is asked while it is closed is promised for when it opens", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const { page } = ana;
  await ana.goto("/map/list");
  await person.addService(ana, "Warehouse", "Service", "Stock answers", { reply: 30 });

  // It works one day a week, and that is three days ahead.
  const day = ["su", "mo", "tu", "we", "th", "fr", "sa"][new Date(Date.now() + 3 * 86_400_000).getUTCDay()];
  await page.getByRole("link", { name: "Warehouse", exact: true }).first().click();
  await expect(page.getByText("At all hours")).toBeVisible();
  await page.getByRole("button", { name: "Change hours" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText("Europe/London")).toBeVisible();
  await sheet.getByLabel("Hours of the week").fill("someday 9-17");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText("“someday” is no day.")).toBeVisible();
  await sheet.getByLabel("Hours of the week").fill(`${day} 9-17`);
  await expect(sheet.getByText(/^Closed until .*09:00/)).toBeVisible();
  await sheet.getByLabel("Date").fill("2031-12-25");
  await sheet.getByLabel("Name of the holiday").fill("Christmas");
  await sheet.getByRole("button", { name: "Add this day" }).click();
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations).toEqual([]);
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText(/^Closed until .*09:00/)).toBeVisible();
  await expect(page.getByText("Closed on 25 Dec 2031 Christmas")).toBeVisible();

  await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await expect(person.detail(ana).getByText(/answer .*09:30/).first()).toBeVisible();

  // Ben reads the same, and has hours of his own to say otherwise.
  await ben.goto(new URL(page.url()).pathname);
  await expect(person.detail(ben).getByText(/answer .*09:30/).first()).toBeVisible();
});
