// What the work teaches the map is taken by a person; who is away is told to whoever asks, and one press asks who stands in.
import AxeBuilder from "@axe-core/playwright";
import { LAPTOP, expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const noViolations = async ({ page }) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

test("a service that is asked for again and again is suggested with a name, and is on the map after one sheet", async ({ device }) => {
  const ana = await device("Ana", { viewport: LAPTOP });
  const { page } = ana;
  await person.setUpWithWarehouse(ana);
  for (const bay of [3, 5, 8, 9, 12]) await person.ask(ana, "Warehouse", `Forklift battery for bay ${bay}`);
  await ana.goto("/map/list");
  await page.locator("summary").filter({ hasText: "Learn from the work" }).click();
  await expect(page.getByText("Proposed: Forklift battery")).toBeVisible();
  await noViolations(ana);
  const suggested = page.locator("li").filter({ hasText: "Proposed: Forklift battery" });
  await suggested.getByRole("button", { name: "Put it on the map" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByLabel("What is provided?")).toHaveValue("Forklift battery");
  await sheet.getByRole("button", { name: "Put it on the map" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText("Warehouse serves Service: Forklift battery")).toBeVisible();
  await expect(suggested).toHaveCount(0);
});

test("a team that is away is told to whoever asks, who asks the one that stands in", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/map/list");
  await person.addParty(ana, "Yard");
  await person.allSent(ana);
  await person.go(ben, "Me");
  await ben.page.getByRole("link", { name: "How to work with my team" }).click();
  await ben.page.getByRole("button", { name: "Say when nobody is here" }).click();
  const sheet = ben.page.getByRole("dialog");
  const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await sheet.getByLabel("First day").fill(day(4));
  await sheet.getByLabel("Last day").fill(day(3));
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText("This comes before the first day.")).toBeVisible();
  await sheet.getByLabel("First day").fill(day(-1));
  await sheet.getByLabel("Last day").fill(day(3));
  await person.choose(sheet, "Who stands in?", "Yard");
  await sheet.getByRole("textbox", { name: /^Why/ }).fill("stock taking");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(ben.page.getByText(/^Warehouse is away until .*: stock taking$/)).toBeVisible();
  await ben.page.locator("summary").filter({ hasText: "If this team is away" }).click();
  await expect(ben.page.getByText("It has no open requests.")).toBeVisible();
  await noViolations(ben);
  await person.allSent(ben);

  await person.go(ana, "Ask");
  await person.choose(ana.page, "Whom do you ask?", "Warehouse");
  await expect(ana.page.getByText(/^Warehouse is away until .*: stock taking$/)).toBeVisible();
  await noViolations(ana);
  await ana.page.getByRole("button", { name: "Ask Yard" }).click();
  await expect(ana.page.getByText(/Warehouse is away/)).toBeHidden();
  await ana.page.getByLabel("What do you need?").fill("Is the ramp free?");
  await ana.page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(person.requestTitle(ana)).toHaveText("Is the ramp free?");
  await expect(person.detail(ana).getByText("Yard").first()).toBeVisible();
});
