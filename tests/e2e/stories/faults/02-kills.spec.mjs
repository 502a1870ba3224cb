// Fault 2: what runs the app is killed in the middle of its transactions. Document, outbox and row land together or not at all (SY1, SY2).
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";
import { check, contents } from "../../fixtures/storage.mjs";

const RENDERER_KILLS = 16;
const BROWSER_KILLS = 4;
const LATEST_MS = 500;

test("killed at random moments while its person writes, it keeps all that it called saved, and nothing in part", async ({ relay, device }) => {
  test.setTimeout(240_000);
  const random = seeded(Number(process.env.SIGHTLINE_SEED ?? Date.now() % 1_000_000));
  const ana = await device("Ana");
  await person.setUpWithWarehouse(ana);
  const shared = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);
  await person.installed(ana);
  await relay.stop();
  await ana.goto(shared);

  const saved = [];
  let called = 0;
  for (let round = 0; round < RENDERER_KILLS + BROWSER_KILLS; round += 1) {
    const wholeBrowser = round % ((RENDERER_KILLS + BROWSER_KILLS) / BROWSER_KILLS) === 3;
    const before = saved.length;
    const writing = write(ana, `round ${round}`, saved);
    // On a slow machine random moments alone would all lie before the first that is saved.
    if (round % 2 === 1) await expect.poll(() => saved.length).toBeGreaterThan(before);
    await new Promise((resolve) => setTimeout(resolve, random() * LATEST_MS));
    if (wholeBrowser) await ana.kill().then(() => ana.again("/healthz"));
    else await ana.killRenderer("/healthz");
    called += await writing;
    // Before the app runs again and could mend it.
    const waiting = check(await contents(ana.page));
    expect(waiting, "no more than was written, no less than was called saved").toBeGreaterThanOrEqual(saved.length);
    await ana.goto(shared);
    const there = await shownWith(ana, saved);
    expect(new Set(there).size, "nothing is doubled").toBe(there.length);
    saved.splice(0, saved.length, ...there);
  }
  console.log(`${called} comments were written, ${saved.length} were kept, in ${RENDERER_KILLS + BROWSER_KILLS} kills`);
  expect(saved.length, "something was written at all").toBeGreaterThanOrEqual((RENDERER_KILLS + BROWSER_KILLS) / 2);

  await relay.start();
  await person.allSent(ana);
  const ben = await device("Ben");
  await person.join(ben, await person.invite(ana), { team: "Warehouse" });
  await ben.goto(shared);
  await expect.poll(async () => (await shown(ben)).sort()).toEqual([...saved].sort());
});

// Comments one after the other until the page is gone; those that the status line called saved are added to `saved`.
async function write(ana, name, saved) {
  const pane = person.detail(ana);
  let number = 0;
  try {
    for (;;) {
      const text = `${name}, ${number}.`;
      await pane.getByLabel("Your comment").fill(text, { timeout: 5_000 });
      await pane.getByRole("button", { name: "Comment" }).click({ timeout: 5_000 });
      number += 1;
      // In the page, so that no answer is on its way while it dies: the edit is painted, and its transaction has committed.
      await ana.page.waitForFunction(
        (text) => {
          const painted = [...document.querySelectorAll(".timeline")].some((list) => list.textContent.includes(text));
          return painted && /saved here/.test(document.querySelector(".bar .status").textContent);
        },
        text,
        { timeout: 5_000, polling: 5 },
      );
      saved.push(text);
    }
  } catch {
    return number;
  }
}

const shown = async (device) => {
  await expect(person.detail(device).getByLabel("Your comment")).toBeVisible();
  return person.detail(device).locator(".timeline").first().evaluate((list) => list.textContent.match(/round \d+, \d+\./g) ?? []);
};

// What is shown once all of this is: it was called saved.
async function shownWith(device, saved) {
  let there = [];
  const missing = async () => {
    there = await shown(device);
    return saved.filter((text) => !there.includes(text));
  };
  await expect.poll(missing, "what was called saved is there").toEqual([]);
  return there;
}

// Mulberry32: a seed names a run.
function seeded(seed) {
  console.log(`seed ${seed}`);
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
