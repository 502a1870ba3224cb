// Fault 9: a document whose bytes stop the app. At the next start it is left alone: no crash loop, and everything else works (SY19).
import { readFileSync } from "node:fs";
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";

const docOf = (path) => path.split("/").at(-1);

// In the page, before the app: the moment the app says that it is at work on that document, the wasm traps or the tab hangs, as automerge
// makes it when it panics or doesn't end. No bytes are known that do it to the automerge that is built in.
function spoil([doc, way]) {
  const set = Storage.prototype.setItem;
  let traps = false;
  Storage.prototype.setItem = function (key, value) {
    set.call(this, key, value);
    if (!key.startsWith("sightline-at-work-") || value !== doc) return;
    window.stoppedAt = doc;
    if (way === "hangs") for (;;);
    traps = true;
  };
  // Outside of what catches a browser's errors for the app: it goes through the wasm as a trap does, and nothing in there goes on.
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = (module, imports) => {
    for (const functions of Object.values(imports)) {
      const names = Object.keys(functions).filter((name) => name.includes("setItem"));
      for (const name of names) {
        const call = functions[name];
        functions[name] = (...parts) => {
          const answer = call(...parts);
          if (traps) throw new WebAssembly.RuntimeError("unreachable");
          return answer;
        };
      }
    }
    return instantiate.call(WebAssembly, module, imports);
  };
}

async function twoRequests(device) {
  const ana = await device("Ana");
  await person.setUpWithWarehouse(ana);
  const good = await person.ask(ana, "Warehouse", "Is aisle 7 free?");
  const bad = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);
  await ana.goto("/healthz");
  return { ana, good, bad };
}

async function isLeftAlone(ana, good, bad) {
  await ana.goto(bad);
  await expect(ana.page.getByText("Left alone on this device")).toBeVisible();
  await expect(ana.page.getByText("One document stopped the app before.").first()).toBeVisible();
  const downloading = ana.page.waitForEvent("download");
  await person.detail(ana).getByRole("button", { name: "Save as a file" }).click();
  const copy = readFileSync(await (await downloading).path());
  expect(copy.includes("Which pallet has lot 4471?"), "its bytes are kept").toBe(true);
  expect(await ana.page.evaluate(() => window.stoppedAt), "nothing of it was touched").toBeUndefined();

  await ana.goto(good);
  await person.comment(ana, "Everything else works.");
  await person.allSent(ana);
  expect(await ana.page.evaluate(() => window.stoppedAt)).toBeUndefined();
}

test("a document at which the wasm traps is left alone at the next start", async ({ device }) => {
  const { ana, good, bad } = await twoRequests(device);
  await ana.context.addInitScript(spoil, [docOf(bad), "traps"]);
  await ana.goto(bad);
  await expect(ana.page.getByRole("heading", { name: /Sightline has stopped/ })).toBeVisible();
  await isLeftAlone(ana, good, bad);
  ana.problems = ana.problems.filter((problem) => !/unreachable/.test(problem));
});

test("a document at which the tab hangs is left alone once it has happened twice, and what comes for it is kept", async ({ relay, device }) => {
  const { ana, good, bad } = await twoRequests(device);
  const ben = await device("Ben");
  await person.join(ben, relay.invite("--team", "Warehouse"));
  await person.allSent(ben);
  await ana.context.addInitScript(spoil, [docOf(bad), "hangs"]);
  for (let time = 0; time < 2; time += 1) {
    // Before it hangs: it would not answer any more.
    const devtools = await ana.context.newCDPSession(ana.page);
    await ana.goto(bad).catch(() => {});
    await hangs(ana);
    await ana.killRenderer("/healthz", devtools);
  }
  await isLeftAlone(ana, good, bad);
  await ben.goto(bad);
  await person.comment(ben, "A live change of it.");
  await person.allSent(ben);
  await ben.goto(good);
  await person.comment(ben, "And one of another.");
  await ana.goto(good);
  await expect(person.detail(ana).getByText("And one of another.").first()).toBeVisible();
  await person.allSent(ana);
  expect(await ana.page.evaluate(() => window.stoppedAt)).toBeUndefined();
});

// The page answers nothing any more.
const hangs = (device) =>
  expect
    .poll(() => Promise.race([device.page.evaluate(() => "answers"), new Promise((resolve) => setTimeout(resolve, 1_000, "hangs"))]))
    .toBe("hangs");
