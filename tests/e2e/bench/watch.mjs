// What a person feels: long tasks, taps to what is painted, keys to hits. Measured inside the page, so that the driver's way there isn't counted.
import * as person from "../fixtures/people.mjs";
import { figure, share } from "./figures.mjs";

// On every page from its beginning.
export async function watch(device) {
  await device.context.addInitScript(() => {
    globalThis.long = [];
    globalThis.events = [];
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration })))).observe({ type: "longtask" });
    new PerformanceObserver((list) => events.push(...list.getEntries().map(({ name, duration }) => ({ name, duration })))).observe({
      type: "event",
      durationThreshold: 16,
    });
    // Presses what the first selector finds; resolves once the second finds `count` and they are on the screen.
    globalThis.pressed = (press, shown, count) =>
      new Promise((resolve) => {
        const began = performance.now();
        const look = () => {
          if (document.querySelectorAll(shown).length < count) requestAnimationFrame(look);
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
        };
        document.querySelector(press).click();
        requestAnimationFrame(look);
      });
  });
}

export const forget = (page) => page.evaluate(() => ((globalThis.long.length = 0), (globalThis.events.length = 0)));

// The tasks since the last `forget`, and those of them that ended after the app's first line: what the browser does before it, taking the
// module from its cache, is no work of the app.
export async function longTasks(bench, what, page) {
  // The observer tells of a task a moment after it.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve))));
  const [tasks, loaded] = await page.evaluate(() => [globalThis.long, performance.getEntriesByName("sightline:loaded")[0].duration]);
  const ours = tasks.filter(({ startTime, duration }) => startTime + duration > loaded);
  for (const [whose, those] of [["", tasks], [" of the app", ours]]) {
    figure(bench, `${what}, tasks${whose} over 50 ms`, those.length, "tasks");
    figure(bench, `${what}, longest task${whose} over 50 ms`, Math.max(0, ...those.map(({ duration }) => duration)), "ms");
  }
}

const MARK = "sightline:bench";

// The longest task of the page's thread while this is done, in the processor's time: what else the machine does makes it no longer.
export async function longestOf(bench, what, device, work) {
  const { page } = device;
  const devtools = await device.context.newCDPSession(page);
  const events = [];
  devtools.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const done = new Promise((resolve) => devtools.once("Tracing.tracingComplete", resolve));
  await devtools.send("Tracing.start", { traceConfig: { includedCategories: ["toplevel", "blink.user_timing"] }, transferMode: "ReportEvents" });
  await work();
  // Afterwards: the work may have loaded another page.
  await page.evaluate((mark) => performance.mark(mark), MARK);
  await devtools.send("Tracing.end");
  await done;
  await devtools.detach();
  const thread = events.find(({ name }) => name === MARK);
  const took = events.filter(({ pid, tid, tdur }) => pid === thread.pid && tid === thread.tid && tdur !== undefined).map(({ tdur }) => tdur / 1000);
  figure(bench, `${what}, longest task, processor time`, Math.max(...took), "ms");
}

// Types into the search, and counts each key until its hits are painted.
export async function search(bench, what, device, text) {
  const { page } = device;
  await person.go(device, "Find");
  const box = page.getByRole("searchbox");
  await box.fill("");
  await forget(page);
  await longestOf(bench, `${what}, searching`, device, async () => {
    await box.pressSequentially(text, { delay: 120 });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  });
  const keys = await page.evaluate(() => globalThis.events.filter(({ name }) => name === "keydown").map(({ duration }) => duration));
  // The browser reports no event that was painted within 16 ms.
  const all = [...keys, ...Array(Math.max(0, text.length - keys.length)).fill(16)];
  figure(bench, `${what}, key to painted hits in search, p95 of ${all.length}`, share(all, 0.95), "ms");
  await longTasks(bench, `${what}, searching`, page);
}
