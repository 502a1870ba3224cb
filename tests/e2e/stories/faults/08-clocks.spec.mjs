// Fault 8: clocks that are ten years off, and one that jumps back. Order, cursors and expiry don't follow them.
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";

const YEARS_MS = 365.25 * 24 * 3600 * 1000;

test("devices whose clocks are ten years fast and slow agree on the order, and lose nothing when a clock jumps", async ({ relay, device }) => {
  const ana = await device("Ana");
  await ana.context.addInitScript(shiftClock, 10 * YEARS_MS);
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  const link = await person.invite(ana);
  const ben = await device("Ben");
  await ben.context.addInitScript(shiftClock, -10 * YEARS_MS);
  await person.join(ben, link, { team: "Warehouse" });
  await ana.goto("/now");
  const shared = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);
  await ben.goto(shared);

  const words = ["one by Ben", "two by Ana", "three by Ben"];
  for (const [at, writer] of [ben, ana, ben].entries()) {
    await person.comment(writer, words[at]);
    await expect(person.detail(writer === ana ? ben : ana).getByText(words[at], { exact: true }).first()).toBeVisible();
  }

  // Without a network, and the clock jumps back twenty years between two edits of one tab.
  await relay.stop();
  await person.comment(ana, "four, before the jump");
  await ana.page.evaluate((to) => window.setClock(to), -10 * YEARS_MS);
  await person.comment(ana, "five, after the jump");
  await person.toSend(ana, 2);
  await relay.start();
  await ana.goto("/me");
  await ana.page.getByRole("button", { name: "Try the network now" }).click();
  await person.allSent(ana);

  const all = [...words, "four, before the jump", "five, after the jump"];
  for (const one of [ana, ben]) {
    await one.goto(shared);
    await expect.poll(() => order(one, all)).toEqual(all);
    await person.allSent(one);
  }
  expect(await order(ana, all)).toEqual(await order(ben, all));
});

// The comments as they stand in the list.
async function order(device, all) {
  const text = await person.detail(device).locator(".timeline").first().textContent();
  return all.filter((one) => text.includes(one)).sort((a, b) => text.indexOf(a) - text.indexOf(b));
}

// In the page, before the app.
function shiftClock(ms) {
  const Real = Date;
  let by = ms;
  window.setClock = (to) => (by = to);
  window.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(Real.now() + by);
      else super(...parts);
    }
    static now() {
      return Real.now() + by;
    }
  };
}
