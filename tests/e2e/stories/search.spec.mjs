// What was once answered is found again: with a slip of the finger, without a network, after a kill.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("a slip of the finger finds an answer, without a network and after a kill", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  await person.installed(ana);
  const address = await person.ask(ana, "Warehouse", "Where is lot 4471?");
  await ben.goto(address);
  await person.comment(ben, "Zoe saw it by the charging station.");
  await person.act(ben, "It’s delivered", (sheet) => sheet.getByLabel("Your answer").fill("On pallet twelve, behind the refrigerator."));
  await person.allSent(ben);
  await expect(person.detail(ana).getByText("behind the refrigerator").first()).toBeVisible();
  await relay.stop();
  await ana.kill();
  await ana.start("/find");

  const { page } = ana;
  const box = page.getByRole("searchbox");
  const answers = page.getByRole("region", { name: "Answers and what was said" });
  await box.fill("refirgerator");
  await expect(answers.getByRole("link", { name: "Where is lot 4471?" })).toBeVisible();
  await expect(page.locator("mark", { hasText: "refrigerator" })).toBeVisible();
  await expect(page.getByText("Little is spelt just so")).toBeVisible();
  await box.fill("charging");
  await expect(page.locator("mark", { hasText: "charging" })).toBeVisible();
  await expect(page.getByText("Little is spelt just so")).toBeHidden();
  await box.fill("4472");
  await expect(page.getByText("Nothing found", { exact: true })).toBeVisible();
  await box.fill("pallet twelve");
  await expect(page.locator("mark")).toHaveCount(2);
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations).toEqual([]);
});
