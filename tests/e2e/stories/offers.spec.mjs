// An offer that doesn't help is refused; a request that waits for another, asked by itself, stands above it; closing is one tap.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";
import { act } from "../fixtures/people.mjs";

const more = async (device, name) => {
  await person.detail(device).getByRole("button", { name: "More" }).click();
  await device.page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
};

test("an offer is refused with a reason, and what was asked still waits", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const address = await person.ask(ana, "Warehouse", "Three pallets by noon");
  await ben.page.getByRole("link", { name: "Three pallets by noon" }).click();
  await act(ben, "Offer something else", (sheet) => sheet.getByLabel("What do you offer, and why?").fill("Two today, one tomorrow."), "Offer this");
  await expect(person.detail(ana).getByText("Two today, one tomorrow.").first()).toBeVisible();

  await act(
    ana,
    "Say no to the offer",
    async (sheet) => {
      await sheet.getByRole("button", { name: "Say no to the offer" }).click();
      await expect(sheet.getByText("Please write something here.")).toBeVisible();
      await sheet.getByLabel("Why it doesn’t help").fill("The truck leaves at noon.");
    },
  );
  await expect(person.detail(ana).getByText("said no to the offer").first()).toBeVisible();
  await expect(person.detail(ben).getByText("The truck leaves at noon.").first()).toBeVisible();
  await ben.goto("/me/notices");
  await expect(ben.page.getByText("Ana said no to the offer: what was asked still waits for an answer")).toBeVisible();
  await ben.goto(address);
  await person.accept(ben);
  await act(ben, "It’s delivered", (sheet) => sheet.getByLabel("Your answer").fill("On dock 2."));
  await person.detail(ana).getByRole("button", { name: "It helped" }).click();
  await expect(person.detail(ben).getByText("confirmed: it helped").first()).toBeVisible();
});

test("a request waits for another that was asked by itself, and is never closed over it unseen", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const spare = await person.ask(ana, "Warehouse", "A spare hinge");
  const repair = await person.ask(ana, "Warehouse", "Repair the gate");
  await more(ana, "It waits for another request");
  const sheet = ana.page.getByRole("dialog");
  expect((await new AxeBuilder({ page: ana.page }).analyze()).violations).toEqual([]);
  await person.choose(sheet, "Which open request does it wait for?", "A spare hinge");
  await sheet.getByRole("button", { name: "Let it wait for that" }).click();
  await expect(sheet).toBeHidden();
  await expect(person.detail(ana).getByRole("link", { name: /A spare hinge/ })).toBeVisible();
  // What waits for it already isn't offered below it.
  await ana.goto(spare);
  await more(ana, "It waits for another request");
  await sheet.getByRole("combobox", { name: "Which open request does it wait for?" }).fill("Repair");
  await expect(sheet.getByRole("option")).toHaveCount(0);
  await sheet.getByRole("button", { name: "Close" }).click();

  await ben.goto(repair);
  await person.accept(ben);
  await act(ben, "It’s delivered", async (sheet) => {
    await expect(sheet.getByText("1 request under this one")).toBeVisible();
    await sheet.getByLabel("Your answer").fill("It swings again.");
  });
  await ana.goto(repair);
  await act(ana, "It helped", () => {}, "Confirm with 1 open");
  await expect(person.detail(ana).getByText(/confirmed: it helped, with something below still open/).first()).toBeVisible();
  await ana.goto("/find?q=Repair");
  await expect(ana.page.getByText("confirmed with 1 open").first()).toBeVisible();

  // Out of the chain, and back in by undo.
  await ana.goto(spare);
  await expect(person.detail(ana).getByRole("link", { name: /Repair the gate/ })).toBeVisible();
  await more(ana, "Take it out of its chain");
  await expect(person.detail(ana).getByRole("link", { name: /Repair the gate/ })).toBeHidden();
  await ana.page.getByRole("button", { name: "Undo" }).click();
  await expect(person.detail(ana).getByRole("link", { name: /Repair the gate/ })).toBeVisible();
});
