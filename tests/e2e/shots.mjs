// Pictures of every screen at 390 and 1280 px, light and dark: the demo workspace, and Now of the real log when it is there.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Device, LAPTOP, PHONE } from "./fixtures/device.mjs";
import * as person from "./fixtures/people.mjs";
import { BUSIEST, GOVUK_TEAM, firstCustomer, firstRequest, hasGovuk, hasIncidents, importGovuk, importIncidents, newFolder, screens, visit } from "./fixtures/places.mjs";
import { Relay } from "./fixtures/relay.mjs";

const FOLDER = process.env.SIGHTLINE_SHOTS;
const LOOKS = ["light", "dark"];
const SIZES = { 390: PHONE, 1280: LAPTOP };

mkdirSync(FOLDER, { recursive: true });
for (const old of readdirSync(FOLDER).filter((name) => name.endsWith(".png"))) rmSync(join(FOLDER, old));

const demo = newFolder("demo");
const relay = await (await Relay.fresh({ data: demo.folder, args: ["--demo"] })).start();
const ana = await new Device("Ana", relay).start(null);
await shoot(ana, "join", relay.invite("--team", "Service", "--admin"), () => ana.page.getByLabel("Your name"));
await person.join(ana, relay.invite("--team", "Service", "--admin"));
await person.allSent(ana);
// So that there is something to hand over: two of those that wait are taken, or taken over.
await ana.goto("/now");
const waiting = ana.page.locator("li[data-row] a[data-open]");
await waiting.nth(1).waitFor();
let taken = 0;
for (const address of await waiting.evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
  if (taken === 2) break;
  await ana.goto(address);
  await person.detail(ana).getByRole("button", { name: "More" }).click();
  const accept = ana.page.getByRole("dialog").getByRole("button", { name: "Accept and promise" });
  await ana.page.getByRole("dialog").getByRole("button", { name: "Comment" }).waitFor();
  if ((await accept.count()) === 0) continue;
  await accept.click();
  await ana.page.getByRole("dialog").getByRole("group", { name: "When will it be done?" }).waitFor();
  await accept.click();
  taken += 1;
}
for (const screen of screens(await firstRequest(ana), await firstCustomer(ana))) await shoot(ana, screen.name, screen.path, screen.there);
await ana.goto("/me");
const ours = await ana.page.getByRole("link", { name: "How to work with my team" }).getAttribute("href");
await shoot(ana, "team", ours, (page) => page.getByRole("heading", { level: 1, name: "Working with Service" }));
await shoot(ana, "answer", "/find?q=ito", (page) => page.getByRole("searchbox"));
await ana.discard();
await relay.discard();

if (hasIncidents()) {
  const log = newFolder("incidents");
  importIncidents(log.folder);
  const relay = await (await Relay.fresh({ data: log.folder })).start();
  const ben = await new Device("Ben", relay).start(null);
  await person.join(ben, relay.invite("--team", BUSIEST));
  await ben.page.locator("li[data-row]").nth(9).waitFor();
  await person.allSent(ben, 300_000);
  await shoot(ben, "log-now", "/now", (page) => page.locator("li[data-row]").nth(9));
  await map(ben, "log");
  await ben.discard();
  await relay.discard();
} else {
  console.log("skipped: no pictures of the incident log, since it isn't there (../shared/data)");
}

if (hasGovuk()) {
  const govuk = newFolder("govuk");
  importGovuk(govuk.folder);
  const relay = await (await Relay.fresh({ data: govuk.folder })).start();
  const cleo = await new Device("Cleo", relay).start(null);
  await person.join(cleo, relay.invite("--team", GOVUK_TEAM));
  await person.allSent(cleo);
  await map(cleo, "govuk");
  await cleo.discard();
  await relay.discard();
} else {
  console.log("skipped: no pictures of GOV.UK's map, since it isn't there (../shared/data)");
}

async function map(device, of) {
  const there = (page) => page.locator(".map-drawing .node").nth(9);
  await shoot(device, `${of}-map`, "/map", there);
  await shoot(device, `${of}-map-layers`, "/map?style=layers", there);
}

async function shoot(device, name, path, there) {
  const { page } = device;
  for (const [width, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    for (const colorScheme of LOOKS) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await device.goto(path);
      await there(page).waitFor();
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`) });
    }
  }
  console.log(name);
}
