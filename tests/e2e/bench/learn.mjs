// What the map works out of a whole year's work, on the real log and with the processor slowed down four times: what the work teaches and what hangs
// on the busiest team, each from the press to what is painted, and the dry run of a file with 5,000 services. What counts are the tasks: none
// may hold a finger up for more than 50 ms.
import { Device } from "../fixtures/device.mjs";
import * as person from "../fixtures/people.mjs";
import { BUSIEST, hasIncidents, importIncidents, newFolder } from "../fixtures/places.mjs";
import { Relay } from "../fixtures/relay.mjs";
import { figure } from "./figures.mjs";
import { forget, longestOf, longTasks, watch } from "./watch.mjs";

const SLOWER = Number(process.env.SLOWER ?? 4);
const TEAMS = 1000;
const SERVICES = 5000;

if (!hasIncidents()) {
  console.log("skipped: the incident log isn't there (../shared/data)");
  process.exit(0);
}

const { folder, discard } = newFolder("bench");
importIncidents(folder);
const relay = await (await Relay.fresh({ data: folder })).start();
const device = await new Device("Ana", relay).start(null);
await person.join(device, relay.invite("--team", BUSIEST));
await person.allSent(device, 300_000);
await watch(device);
await device.goto("/find?q=zzz");
const { page } = device;
// Until everything has been read: what a start does is measured elsewhere.
await page.getByText("Nothing found").first().waitFor({ timeout: 120_000 });
await page.getByText("Still reading").waitFor({ state: "hidden", timeout: 120_000 });
await person.go(device, "Map");
await page.getByRole("link", { name: "List" }).click();
await page.getByRole("heading", { name: "Services and promises" }).waitFor();
const devtools = await device.context.newCDPSession(page);
await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });

await opened("learned from the work", "Learn from the work", "Back and forth");
await person.go(device, "Map");
await page.locator(".map-drawing .node.mine").focus();
await page.keyboard.press("Enter");
await page.locator(".map-panel h2.large").waitFor();
await opened("if a team is away", "If this team is away", "Who has helped out");

await page.getByRole("link", { name: "List" }).click();
await page.getByRole("link", { name: "Import and export" }).click();
const file = { name: "map.csv", mimeType: "text/csv", buffer: Buffer.from(table()) };
await measured(`dry run of ${SERVICES} services`, async () => {
  await page.getByLabel("Choose a file").setInputFiles(file);
  await page.locator("table.plan tbody tr").nth(20).waitFor({ timeout: 120_000 });
});
await device.discard();
await relay.discard();
discard();

function opened(what, title, found) {
  return measured(what, async () => {
    await page.locator("summary").filter({ hasText: title }).click();
    await page.getByRole("heading", { name: found }).first().waitFor({ timeout: 120_000 });
  });
}

async function measured(what, work) {
  await page.waitForTimeout(1000);
  await forget(page);
  const began = performance.now();
  let took = 0;
  await longestOf("learn", what, device, async () => {
    await work();
    took = performance.now() - began;
  });
  figure("learn", `${what}, from the press to what is painted`, took, "ms");
  await longTasks("learn", what, page);
}

function table() {
  const lines = ["kind,name,provider,serves"];
  for (let team = 0; team < TEAMS; team += 1) lines.push(`team,Made ${team},,`);
  for (let service = 0; service < SERVICES; service += 1) {
    const [provider, served] = [service % TEAMS, (service * 7 + 1) % TEAMS];
    if (provider !== served) lines.push(`service,Work ${service},Made ${provider},Made ${served}`);
  }
  return `${lines.join("\n")}\n`;
}
