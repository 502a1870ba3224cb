// Fault 12: a new build's installation is cut short on its way. The old build stays, whole; nothing of the new one is served.
import { builds, update } from "../../fixtures/builds.mjs";
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";

test.use({ deployed: true, proxied: true });

const OLD = "Sightline shows who waits for whom";
const NEW = "Sightline tells who waits for whom";

test("an installation that is cut short leaves the old build, which starts without a network; the next try succeeds", async ({ deployment, relay, device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await person.allSent(ana);
  await person.installed(ana);
  const before = await builds(ana);
  expect(before).toHaveLength(1);

  const { id } = deployment.replaceCode(OLD, NEW);
  relay.proxy.cutShort(/_bg\.wasm$/);
  await update(ana);
  await expect.poll(() => relay.proxy.cut, "the file was really asked for").toBeGreaterThan(0);
  await expect.poll(() => installing(ana)).toBe(false);
  expect(await builds(ana), "all of a build or none of it").toEqual(before);
  await expect(ana.page.getByText("A new version is ready.")).toHaveCount(0);

  await relay.stop();
  await ana.kill();
  await ana.again("/me");
  await expect(ana.page.getByText(OLD)).toBeVisible();

  await relay.start();
  relay.proxy.letThrough();
  await update(ana);
  await expect(ana.page.getByText("A new version is ready.")).toBeVisible();
  await ana.page.getByRole("button", { name: "Load it now" }).click();
  await expect(ana.page.getByText(NEW)).toBeVisible();
  await expect.poll(() => builds(ana)).toEqual([`sightline-${id}`]);
  await person.allSent(ana);
});

const installing = (device) => device.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).installing !== null);
