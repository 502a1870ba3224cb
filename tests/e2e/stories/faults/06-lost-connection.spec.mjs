// Fault 6: the browser drops the connection to IndexedDB, as Safari does in the background. It is made again, or a person is told.
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";
import { holdConnections } from "../../fixtures/storage.mjs";

test("a lost connection to the storage is made again without a word; one that stays away is told, and nothing is called saved", async ({ device }) => {
  const ana = await device("Ana");
  const { page } = ana;
  await ana.context.addInitScript(holdConnections, false);
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.allSent(ana);

  expect(await page.evaluate(() => window.drop())).toBeGreaterThan(0);
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);
  await expect(page.locator(".notice")).toHaveCount(0);

  await page.evaluate(() => window.drop((window.refuse = true)));
  await person.addParty(ana, "Billing");
  await expect(page.getByText("Not saved: this device’s storage can’t be reached.").first()).toBeVisible();
  await expect(person.status(ana)).toContainText("1 edit not saved");
  expect(await page.evaluate(() => window.refused), "tried again, a few times").toBeGreaterThanOrEqual(3);

  await page.evaluate(() => void (window.refuse = false));
  await person.go(ana, "Me");
  await page.getByRole("button", { name: "Try the network now" }).click();
  await person.allSent(ana);
  await ana.goto("/map/list");
  for (const name of ["Warehouse", "Billing"]) await expect(page.getByRole("link", { name, exact: true })).toHaveCount(1);
  ana.problems = ana.problems.filter((problem) => !problem.includes("storage"));
});
