// How long the real log takes to import and what memory it needs; then what the relay needs to serve it to a new device.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Device } from "../fixtures/device.mjs";
import * as person from "../fixtures/people.mjs";
import { BUSIEST, hasIncidents, importArguments, newFolder } from "../fixtures/places.mjs";
import { Relay } from "../fixtures/relay.mjs";
import { figure } from "./figures.mjs";

const MIB = 1024 * 1024;
const LOOK_EVERY_MS = 20;

if (!hasIncidents()) {
  console.log("skipped: the incident log isn't there (../shared/data)");
  process.exit(0);
}

const whole = newFolder("whole");
await measured("whole log", whole.folder, []);
whole.discard();
const living = newFolder("living");
await measured("until 2016-05-15", living.folder, undefined);

const relay = await (await Relay.fresh({ data: living.folder })).start();
figure("import", "relay, idle", relay.memoryBytes().now / MIB, "MiB");
const ana = await new Device("Ana", relay).start(null);
const begin = performance.now();
await person.join(ana, relay.invite("--team", BUSIEST));
await ana.page.locator("li[data-row]").nth(9).waitFor();
figure("import", "new device, first ten rows", performance.now() - begin, "ms");
await person.allSent(ana, 300_000);
figure("import", "new device, everything", performance.now() - begin, "ms");
const { now, max } = relay.memoryBytes();
figure("import", "relay, after serving a new device", now / MIB, "MiB");
figure("import", "relay, at most", max / MIB, "MiB");
await ana.discard();
await relay.discard();

async function measured(what, folder, cut) {
  const start = performance.now();
  const child = spawn(process.env.SIGHTLINE_BIN, importArguments(folder, cut), { stdio: ["ignore", "ignore", "inherit"] });
  let peak = 0;
  const look = setInterval(() => {
    try {
      const kib = readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1];
      peak = Math.max(peak, Number(kib ?? 0) * 1024);
    } catch {
      // It has just ended.
    }
  }, LOOK_EVERY_MS);
  const [code] = await once(child, "exit");
  clearInterval(look);
  if (code !== 0 && code !== 3) throw new Error(`the import ended with ${code}`);
  figure("import", `${what}, time`, (performance.now() - start) / 1000, "s");
  figure("import", `${what}, memory at most`, peak / MIB, "MiB");
}
