// Requests by the ten thousand in the browser: all clocks, the silences, a chain of 50 links, search. Without the relay, as in a dead spot.
// Once with the real log as it stood on a day with much to do, once with all of it as if nobody had ever answered: 24,918 requests are open.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Device } from "../fixtures/device.mjs";
import * as person from "../fixtures/people.mjs";
import { BUSIEST, hasIncidents, importIncidents, MAPPING, newFolder } from "../fixtures/places.mjs";
import { Relay } from "../fixtures/relay.mjs";
import { figure, share } from "./figures.mjs";
import { forget, longestOf, longTasks, search, watch } from "./watch.mjs";

const LINKS = 50;
// Words that find links of the long chain, and how the titles of these begin.
const CHAIN = { "still leave today": /^Can order \d+/, "where pallet": /^Where is pallet \d+/, "damage case": /^Please check the damage/, "new slot": /^New slot for/ };
const OPENINGS_MIN = 15;
const VISITS = 8;
// What the radar begins with.
const RADAR_ROWS = 'main section[aria-label="Silences"] .rows > li';
const RADAR_SHOWN = 10;
const MINUTE_MS = 61_000;

if (!hasIncidents()) {
  console.log("skipped: the incident log isn't there (../shared/data)");
  process.exit(0);
}

await workspace("the log", (folder) => importIncidents(folder));
await workspace("all silent", (folder) => {
  const mapping = join(folder, "unanswered.toml");
  // Every state of the log is "asked": whatever was promised has passed.
  writeFileSync(mapping, readFileSync(MAPPING, "utf8").replace(/^\[states\]$[^[]*/m, (states) => states.replaceAll(/ = ".*"/g, ' = "asked"')));
  importIncidents(folder, ["--shift-to", "now"], mapping);
});

async function workspace(what, fill) {
  const { folder, discard } = newFolder("bench");
  fill(folder);
  // A chain of its own beside the log, which has none.
  const chain = ["--requests", LINKS, "--chain-min", LINKS, "--chain-max", LINKS, "--teams", 8];
  spawnSync(process.env.SIGHTLINE_BIN, ["generate", "--seed", "9", ...chain, "--data", folder]);
  const counted = spawnSync(process.env.SIGHTLINE_BIN, ["stats", "--json", "--data", folder], { encoding: "utf8" });
  console.log(`${what}: ${counted.stdout.trim()}`);
  const relay = await (await Relay.fresh({ data: folder })).start();
  const device = await new Device("Ana", relay).start(null);
  await person.join(device, relay.invite("--team", BUSIEST));
  await person.installed(device);
  await person.allSent(device, 600_000);
  await relay.stop();
  await device.kill();
  await device.start(null);
  await watch(device);
  await screens(what, device);
  await openings(what, device);
  await search("requests", what, device, "inc0012 group 24 caller");
  await device.discard();
  await relay.discard();
  discard();
}

// The screens that compute clocks over all open requests, and a minute that passes on the widest of them.
async function screens(what, device) {
  const { page } = device;
  await longestOf("requests", `${what}, start`, device, async () => {
    await device.goto("/now");
    await page.locator("li[data-row]").first().waitFor();
  });
  await longTasks("requests", `${what}, start`, page);
  const taps = { "my team's radar": [], "the workspace's radar": [], Now: [] };
  await forget(page);
  await longestOf("requests", `${what}, Now, radar and a minute on it`, device, async () => {
    for (let visit = 0; visit < VISITS; visit += 1) {
      taps["my team's radar"].push(await press(page, 'main a[href="/radar"]', RADAR_ROWS, RADAR_SHOWN));
      taps["the workspace's radar"].push(await press(page, 'main input[value="all"]', 'main input[value="all"]:checked'));
      if (visit === VISITS - 1) await page.waitForTimeout(MINUTE_MS);
      taps.Now.push(await press(page, 'nav a[href="/now"]', "main .thumb a"));
    }
  });
  for (const [screen, took] of Object.entries(taps)) {
    figure("requests", `${what}, tap to ${screen}, median of ${VISITS}`, share(took, 0.5), "ms");
    figure("requests", `${what}, tap to ${screen}, slowest of ${VISITS}`, Math.max(...took), "ms");
  }
  await longTasks("requests", `${what}, Now, radar and a minute on it`, page);
}

// Links of the long chain, each opened for the first time: its document is read from storage. Each word finds a few of them.
async function openings(what, device) {
  const { page } = device;
  await person.go(device, "Find");
  const took = [];
  await forget(page);
  await longestOf("requests", `${what}, chains of ${LINKS}`, device, async () => {
    for (const [word, title] of Object.entries(CHAIN)) {
      await page.getByRole("searchbox").fill(word);
      const hits = page.locator("main .rows a[data-open]", { hasText: title });
      await hits.first().waitFor();
      for (const link of await hits.evaluateAll((all) => all.map((link) => link.getAttribute("href").split("?")[0]))) {
        took.push(await press(page, `main a[data-open][href^="${link}"]`, ".chain li", LINKS));
        await page.goBack();
        await page.locator(".chain").waitFor({ state: "detached" });
      }
    }
  });
  if (took.length < OPENINGS_MIN) throw new Error(`only ${took.length} links of the chain were found`);
  figure("requests", `${what}, tap to a chain of ${LINKS} painted, median of ${took.length}`, share(took, 0.5), "ms");
  figure("requests", `${what}, tap to a chain of ${LINKS} painted, slowest of ${took.length}`, Math.max(...took), "ms");
  await longTasks("requests", `${what}, chains of ${LINKS}`, page);
}

function press(page, what, shown, count = 1) {
  return page.evaluate((args) => globalThis.pressed(...args), [what, shown, count]);
}
