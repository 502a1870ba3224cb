// How to work with a team, on one page; and what its people write again and again, by one key.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

async function addSnippet({ page }, name, language, text) {
  await page.getByRole("button", { name: "Add a snippet" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name").fill(name);
  await sheet.getByLabel("Language").selectOption({ label: language });
  await sheet.getByLabel("Text", { exact: true }).fill(text);
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
}

const noViolations = async ({ page }) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

test("a team says how to work with it, and a colleague puts its snippet into a comment without a network", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/map/list");
  await person.addService(ana, "Warehouse", "Service", "Stock answers", { reply: 30 });
  const lot = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);

  // Ben finds his team's page, says something, and that he is here.
  await person.go(ben, "Me");
  await ben.page.getByRole("button", { name: "I am here until…" }).click();
  await ben.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await ben.page.getByRole("link", { name: "How to work with my team" }).click();
  await expect(ben.page.getByRole("heading", { level: 1, name: "Working with Warehouse" })).toBeVisible();
  await ben.page.getByRole("button", { name: "Change what it says" }).click();
  await ben.page.getByRole("dialog").getByLabel(/^Good to know/).fill("Come to the window.");
  await ben.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await addSnippet(ben, "where-is-it", "English", "It is with the carrier.");
  await addSnippet(ben, "dónde-está", "Spanish", "Lo tiene el transportista.");
  await person.allSent(ben);

  // A colleague of his, in a dead spot.
  const tom = await device("Tom");
  await person.join(tom, await person.invite(ana, "Warehouse"));
  await person.allSent(tom);
  await person.atNow(tom);
  await tom.page.getByRole("link", { name: "Which pallet has lot 4471?" }).click();
  await relay.stop();
  const pane = person.detail(tom);
  const field = pane.getByLabel("Your comment");
  await field.focus();
  await tom.page.keyboard.type("Hello! /");
  const list = tom.page.getByRole("listbox", { name: "Snippets" });
  await expect(list.getByRole("option")).toHaveText([/^where-is-it/, /^dónde-está · Spanish/]);
  await noViolations(tom);
  await tom.page.keyboard.press("ArrowDown");
  await expect(list.getByRole("option", { selected: true })).toHaveText(/^dónde-está/);
  await tom.page.keyboard.type("whe");
  await expect(list.getByRole("option")).toHaveText([/^where-is-it/]);
  await tom.page.keyboard.press("Enter");
  await expect(field).toHaveValue("Hello! It is with the carrier.");
  await expect(list).toBeHidden();
  await expect(field).toBeFocused();
  // Whoever knows no key presses; what is typed in the middle of a word is no snippet.
  await tom.page.keyboard.type(" and/or");
  await expect(list).toBeHidden();
  await pane.getByRole("button", { name: "Snippets" }).click();
  await list.getByRole("option", { name: /^dónde-está/ }).click();
  await expect(field).toHaveValue("Hello! It is with the carrier. and/orLo tiene el transportista.");
  await pane.getByRole("button", { name: "Comment" }).click();
  await expect(pane.getByText("Hello! It is with the carrier. and/orLo tiene el transportista.").first()).toBeVisible();
  await person.toSend(tom, 1);
  // What comes in by one press may be too much: it is there, and said.
  await field.fill("x".repeat(3_990));
  await pane.getByRole("button", { name: "Snippets" }).click();
  await list.getByRole("option", { name: /^where-is-it/ }).click();
  await expect(pane.getByText("4013 / 4000")).toBeVisible();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill("");
  await relay.start();

  // Ana reads how to work with them, from the request; and comes to what is open there.
  await ana.goto(lot);
  await person.detail(ana).getByRole("link", { name: "Warehouse", exact: true }).click();
  const { page } = ana;
  await expect(page.getByText("Come to the window.")).toBeVisible();
  await expect(page.getByText("reply within 30 min")).toBeVisible();
  await expect(page.getByText("At all hours")).toBeVisible();
  await expect(page.getByText(/1 here until/)).toBeVisible();
  await expect(page.getByText("after 15 min: the owner")).toBeVisible();
  await noViolations(ana);
  await page.getByRole("link", { name: "Ask: Stock answers" }).click();
  await expect(page.getByText("Warehouse: Stock answers")).toBeVisible();
  await page.getByRole("link", { name: "Working with Warehouse" }).click();
  await page.getByRole("link", { name: "1 open request" }).click();
  await expect(page.getByRole("link", { name: "Which pallet has lot 4471?" })).toBeVisible();
});
