// The installed app: it starts without the relay after a kill, and a new version waits until a person takes it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Device } from "../fixtures/device.mjs";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";
import { Relay } from "../fixtures/relay.mjs";

test("at a start the first picture stays where it is until the screen is there", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.page.addInitScript(() => {
    globalThis.tops = [];
    const look = () => {
      const picture = document.getElementById("skeleton");
      if (picture) globalThis.tops.push(picture.getBoundingClientRect().top);
      if (picture || document.readyState === "loading") requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await ana.goto("/now");
  await person.atNow(ana);
  const tops = await ana.page.evaluate(() => globalThis.tops);
  expect(tops.length).toBeGreaterThan(0);
  expect(Math.max(...tops)).toBe(0);
});

test("after a kill it starts without the relay, at any address, and takes edits", async ({ relay, device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);
  await person.installed(ana);
  await relay.stop();
  await ana.kill();

  await ana.again("/map/list");
  await expect(ana.page.getByRole("link", { name: "Warehouse", exact: true })).toBeVisible();
  await person.addParty(ana, "Billing");
  await person.toSend(ana, 1);
  await ana.kill();
  await ana.again("/");
  await person.atNow(ana);
  await person.toSend(ana, 1);
  await relay.start();
  await ana.page.getByRole("link", { name: "Me", exact: true }).click();
  await ana.page.getByRole("button", { name: "Try the network now" }).click();
  await person.allSent(ana);
});

for (const [held, beside, where] of [
  [true, false, "its worker holds"],
  [false, false, "was loaded before there was one"],
  [false, true, "was loaded before there was one, beside one that it holds"],
]) test(`a new version asks first, and is loaded when a person says so, in a tab that ${where}`, async () => {
  const assets = mkdtempSync(join(tmpdir(), "sightline-app-"));
  cpSync(process.env.SIGHTLINE_ASSETS, assets, { recursive: true });
  const relay = await (await Relay.fresh({ assets })).start();
  const ana = await new Device("Ana", relay).start(null);
  try {
    await person.setUp(ana);
    await person.installed(ana);
    if (held) await ana.page.reload();
    await person.atNow(ana);
    expect(await ana.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(held);
    if (beside) {
      const other = await ana.tab();
      await expect.poll(() => other.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    }

    // Another build: its list of files has another identity, and so its service worker is another.
    const worker = join(assets, "sw.js");
    const text = readFileSync(worker, "utf8");
    const changed = text.replace(/"id": "[0-9a-f]{16}"/, '"id": "00000000000000ff"');
    expect(changed).not.toBe(text);
    writeFileSync(worker, changed);
    rmSync(`${worker}.br`, { force: true });

    await ana.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await expect(ana.page.getByText("A new version is ready.")).toBeVisible();
    // Nobody is held by the old one where it takes over at once.
    if (held || beside) expect(await builds(ana)).toHaveLength(2);
    await ana.page.getByRole("button", { name: "Load it now" }).click();
    await expect.poll(() => builds(ana).catch(() => [])).toEqual(["sightline-00000000000000ff"]);
    await person.atNow(ana);
    await expect(ana.page.getByText("A new version is ready.")).toHaveCount(0);
  } finally {
    await ana.discard();
    await relay.discard();
    rmSync(assets, { recursive: true, force: true });
  }
});

const builds = (device) => device.page.evaluate(() => caches.keys());
