// The map arranged by two people who don't see each other: one picture in the end, and what a hand has put somewhere stays (MA22, MA61, MA62).
import AxeBuilder from "@axe-core/playwright";
import { LAPTOP, expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("two devices arrange and change the map apart, and see the same picture afterwards", async ({ relay, device }) => {
  const ana = await device("Ana", { viewport: LAPTOP });
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Households", "Paying customer");
  await person.addParty(ana, "Warehouse");
  await person.addParty(ana, "Billing");
  await person.addService(ana, "Service", "Households", "Answers on the phone");
  await person.addService(ana, "Warehouse", "Service", "Stock answers");
  await person.addService(ana, "Billing", "Service", "Fee decisions");
  await person.allSent(ana);
  const ben = await device("Ben", { viewport: LAPTOP });
  await person.join(ben, await person.invite(ana, "Warehouse"));
  for (const one of [ana, ben]) {
    await person.allSent(one);
    await person.installed(one);
  }
  await relay.stop();

  // Ana drags with the mouse and adds a team that Service needs; Ben shifts another box by keyboard, and renames the one that Ana drags.
  await arrange(ana);
  await drag(ana, "Warehouse", 120, 90);
  const warehouse = await place(ana, "Warehouse");
  await ana.goto("/map/list");
  await person.addParty(ana, "Carrier desk");
  await person.addService(ana, "Carrier desk", "Service", "Slots");

  await arrange(ben);
  const before = await place(ben, "Billing");
  // From another box by arrows to this one, which Enter picks up.
  await node(ben, "Warehouse").focus();
  await walk(ben, "Billing");
  await ben.page.keyboard.press("Enter");
  await expect(ben.page.getByText("Billing is picked up")).toBeVisible();
  for (let step = 0; step < 6; step += 1) await ben.page.keyboard.press("ArrowDown");
  await ben.page.keyboard.press("ArrowLeft");
  // It is on its way, and still the one that the keys are for.
  await expect.poll(() => place(ben, "Billing")).not.toEqual(before);
  await expect(node(ben, "Billing")).toBeFocused();
  await ben.page.keyboard.press("Enter");
  await expect(ben.page.getByText("It stays there, for everybody.")).toBeVisible();
  await expect.poll(() => place(ben, "Billing")).not.toEqual(before);
  const billing = await place(ben, "Billing");
  await ben.goto("/map/list");
  await ben.page.getByRole("button", { name: "Change Warehouse" }).click();
  await ben.page.getByRole("dialog").getByLabel("Name").fill("Warehouse North");
  await ben.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await person.kept(ben);

  await relay.start();
  for (const one of [ana, ben]) {
    await person.go(one, "Me");
    await one.page.getByRole("button", { name: "Try the network now" }).click();
    await person.allSent(one);
  }
  for (const one of [ana, ben]) {
    await one.goto("/map");
    await expect(node(one, "Carrier desk")).toBeVisible();
    await expect(node(one, "Warehouse North")).toBeVisible();
    // What a hand has put somewhere stands there.
    expect(await place(one, "Warehouse North")).toEqual(warehouse);
    expect(await place(one, "Billing")).toEqual(billing);
  }
  expect(await picture(ana)).toEqual(await picture(ben));
});

test("the picture as layers, around one team, arranged, as a file, by a link", async ({ device }) => {
  const ana = await device("Ana");
  const { page } = ana;
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Households", "Paying customer");
  await person.addParty(ana, "Warehouse");
  await person.addParty(ana, "Yard");
  await person.addService(ana, "Service", "Households", "Answers on the phone");
  await person.addService(ana, "Warehouse", "Service", "Stock answers");
  await person.addService(ana, "Yard", "Warehouse", "Space");
  await person.go(ana, "Map");
  await expect(page.locator(".map-drawing .node")).toHaveCount(4);

  await page.getByRole("button", { name: "How it is drawn" }).click();
  const sheet = page.getByRole("dialog");
  const seen = await new AxeBuilder({ page }).analyze();
  expect(seen.violations).toEqual([]);
  await person.pick(sheet.getByRole("radio", { name: "Layers" }));
  await person.pick(sheet.getByRole("radio", { name: "Neighbours" }));
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/style=layers&links=1/);
  // Service, the customers above it, Warehouse below it.
  await expect(page.locator(".map-drawing .node")).toHaveCount(3);
  const [up, here, down] = await Promise.all(["Households", "Service", "Warehouse"].map((name) => place(ana, name)));
  expect(up[1]).toBeLessThan(here[1]);
  expect(here[1]).toBeLessThan(down[1]);

  // The keyboard goes from box to box by arrows, and opens one.
  await node(ana, "Service").focus();
  await page.keyboard.press("ArrowDown");
  await expect(node(ana, "Warehouse")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/map\/02[0-9a-f]{30}\?style=layers&links=1/);
  await expect(page.locator(".map-drawing .node")).toHaveCount(4);

  // As files.
  for (const [name, begins] of [["Save as SVG", "<svg"], ["Save as PNG", "\x89PNG"]]) {
    await page.getByRole("button", { name: "How it is drawn" }).click();
    const download = page.waitForEvent("download");
    await sheet.getByRole("button", { name }).click();
    const stream = await (await download).createReadStream();
    const bytes = await new Promise((resolve) => stream.once("data", resolve));
    expect(bytes.toString("latin1").startsWith(begins)).toBe(true);
    await expect(sheet).toBeHidden();
  }

  // A press is no drag; a drag stays, and is no part of the picture around one team (MA62); then back where the layout wants it.
  await arrange(ana);
  const home = await place(ana, "Yard");
  await nudge(ana, "Yard", 3);
  await expect(page.getByRole("heading", { level: 2, name: "Yard" })).toBeVisible();
  expect(await place(ana, "Yard")).toEqual(home);
  await drag(ana, "Yard", -40, -30);
  const put = await place(ana, "Yard");
  await page.getByRole("button", { name: "How it is drawn" }).click();
  await person.pick(sheet.getByRole("radio", { name: "And theirs" }));
  await page.keyboard.press("Escape");
  await expect(page.locator(".map-arranging")).toBeHidden();
  await expect.poll(() => place(ana, "Yard")).not.toEqual(put);
  await arrange(ana);
  expect(await place(ana, "Yard")).toEqual(put);
  await node(ana, "Yard").click();
  await page.getByRole("button", { name: "Let Yard find its place" }).click();
  await expect(page.getByText("It finds its own place again.")).toBeVisible();
  await expect.poll(() => place(ana, "Yard")).toEqual(home);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

const node = (device, name) => device.page.locator(".map-drawing").getByRole("link", { name: new RegExp(`^${name},`) });

// Goes on by arrows, towards the box, until it has the focus.
async function walk(device, name) {
  const at = async (locator) => {
    const box = await locator.boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [wantedX, wantedY] = await at(node(device, name));
  const focused = device.page.locator(".map-drawing .node:focus");
  for (let step = 0; step < 6 && !(await node(device, name).evaluate((box) => box === document.activeElement)); step += 1) {
    const [x, y] = await at(focused);
    const aside = Math.abs(wantedX - x) > Math.abs(wantedY - y);
    await device.page.keyboard.press(aside ? (wantedX > x ? "ArrowRight" : "ArrowLeft") : wantedY > y ? "ArrowDown" : "ArrowUp");
  }
  await expect(node(device, name)).toBeFocused();
}

// A press with a shaking hand.
async function nudge(device, name, by) {
  const { page } = device;
  await node(device, name).focus();
  const box = await node(device, name).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + by, box.y + box.height / 2);
  await page.mouse.up();
}

async function arrange(device) {
  const { page } = device;
  await device.goto("/map");
  await page.locator(".map-drawing .node").first().waitFor();
  await page.getByRole("button", { name: "How it is drawn" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Arrange" }).click();
  await page.locator(".map-arranging").waitFor();
}

async function drag(device, name, dx, dy) {
  const { page } = device;
  const before = await place(device, name);
  // What gets the focus comes into view.
  await node(device, name).focus();
  const box = await node(device, name).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2);
  await page.mouse.move(x + dx, y + dy);
  await page.mouse.up();
  await expect(page.getByText("It stays there, for everybody.")).toBeVisible();
  await person.kept(device);
  await expect.poll(() => place(device, name)).not.toEqual(before);
}

// Where a box stands in the drawing.
async function place(device, name) {
  const said = await node(device, name).getAttribute("transform");
  return said.match(/-?[\d.]+/g).map(Number);
}

async function picture(device) {
  return device.page.locator(".map-drawing").evaluate((drawing) => ({
    box: drawing.getAttribute("viewBox"),
    nodes: [...drawing.querySelectorAll(".node")].map((node) => [node.dataset.party, node.getAttribute("transform"), node.textContent]),
    // Which of them are one path follows from who is in focus.
    lines: [...drawing.querySelectorAll(".edge")].flatMap((path) => path.getAttribute("d").split("M")).filter(Boolean).sort(),
  }));
}
