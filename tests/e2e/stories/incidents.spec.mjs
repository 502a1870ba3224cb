// The real log: a device joins a workspace of some 20,000 requests, finds its way, and works in it.
import { expect, test } from "@playwright/test";
import { Device } from "../fixtures/device.mjs";
import * as person from "../fixtures/people.mjs";
import { BUSIEST, hasIncidents, importIncidents, newFolder } from "../fixtures/places.mjs";
import { Relay } from "../fixtures/relay.mjs";

test("a device joins the imported log's workspace as a member of its busiest team and works there", async () => {
  test.skip(!hasIncidents(), "the incident log isn't there (../shared/data)");
  test.setTimeout(600_000);
  const { folder, discard } = newFolder("incidents");
  importIncidents(folder);
  const relay = await (await Relay.fresh({ data: folder })).start();
  const ana = await new Device("Ana", relay).start(null);
  try {
    await person.join(ana, relay.invite("--team", BUSIEST));
    const rows = ana.page.locator("li[data-row]");
    await expect(rows.nth(9)).toBeVisible({ timeout: 120_000 });
    await person.installed(ana);
    await person.allSent(ana, 300_000);

    await rows.first().getByRole("link").first().click();
    await expect(person.detail(ana).getByLabel("Your comment")).toBeVisible();
    await person.comment(ana, "Looked at it this morning.");
    await person.allSent(ana);

    await person.go(ana, "Find");
    await ana.page.getByRole("searchbox").fill("INC00");
    await expect(ana.page.getByRole("heading", { name: /Requests/ })).toBeVisible();

    await relay.stop();
    await ana.kill();
    await ana.again(null);
    await ana.context.addInitScript(firstPaint);
    await ana.goto("/now");
    await expect(ana.page.locator("li[data-row]").nth(9)).toBeVisible();
    expect(await ana.page.evaluate(() => globalThis.firstRows)).not.toContain("not here yet");
    expect(ana.problems).toEqual([]);
  } finally {
    await ana.discard();
    await relay.kill();
    discard();
  }
});

// Keeps what the first ten rows say when they are there for the first time.
function firstPaint() {
  const look = () => {
    const rows = [...document.querySelectorAll("li[data-row]")].slice(0, 10);
    if (rows.length < 10) requestAnimationFrame(look);
    else globalThis.firstRows = rows.map((row) => row.textContent).join("\n");
  };
  requestAnimationFrame(look);
}
