// Several requests in one step, and one's own last action taken back, also after it was sent.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("several are accepted in one step and taken back after they were sent", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  const first = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.ask(ana, "Warehouse", "Where is the forklift?");
  const third = await person.ask(ana, "Warehouse", "Is bay 4 free tonight?");
  await person.allSent(ana);
  await ben.goto(third);
  await person.accept(ben);
  await ben.goto("/now");
  const { page } = ben;
  await expect(page.locator("main li[data-row]")).toHaveCount(3);

  // By the keyboard one, with shift the rest.
  await page.getByRole("link", { name: "Which pallet has lot 4471?" }).focus();
  await page.keyboard.press("x");
  await expect(page.getByText("1 selected")).toBeVisible();
  const boxes = page.getByRole("checkbox");
  await expect(boxes).toHaveCount(3);
  await page.getByRole("button", { name: "All shown" }).click();
  await expect(page.getByText("3 selected")).toBeVisible();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(3);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("group", { name: "Select several" }).getByRole("button", { name: /^Accept/ }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText("It will be done to 2 requests.")).toBeVisible();
  await expect(sheet.getByText("you have it already")).toBeVisible();
  await expect(sheet.getByRole("list", { name: "It will be done to 2 requests." }).getByRole("listitem")).toHaveCount(2);
  await sheet.getByRole("button", { name: "Accept and promise" }).click();
  await expect(page.getByText("Done to 2 requests.")).toBeVisible();
  await person.allSent(ben);
  await ana.goto(first);
  await expect(person.detail(ana).getByText("owner: Ben")).toBeVisible();

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back.")).toBeVisible();
  await person.allSent(ben);
  await expect(person.detail(ana).getByText("gave it back to the team").first()).toBeVisible();

  // KN17: what another query takes off the list isn't chosen any more.
  await person.go(ben, "Find");
  const search = page.getByRole("searchbox");
  await search.fill("the");
  await expect(page.getByRole("link", { name: "Where is the forklift?" })).toBeVisible();
  await page.getByRole("button", { name: "Select several" }).click();
  await page.getByRole("checkbox", { name: "Select: Where is the forklift?" }).check();
  await expect(page.getByText("1 selected")).toBeVisible();
  await search.fill("pallet");
  await expect(page.getByRole("link", { name: "Which pallet has lot 4471?" })).toBeVisible();
  await expect(page.getByText("0 selected")).toBeVisible();

  // Under Me for as long as nobody goes on from there.
  await ben.goto(first);
  await person.accept(ben);
  await person.allSent(ben);
  await expect(person.detail(ana).getByText("owner: Ben")).toBeVisible();
  await person.act(ana, "Withdraw", (sheet) => sheet.getByLabel("Why isn’t it needed any more?").fill("found"));
  await person.allSent(ana);
  await expect(person.detail(ben).getByText(/^withdrawn/).first()).toBeVisible();
  await person.go(ben, "Me");
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText("Somebody has gone on from there.")).toBeVisible();
});
