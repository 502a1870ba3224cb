// Fault 4: a row or a document in the browser's storage is corrupt. It is found, and fetched or derived again; the rest is untouched (SY25).
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";
import { contents, overwrite } from "../../fixtures/storage.mjs";

const GARBAGE = "6e6f74206120646f63756d656e74";
const docOf = (path) => path.split("/").at(-1);

async function twoRequests(device) {
  const ana = await device("Ana");
  await person.setUpWithWarehouse(ana);
  const whole = await person.ask(ana, "Warehouse", "Is aisle 7 free?");
  const shared = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.comment(ana, "It is urgent.");
  await person.allSent(ana);
  return { ana, shared, whole };
}

test("a corrupt document is found when it is opened, fetched again, and readable without a network from then on", async ({ relay, device }) => {
  test.setTimeout(180_000);
  const { ana, shared, whole } = await twoRequests(device);
  await person.installed(ana);
  await relay.stop();
  // What isn't sent is on top of it.
  await person.comment(ana, "Written before the damage.");
  await person.toSend(ana, 1);
  expect(await overwrite(ana.page, "changes", docOf(shared), GARBAGE)).toBe(3);
  await ana.page.reload();

  await expect(ana.page.getByText("One document could not be read here. It is fetched again.")).toBeVisible();
  await ana.goto(whole);
  await expect(person.requestTitle(ana)).toHaveText("Is aisle 7 free?");
  await ana.goto(shared);
  await expect(ana.page.getByText("Not on this device yet")).toBeVisible();
  await relay.start();
  await expect(person.requestTitle(ana)).toHaveText("Which pallet has lot 4471?", { timeout: 60_000 });
  const story = person.detail(ana).locator(".timeline").first();
  for (const text of ["It is urgent.", "Written before the damage."]) await expect(story.getByText(text, { exact: true })).toHaveCount(1);
  await person.allSent(ana);

  await relay.stop();
  await ana.page.reload();
  await expect(person.requestTitle(ana)).toHaveText("Which pallet has lot 4471?");
  await expect(ana.page.getByText("could not be read")).toHaveCount(0);
  const { changes } = await contents(ana.page);
  expect(changes.some(([, bytes]) => bytes === GARBAGE), "nothing of the damage is left").toBe(false);
});

test("a corrupt row is found at the start, and is as its document says again", async ({ device }) => {
  const { ana, shared } = await twoRequests(device);
  await ana.goto("/healthz");
  const damaged = (await overwrite(ana.page, "rows", docOf(shared), GARBAGE)) + (await overwrite(ana.page, "pages", "", GARBAGE));
  expect(damaged).toBeGreaterThan(0);
  await ana.goto("/now");
  await expect(ana.page.getByRole("link", { name: /Which pallet has lot 4471/ }).first()).toBeVisible();
  await person.allSent(ana);
  await ana.page.reload();
  await expect(ana.page.getByRole("link", { name: /Which pallet has lot 4471/ }).first()).toBeVisible();
  const { rows, pages } = await contents(ana.page);
  expect([...rows, ...pages].some(([, bytes]) => bytes === GARBAGE), "nothing of the damage is left").toBe(false);
});
