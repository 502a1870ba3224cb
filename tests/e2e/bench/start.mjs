// The installed app, killed and started without the relay: from navigation to a Now that answers. Then edits and search in it.
// Once with 25 requests, once with the real log.
import { spawnSync } from "node:child_process";
import { Device } from "../fixtures/device.mjs";
import * as person from "../fixtures/people.mjs";
import { BUSIEST, hasIncidents, importIncidents, newFolder } from "../fixtures/places.mjs";
import { Relay } from "../fixtures/relay.mjs";
import { figure, share } from "./figures.mjs";
import { forget, longTasks, search, watch } from "./watch.mjs";

const STARTS = 7;
const EDITS = 30;
const ROWS_MAX = 10;

const small = await workspace("25 requests", (folder) => {
  spawnSync(process.env.SIGHTLINE_BIN, ["generate", "--seed", "9", "--requests", "25", "--teams", "2", "--chain-max", "2", "--data", folder]);
});
if (hasIncidents()) {
  const large = await workspace("the log", (folder) => importIncidents(folder), BUSIEST);
  figure("start", "the log against 25 requests", large / small, "times");
} else {
  console.log("skipped: the incident log isn't there (../shared/data)");
}

// Fills a folder, joins a device, measures. Answers the median start in ms.
async function workspace(what, fill, team) {
  const { folder, discard } = newFolder("bench");
  fill(folder);
  const relay = await (await Relay.fresh({ data: folder })).start();
  const device = await new Device("Ana", relay).start(null);
  const link = team ? ["--team", team] : ["--team", firstTeam(relay)];
  await person.join(device, relay.invite(...link));
  await person.installed(device);
  await person.allSent(device, 300_000);
  const rows = device.page.locator("li[data-row]");
  await rows.first().waitFor();
  const expected = Math.min(ROWS_MAX, await rows.count());
  await relay.stop();
  const median = await starts(what, device, expected);
  await work(what, device);
  await device.discard();
  await relay.discard();
  discard();
  return median;
}

function firstTeam(relay) {
  const said = spawnSync(process.env.SIGHTLINE_BIN, ["invite", "--team", "?", "--data", relay.data], { encoding: "utf8" });
  return said.stderr.match(/Teams: ([^,\n]+)/)[1].trim();
}

async function starts(what, device, expected) {
  const painted = [];
  const answered = [];
  for (let run = 0; run < STARTS; run += 1) {
    await device.kill();
    await device.start(null);
    await device.context.addInitScript((count) => {
      const look = () => {
        const rows = document.querySelectorAll("li[data-row]").length;
        // One frame later it is on the screen.
        // Names that come later would be another first screen.
        const isComplete = rows >= count && !document.querySelector("main").textContent.includes("not here yet");
        if (isComplete) requestAnimationFrame(() => (globalThis.paintedAt = performance.now()));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, expected);
    await device.goto("/now");
    painted.push(await device.page.waitForFunction(() => globalThis.paintedAt, null, { polling: "raf" }).then((at) => at.jsonValue()));
    const tap = performance.now();
    await device.page.locator("li[data-row] a[data-open]").first().click();
    await person.detail(device).getByLabel("Your comment").waitFor();
    answered.push(performance.now() - tap);
  }
  figure("start", `${what}, first ${expected} rows painted, median of ${STARTS}`, share(painted, 0.5), "ms");
  figure("start", `${what}, first ${expected} rows painted, slowest of ${STARTS}`, Math.max(...painted), "ms");
  figure("start", `${what}, tap to opened request, median of ${STARTS}`, share(answered, 0.5), "ms");
  return share(painted, 0.5);
}

// Edits and search, with every task over 50 ms counted.
async function work(what, device) {
  const { page } = device;
  await watch(device);
  await device.goto("/now");
  await page.locator("li[data-row] a[data-open]").first().click();
  await person.detail(device).getByLabel("Your comment").waitFor();
  await forget(page);
  await page.evaluate(() => performance.clearMeasures("sightline:edit"));
  for (let edit = 0; edit < EDITS; edit += 1) await person.comment(device, `Note ${edit}`);
  const edits = await page.evaluate(() => performance.getEntriesByName("sightline:edit").map((entry) => entry.duration));
  if (edits.length > 0) {
    figure("start", `${what}, tap to painted edit, p50 of ${edits.length}`, share(edits, 0.5), "ms");
    figure("start", `${what}, tap to painted edit, p95 of ${edits.length}`, share(edits, 0.95), "ms");
  }
  await longTasks("start", `${what}, editing`, page);
  await search("start", what, device, "inc0012 group 24 caller");
}
