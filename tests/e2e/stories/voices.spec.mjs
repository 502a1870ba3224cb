// What a customer said is kept in their own words, and somebody answers it: adopted, or declined and why.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const said = "The boxes always arrive with crushed corners. Couldn’t you pad them?";

test("a customer's words are heard by one, adopted by another, and the customer is told", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  const about = await person.ask(ana, "Warehouse", "Send the pallet again", { customer: "Mrs Ito" });

  // On the phone, without a network.
  await person.installed(ana);
  await person.allSent(ana);
  await relay.stop();
  await person.detail(ana).getByRole("button", { name: "More" }).click();
  await ana.page.getByRole("dialog").getByRole("button", { name: "Write down what a customer said" }).click();
  await expect(ana.page.getByText("It speaks of “Send the pallet again”.")).toBeVisible();
  await expect(ana.page.locator(".chosen", { hasText: "Mrs Ito" })).toBeVisible();
  await ana.page.getByRole("button", { name: "Keep it" }).click();
  await expect(ana.page.locator(".field .error").first()).toBeVisible();
  await ana.page.getByLabel("What did they say?").fill(said);
  await person.choose(ana.page, /^What is it about/, "packing");
  await expect(ana.page.getByRole("button", { name: "Take away: packing" })).toBeVisible();
  await ana.page.getByRole("button", { name: "Change: Who answers it?" }).click();
  await person.choose(ana.page, "Who answers it?", "Warehouse");
  expect((await new AxeBuilder({ page: ana.page }).analyze()).violations).toEqual([]);
  await ana.page.getByRole("button", { name: "Keep it" }).click();
  await expect(person.requestTitle(ana)).toHaveText(said);
  const address = new URL(ana.page.url()).pathname;
  await relay.start();
  await person.allSent(ana);

  await ben.goto(address);
  const pane = person.detail(ben);
  await expect(pane.getByRole("region", { name: "Voice", exact: true })).toContainText("to be answered");
  await expect(pane.getByRole("link", { name: "Send the pallet again" })).toBeVisible();
  await person.accept(ben);
  await person.act(ben, "Adopt it", async (sheet) => {
    // Whoever said it will be told what becomes of it: that takes words.
    await sheet.getByRole("button", { name: "Adopt it", exact: true }).click();
    await expect(sheet.locator(".field .error")).toBeVisible();
    await sheet.getByLabel("What becomes of it?").fill("We pad the corners from Monday on.");
  });
  await expect(pane.getByRole("region", { name: "Voice", exact: true })).toContainText("adopted");

  await expect(person.detail(ana).getByText("We pad the corners from Monday on.").first()).toBeVisible();
  await person.act(ana, "The customer knows");
  await ana.goto("/voices");
  await expect(ana.page.getByText("0 to be answered, 0 of them silent · 1 adopted · 0 declined")).toBeVisible();
  await ana.page.getByRole("checkbox", { name: "packing · 1" }).check();
  await expect(ana.page.getByRole("region", { name: "Answered" })).toContainText("crushed corners");
  expect((await new AxeBuilder({ page: ana.page }).analyze()).violations).toEqual([]);
  await ana.goto(about);
  await expect(person.detail(ana).getByRole("region", { name: "What customers said of it" })).toContainText("adopted");

  // From the customer's own page, too: who said it stands there, and who waits for what is asked from there.
  await ana.goto("/me/customers");
  await ana.page.getByRole("link", { name: "Mrs Ito", exact: true }).click();
  await ana.page.getByRole("link", { name: "They said", exact: true }).click();
  await expect(ana.page.locator(".chosen", { hasText: "Mrs Ito" })).toBeVisible();
  await ana.page.getByRole("link", { name: "Back" }).click();
  await ana.page.getByRole("link", { name: "Ask a team" }).click();
  await expect(ana.page.getByText("for: Mrs Ito")).toBeVisible();
  await expect(ana.page.locator(".chosen", { hasText: "Mrs Ito" })).toBeVisible();
  await person.choose(ana.page, "Whom do you ask?", "Warehouse");
  await ana.page.getByLabel("What do you need?").fill("Pad the next pallet");
  await ana.page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(person.detail(ana).getByText(/^Mrs Ito · /)).toBeVisible();
});

test("a voice is linked to a request from either side, and that is taken back", async ({ device }) => {
  const ana = await device("Ana");
  const { page } = ana;
  await person.setUpWithWarehouse(ana);
  await person.ask(ana, "Warehouse", "Send the pallet again", { customer: "Mrs Ito" });
  await ana.goto("/voices/new");
  await page.getByLabel("What did they say?").fill(said);
  await person.choose(page, /^Customer/, "Mrs Ito");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(person.requestTitle(ana)).toHaveText(said);

  // On the voice's page: what is open for the same customer is offered before anything is typed.
  const voice = person.detail(ana).getByRole("region", { name: "Voice", exact: true });
  await voice.getByRole("button", { name: "Link a request" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Link them" }).click();
  await expect(sheet.locator(".field .error")).toBeVisible();
  await person.choose(sheet, "Which request does it speak of?", "Send the pallet again");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await sheet.getByRole("button", { name: "Link them" }).click();
  await expect(voice.getByRole("link", { name: "Send the pallet again" })).toBeVisible();

  // On the request's: unlinked, and that taken back; then linked from there.
  await voice.getByRole("link", { name: "Send the pallet again" }).click();
  await expect(person.requestTitle(ana)).toHaveText("Send the pallet again");
  const heard = person.detail(ana).getByRole("region", { name: "What customers said of it" });
  await expect(heard.getByRole("link")).toHaveCount(1);
  await heard.getByRole("button", { name: `Unlink ${said}` }).click();
  await expect(heard.getByRole("link")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(heard.getByRole("link")).toHaveCount(1);
  await heard.getByRole("button", { name: `Unlink ${said}` }).click();
  await expect(heard.getByRole("link")).toHaveCount(0);
  await person.detail(ana).getByRole("button", { name: "More" }).click();
  await sheet.getByRole("button", { name: "Link a voice" }).click();
  await person.choose(sheet, "Which voice speaks of it?", "crushed");
  await sheet.getByRole("button", { name: "Link them" }).click();
  await expect(heard.getByRole("link")).toHaveCount(1);
});
