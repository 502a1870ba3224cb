// A filter is an address, is kept under a name, and is there on a person's other device; what was answered before is offered while asking.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("a kept filter is an address, and what was answered before answers again", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  const first = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.ask(ana, "Warehouse", "Where is the forklift?");
  await ben.goto(first);
  await person.act(ben, "It’s delivered", (sheet) => sheet.getByLabel("Your answer").fill("Pallet twelve."));
  await person.allSent(ben);
  await ana.goto(first);
  await expect(person.detail(ana).getByText("Pallet twelve.").first()).toBeVisible();

  const { page } = ana;
  await person.go(ana, "Find");
  await page.getByText("Filter", { exact: true }).click();
  await person.pick(page.getByRole("radio", { name: "nobody has it" }));
  const hits = page.locator("main .rows a[data-open]");
  await expect(hits).toHaveText(["Where is the forklift?"]);
  await expect(page).toHaveURL(/\/find\?state=unanswered$/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Copy the link" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Keep this filter" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("What do you call it?").fill("Nobody has it yet");
  await sheet.getByRole("button", { name: "Keep this filter" }).click();
  await person.allSent(ana);
  await ana.goto("/now");
  await page.getByRole("link", { name: "Nobody has it yet" }).click();
  await expect(hits).toHaveText(["Where is the forklift?"]);
  // Let go of and pressed again it holds again.
  await page.getByRole("button", { name: "No filter" }).click();
  await expect(hits).toHaveCount(0);
  await page.getByRole("link", { name: "Nobody has it yet" }).click();
  await expect(hits).toHaveText(["Where is the forklift?"]);
  // The same address on somebody else's device.
  await ben.goto("/find?state=unanswered");
  await expect(ben.page.locator("main .rows a[data-open]")).toHaveText(["Where is the forklift?"]);
  await expect(ben.page.getByRole("link", { name: "Nobody has it yet" })).toBeHidden();

  await person.go(ana, "Ask");
  await person.choose(page, "Whom do you ask?", "Warehouse");
  await page.getByLabel("What do you need?").fill("Which pallet has the lot 4471");
  await expect(page.getByRole("heading", { name: "Answered before" })).toBeVisible();
  await expect(page.getByText("Pallet twelve.")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "This answers it" }).click();
  await expect(page.getByText("Nothing was asked.")).toBeVisible();
  await expect(person.requestTitle(ana)).toHaveText("Which pallet has lot 4471?");
  await person.go(ana, "Ask");
  await expect(page.getByLabel("What do you need?")).toHaveValue("");
});
