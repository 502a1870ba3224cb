// For everybody: axe on every screen, light and dark, phone and laptop; and the main flow with the keyboard alone.
import AxeBuilder from "@axe-core/playwright";
import { LAPTOP, PHONE, expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";
import { firstCustomer, firstRequest, screens, visit } from "../fixtures/places.mjs";

async function serious(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return bad.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
}

test.describe("in the demo workspace", () => {
  test.use({ serve: ["--demo"] });

  for (const [looks, options] of [
    ["a phone in the light", { viewport: PHONE, colorScheme: "light" }],
    ["a laptop in the dark", { viewport: LAPTOP, colorScheme: "dark" }],
  ]) {
    test(`axe finds nothing serious on any screen, on ${looks}`, async ({ relay, device }) => {
      const ana = await device("Ana", options);
      await ana.goto(relay.url);
      await expect(ana.page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await serious(ana.page), "not joined").toEqual([]);
      await ana.goto(relay.invite("--team", "Service", "--admin"));
      await expect(ana.page.getByLabel("Your name")).toBeVisible();
      expect(await serious(ana.page), "joining").toEqual([]);
      await person.join(ana, relay.invite("--team", "Service", "--admin"));
      for (const screen of screens(await firstRequest(ana), await firstCustomer(ana))) {
        await visit(ana, screen);
        expect.soft(await serious(ana.page), screen.name).toEqual([]);
        const { wide, room } = await ana.page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: innerWidth }));
        expect.soft(wide, `${screen.name} scrolls sideways`).toBeLessThanOrEqual(room);
      }
    });
  }
});

test("the main flow works with the keyboard alone", async ({ device }) => {
  const ana = await device("Ana", { viewport: LAPTOP });
  const { page } = ana;
  const { keyboard } = page;
  await ana.goto(ana.relay.setupLink);
  const fill = async (label, text) => {
    await tabTo(page, page.getByLabel(label));
    await keyboard.press("Control+a");
    await keyboard.type(text);
  };
  await expect(page.getByLabel("Your organisation")).toBeVisible();
  await fill("Your organisation", "Harbour Goods");
  await fill("Your name", "Ana");
  await fill("Your team", "Service");
  await keyboard.press("Enter");
  await person.atNow(ana);

  await tabTo(page, page.getByRole("link", { name: "Map", exact: true }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "List", exact: true }));
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Map as a list" })).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Add a party" }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("dialog").getByLabel("Name"));
  await keyboard.type("Warehouse");
  await keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Warehouse", exact: true })).toBeVisible();

  await tabTo(page, page.getByRole("link", { name: "Ask", exact: true }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("combobox", { name: "Whom do you ask?" }));
  await keyboard.type("Ware");
  await expect(page.getByRole("option", { name: /Warehouse/ })).toBeVisible();
  await keyboard.press("Enter");
  await tabTo(page, page.getByLabel("What do you need?"));
  await keyboard.type("Which pallet has lot 4471?");
  await keyboard.press("Enter");
  await expect(person.requestTitle(ana)).toHaveText("Which pallet has lot 4471?");
  await tabTo(page, person.detail(ana).getByLabel("Your comment"));
  await keyboard.type("They rang again.");
  await tabTo(page, person.detail(ana).getByRole("button", { name: "Comment" }));
  await keyboard.press("Enter");
  await expect(person.detail(ana).getByText("They rang again.", { exact: true }).first()).toBeVisible();
  await person.allSent(ana);
});

// Tab until it has the focus; never a click.
async function tabTo(page, locator) {
  const STEPS_MAX = 60;
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if (await locator.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${locator} can't be reached with Tab`);
}
