// The picture of the map in the browser, on a phone's screen with the processor slowed down four times: from tap to painted, frames while
// it is moved and grown, from a new service to the picture that shows it. Once with 150 teams and 600 services, once with 1,000 and 4,000.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Device } from "../fixtures/device.mjs";
import * as person from "../fixtures/people.mjs";
import { newFolder } from "../fixtures/places.mjs";
import { Relay } from "../fixtures/relay.mjs";
import { figure, share } from "./figures.mjs";
import { forget, longestOf, longTasks, watch } from "./watch.mjs";

const SLOWER = 4;
const FRAMES = 120;
const OPENINGS = 5;
const EDITS = 7;

for (const [teams, services] of [[150, 600], [1000, 4000]]) await workspace(teams, services);

async function workspace(teams, services) {
  const what = `${teams} teams, ${services} services`;
  const { folder, discard } = newFolder("bench");
  fill(folder, teams, services);
  const relay = await (await Relay.fresh({ data: folder })).start();
  const device = await new Device("Ana", relay).start(null);
  await person.join(device, relay.invite("--team", name(1)));
  await person.installed(device);
  await person.allSent(device, 300_000);
  await watch(device);
  await device.goto("/now");
  const devtools = await device.context.newCDPSession(device.page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  for (const style of ["rings", "layers"]) {
    await openings(`${what}, ${style}`, device, style, teams);
    await moving(`${what}, ${style}`, device);
  }
  await edits(what, device);
  await device.discard();
  await relay.discard();
  discard();
}

// A tree up to those who pay, and between its teams as many services more, like real maps: most to a neighbour, some across.
function fill(folder, teams, services) {
  const lines = ["team,needs,what"];
  for (let team = 1; team < teams; team += 1) lines.push(`${name(Math.floor((team - 1) / 4))},${name(team)},Service ${team}`);
  let seed = 9;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const pairs = new Set(lines.slice(1).map((line) => line.split(",", 2).join()));
  while (pairs.size < services - 1) {
    const team = random(teams);
    const pair = `${name(team)},${name((team + 1 + random(random(4) === 0 ? teams - 1 : 12)) % teams)}`;
    if (!pairs.has(pair) && new Set(pair.split(",")).size === 2) lines.push(`${pair},Service ${pairs.add(pair).size}`);
  }
  const [csv, mapping] = ["map.csv", "map.toml"].map((file) => join(folder, file));
  writeFileSync(csv, `${lines.join("\n")}\n`);
  const customers = `[[party]]\nname = "Customers"\nis = "paying-customer"\n`;
  const served = `[[edge]]\nprovider = "team"\nserved_party = "Customers"\nwhat = ["Everything"]\nonly = [{ column = "team", is = ["${name(0)}"] }]\n`;
  const needs = `[[edge]]\nprovider = "needs"\nserved = "team"\nwhat = ["{what}"]\n`;
  writeFileSync(mapping, `kind = "map"\nname = "bench"\nteams = ["team", "needs"]\n${customers}${served}${needs}`);
  const done = spawnSync(process.env.SIGHTLINE_BIN, ["import", csv, "--mapping", mapping, "--data", folder], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
}

function name(team) {
  return `Team ${team}`;
}

async function openings(what, device, style, teams) {
  const { page } = device;
  const took = [];
  await page.locator('nav a[href="/now"]').waitFor();
  await forget(page);
  await longestOf("map", `${what}, opening`, device, async () => {
    for (let opening = 0; opening < OPENINGS; opening += 1) {
      await device.page.evaluate(() => document.querySelector('nav a[href="/now"]').click());
      await page.locator(".map-window").waitFor({ state: "detached" });
      took.push(await page.evaluate(([style, teams]) => {
        const link = document.querySelector('nav a[href^="/map"]');
        link.setAttribute("href", style === "layers" ? "/map?style=layers" : "/map");
        return globalThis.pressed('nav a[href^="/map"]', ".map-drawing .node", teams);
      }, [style, teams]));
    }
  });
  figure("map", `${what}, tap to everybody painted, median of ${took.length}`, share(took, 0.5), "ms");
  await longTasks("map", `${what}, opening`, page);
}

// A finger goes to and fro over the picture, then the wheel: the time between frames while it does.
async function moving(what, device) {
  const { page } = device;
  const box = await page.locator(".map-window").boundingBox();
  const middle = [box.x + box.width / 2, box.y + box.height / 2];
  for (const [how, step] of [["panning", "pan"], ["zooming", "zoom"]]) {
    await forget(page);
    const frames = await page.evaluate(([step, count, x, y]) => new Promise((resolve) => {
      const target = document.querySelector(".map-window");
      const times = [];
      let last = performance.now();
      const pointer = (type, x, y) => target.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: x, clientY: y, button: 0, buttons: 1 }));
      if (step === "pan") pointer("pointerdown", x, y);
      const frame = () => {
        const now = performance.now();
        times.push(now - last);
        last = now;
        if (times.length > count) {
          if (step === "pan") pointer("pointerup", x, y);
          resolve(times.slice(1));
          return;
        }
        const turn = times.length / 20;
        if (step === "pan") pointer("pointermove", x + 120 * Math.sin(turn), y + 120 * Math.sin(turn * 0.7));
        else target.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, clientX: x, clientY: y, deltaY: 30 * Math.cos(turn) }));
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }), [step, FRAMES, ...middle]);
    figure("map", `${what}, ${how}, frames a second over ${FRAMES}`, (1000 * frames.length) / frames.reduce((sum, time) => sum + time, 0), "frames");
    figure("map", `${what}, ${how}, time between frames, p95`, share(frames, 0.95), "ms");
    await longTasks("map", `${what}, ${how}`, page);
  }
}

// A service is put on the map: from the press to the picture with its line.
async function edits(what, device) {
  const { page } = device;
  const took = [];
  await device.goto("/map");
  await page.locator(".map-drawing .node.mine").focus();
  await page.keyboard.press("Enter");
  for (let edit = 0; edit < EDITS; edit += 1) {
    await page.locator(".map-panel").getByRole("button", { name: "Add whom it serves" }).click();
    const sheet = page.getByRole("dialog");
    await person.choose(sheet, "Whom do they serve?", name(20 + edit));
    await sheet.getByLabel("What is provided?").fill(`More ${edit}`);
    took.push(await page.evaluate(() => {
      const lines = () => [...document.querySelectorAll(".map-drawing .edge")].map((path) => path.getAttribute("d")).join("");
      const before = lines();
      const began = performance.now();
      [...document.querySelectorAll("dialog button")].at(-1).click();
      return new Promise((resolve) => {
        const look = () => {
          if (lines() === before) requestAnimationFrame(look);
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
        };
        requestAnimationFrame(look);
      });
    }));
  }
  figure("map", `${what}, from a new service to the painted picture, median of ${EDITS}`, share(took, 0.5), "ms");
}
