// On a laptop everything by the keyboard: the palette goes to places, finds requests and does what can be done.
import AxeBuilder from "@axe-core/playwright";
import { expect, LAPTOP, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("the palette finds a request and accepts it, by the keyboard only", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);
  const { page } = ben;
  await page.setViewportSize(LAPTOP);
  await ben.goto("/map");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  const box = page.getByRole("dialog").getByRole("combobox");
  await expect(box).toBeFocused();
  await page.keyboard.type("pallet");
  await expect(page.getByRole("option", { name: /Which pallet/ })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(person.requestTitle(ben)).toHaveText("Which pallet has lot 4471?");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("accept");
  await expect(page.getByRole("option", { name: /^Accept and promise/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Accept and promise" })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Accept and promise" }).press("Enter");
  await expect(person.detail(ben).getByText("owner: Ben")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  // What was done last is taken back, and what is open is followed.
  for (const [typed, option, said] of [["take it", /^Take it back/, "Taken back."], ["follow", /^Follow/, "You hear"]]) {
    await page.keyboard.press("Control+k");
    await expect(box).toBeFocused();
    await page.keyboard.type(typed);
    await expect(page.getByRole("option", { name: option })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByText(said).first()).toBeVisible();
  }
  await expect(person.detail(ben).getByText("owner: Ben")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(box).toBeFocused();
  await page.keyboard.type("silen");
  await expect(page.getByRole("option", { name: /^Silen/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/radar/);
});
