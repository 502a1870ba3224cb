// Fault 11: a deploy under a live old tab. The old build goes on beside the new one, in the same browser and on the same data.
import { builds, update } from "../../fixtures/builds.mjs";
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";

test.use({ deployed: true });

const OLD = "Sightline shows who waits for whom";
const NEW = "Sightline tells who waits for whom";

test("two builds that differ in code run side by side and agree; what was deployed away is 404, never a page", async ({ deployment, relay, device }) => {
  const old = await device("Ana");
  await person.setUp(old);
  // Only what is loaded after it is installed is in its hands.
  await person.installed(old);
  await old.goto("/me");
  await expect(old.page.getByText(OLD)).toBeVisible();
  await person.allSent(old);

  const { gone, id } = deployment.replaceCode(OLD, NEW);
  for (const path of gone) {
    const answer = await fetch(`${relay.url}${path}`);
    expect(answer.status, path).toBe(404);
    expect(await answer.text()).not.toContain("<html");
  }
  await update(old);
  await expect(old.page.getByText("A new version is ready.")).toBeVisible();

  // Another tab takes the new build; the old one isn't loaded again under its person's hands.
  const fresh = await old.tab("/me");
  await expect(fresh.page.getByText(OLD), "until somebody accepts").toBeVisible();
  await old.page.evaluate(() => (window.untouched = true));
  await fresh.page.getByRole("button", { name: "Load it now" }).click();
  await expect(fresh.page.getByText(NEW)).toBeVisible();
  await expect.poll(() => builds(fresh)).toEqual([`sightline-${id}`]);
  await expect(old.page.getByText(OLD)).toBeVisible();

  await person.go(old, "Map");
  await old.page.getByRole("link", { name: "List", exact: true }).click();
  await person.addParty(old, "By the old build");
  await fresh.goto("/map/list");
  await person.addParty(fresh, "By the new build");
  for (const tab of [old, fresh]) {
    for (const name of ["By the old build", "By the new build"]) await expect(tab.page.getByRole("link", { name, exact: true })).toHaveCount(1);
    await person.allSent(tab);
  }
  expect(await old.page.evaluate(() => window.untouched), "the old tab was never loaded again").toBe(true);

  const ben = await device("Ben");
  await person.join(ben, relay.invite("--team", "Service"));
  await ben.goto("/map/list");
  for (const name of ["By the old build", "By the new build"]) await expect(ben.page.getByRole("link", { name, exact: true })).toHaveCount(1);
});
