// A team says when it works, and what it promises counts in these hours.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";
import { act } from "../fixtures/people.mjs";

test("hours are told to a team, and what is asked while it is closed is promised for when it opens", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const { page } = ana;
  await ana.goto("/map/list");
  await person.addService(ana, "Warehouse", "Service", "Stock answers", { reply: 30 });

  // It works one day a week, and that is three days ahead.
  const day = ["su", "mo", "tu", "we", "th", "fr", "sa"][new Date(Date.now() + 3 * 86_400_000).getUTCDay()];
  await page.getByRole("link", { name: "Warehouse", exact: true }).first().click();
  await expect(page.getByText("At all hours")).toBeVisible();
  await page.getByRole("button", { name: "Change hours" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText("Europe/London")).toBeVisible();
  await sheet.getByLabel("Hours of the week").fill("someday 9-17");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText("“someday” is no day.")).toBeVisible();
  await sheet.getByLabel("Hours of the week").fill(`${day} 9-17`);
  await expect(sheet.getByText(/^Closed until .*09:00/)).toBeVisible();
  await sheet.getByLabel("Date").fill("2031-12-25");
  await sheet.getByLabel("Name of the holiday").fill("Christmas");
  await sheet.getByRole("button", { name: "Add this day" }).click();
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations).toEqual([]);
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText(/Closed until .*09:00/)).toBeVisible();
  await expect(page.getByText(/Closed on .*2031 Christmas/)).toBeVisible();

  await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await expect(person.detail(ana).getByText(/reply by .*09:30/).first()).toBeVisible();

  // One of its services is given day and night: what is asked through it is promised at once.
  const request = new URL(page.url()).pathname;
  await ana.goto("/map/list");
  await page.getByRole("button", { name: "Change Stock answers" }).click();
  await sheet.getByLabel("When is it given?").fill("someday 9-17");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText("“someday” is no day.")).toBeVisible();
  await sheet.getByLabel("When is it given?").fill("mo-su 0-24");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText("given Mon-Sun 00:00-24:00")).toBeVisible();
  await person.ask(ana, "Warehouse", "Is gate 3 open?");
  await expect(person.detail(ana).getByText(/reply by (tomorrow )?\d\d:\d\d/).first()).toBeVisible();
  await ana.goto(request);

  // Ben reads the same, and has hours of his own to say otherwise.
  await ben.goto(new URL(page.url()).pathname);
  await expect(person.detail(ben).getByText(/reply by .*09:30/).first()).toBeVisible();
});

test("a deadline comes down the chain without a network, and a later offer travels up it", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/map/list");
  await person.addService(ana, "Service", "Warehouse", "Answers for drivers", { deliver: 120 });
  await ben.goto("/now");
  await person.go(ben, "Ask");
  await person.choose(ben.page, "Whom do you ask?", "Service");
  await ben.page.getByLabel("What do you need?").fill("When does the lorry come?");
  await person.pick(ben.page.getByRole("group", { name: "Needed by" }).getByRole("radio", { name: "tomorrow" }));
  await ben.page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  const parent = new URL(ben.page.url()).pathname;
  await ana.goto("/now");
  await ana.page.getByRole("link", { name: "When does the lorry come?" }).click();
  await act(ana, "Accept and promise", (sheet) => person.pick(sheet.getByRole("radio", { name: "tomorrow" })));
  await person.allSent(ana);

  // What Service promises, two hours, is left for it; why, is said at a press.
  await relay.stop();
  await act(ana, "Ask another team for this", null, null);
  await person.choose(ana.page, "Whom do you ask?", "Warehouse");
  await ana.page.getByLabel("What do you need?").fill("Is the ramp free?");
  await expect(ana.page.getByRole("radio", { name: "as usual: 2 h" })).toBeChecked();
  await expect(ana.page.getByText(/needed .* less 2 h for the work above/)).toBeVisible();
  await ana.page.locator("summary").filter({ hasText: "Where this time comes from" }).focus();
  await ana.page.keyboard.press("Enter");
  await expect(ana.page.getByText("That is what the team above promises on the map")).toBeVisible();
  await ana.page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(person.requestTitle(ana)).toHaveText("Is the ramp free?");
  await expect(person.detail(ana).getByText(/needed .* less 2 h for the work above/)).toBeVisible();
  await relay.start();
  await ana.goto("/me");
  await ana.page.getByRole("button", { name: "Try the network now" }).click();
  await person.allSent(ana);

  // The ramp isn't free before the lorry is needed.
  await ben.goto("/now");
  await ben.page.getByRole("link", { name: "Is the ramp free?" }).click();
  await act(ben, "Offer something else", async (sheet) => {
    await person.pick(sheet.getByRole("radio", { name: "tomorrow" }));
    await sheet.getByLabel("What do you offer, and why?").fill("It is taken until five.");
  }, "Offer this");
  await ana.goto(parent);
  const banner = person.detail(ana).locator(".banner").filter({ hasText: "Warehouse offers another time for “Is the ramp free?”" });
  await banner.getByRole("button", { name: /^Offer .* to Warehouse$/ }).click();
  const sheet = ana.page.getByRole("dialog");
  await expect(sheet.getByLabel("What do you offer, and why?")).toHaveValue("“Is the ramp free?” comes later than thought.");
  await sheet.getByRole("button", { name: "Offer this" }).click();
  await expect(sheet).toBeHidden();
  await ben.goto(parent);
  await expect(person.detail(ben).getByText("“Is the ramp free?” comes later than thought.").first()).toBeVisible();
});

test("where nobody knows how long the work above takes no time is proposed, and whoever asks chooses one", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  const parent = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await ben.goto(parent);
  await act(ben, "Accept and promise", (sheet) => person.pick(sheet.getByRole("radio", { name: "tomorrow" })));
  await act(ben, "Ask another team for this", null, null);
  await person.choose(ben.page, "Whom do you ask?", "Service");
  await ben.page.getByLabel("What do you need?").fill("Who loaded it?");
  const due = ben.page.getByRole("group", { name: "Needed by" });
  await expect(due.getByText(/^Yours is due .* Nobody knows yet how long the work above takes/)).toBeVisible();
  await expect(due.getByRole("radio", { name: "I choose a time" })).toBeChecked();
  await expect(ben.page.getByRole("group", { name: "By when?" }).getByRole("radio", { name: "no time" })).toBeChecked();
  const axe = await new AxeBuilder({ page: ben.page }).analyze();
  expect(axe.violations).toEqual([]);
  await person.pick(due.getByRole("radio", { name: "when yours is due" }));
  await ben.page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(person.requestTitle(ben)).toHaveText("Who loaded it?");
  await expect(person.detail(ben).getByText(/^\s*needed /).first()).toBeVisible();
  await expect(person.detail(ben).getByText("for the work above")).toHaveCount(0);
});
