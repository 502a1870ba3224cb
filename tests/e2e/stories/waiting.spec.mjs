// Who can't go on says on whom they wait, and why; what somebody said by phone is recorded under their name.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";
import { act } from "../fixtures/people.mjs";

const NAME_CHARS_MAX = 200;

test("a wait says on whom and why, and a name that is too long is refused at its field", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const address = await person.ask(ana, "Warehouse", "Where is the second pallet?");
  await person.allSent(ana);
  await ben.goto(address);
  await person.accept(ben);
  const { page } = ben;
  const who = "x".repeat(NAME_CHARS_MAX + 1);
  await act(ben, "Wait for somebody", async (sheet) => {
    await sheet.getByRole("button", { name: "Say that it waits" }).click();
    await expect(sheet.locator(".field .error")).toBeVisible();
    const on = sheet.getByRole("combobox", { name: "Whom or what do you wait for?" });
    await on.fill("ben");
    await expect(sheet.getByRole("option", { name: /Ben.*Warehouse/ })).toBeVisible();
    await on.fill("the carrier");
    await sheet.getByRole("option", { name: /the carrier/ }).click();
    await sheet.getByLabel("Why?").fill("Their lorry broke down.");
    await sheet.getByText("Somebody else said so?").click();
    await sheet.getByLabel("On behalf of").fill(who);
    await sheet.getByRole("button", { name: "Say that it waits" }).click();
    await expect(sheet.getByText("This is too long: 200 characters at most.")).toBeVisible();
    await expect(sheet.getByLabel("On behalf of")).toHaveValue(who);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await sheet.getByLabel("On behalf of").fill("Mr Lam");
  }, "Say that it waits");
  const pane = person.detail(ben);
  await expect(pane.getByText(/waits for the carrier until/).first()).toBeVisible();
  await expect(pane.getByText("Their lorry broke down.").first()).toBeVisible();
  await expect(pane.getByText(/on behalf of Mr Lam/)).toBeVisible();

  // In lists, too, and search finds it by either.
  await person.allSent(ben);
  await person.go(ana, "Find");
  for (const typed of ["carrier", "lorry"]) {
    await ana.page.getByRole("searchbox").fill(typed);
    await expect(ana.page.locator("main .rows > li").getByText("Their lorry broke down.").first()).toBeVisible();
  }
});

test("who is waited on answers from the list, and the work goes on", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const address = await person.ask(ana, "Warehouse", "Put a pallet aside");
  await person.allSent(ana);
  await ben.goto(address);
  await person.accept(ben);

  // While they work on it, nothing in Ana's list asks for an answer that is theirs to give.
  await person.allSent(ben);
  await person.go(ana, "Now");
  const row = ana.page.locator("main .rows > li").filter({ hasText: "Put a pallet aside" });
  await expect(row.getByText(/accepted|promised/).first()).toBeVisible();
  await expect(row.getByRole("button", { name: /Answer/ })).toHaveCount(0);

  await act(ben, "Wait for somebody", async (sheet) => {
    await sheet.getByText("Service, who asked").click();
    await sheet.getByLabel("Why?").fill("The red one or the blue one?");
  }, "Say that it waits");
  await person.allSent(ben);

  await expect(row.getByText("The red one or the blue one?")).toBeVisible();
  await row.getByRole("button", { name: "Answer them: Put a pallet aside" }).click();
  const sheet = ana.page.getByRole("dialog");
  await expect(sheet.getByText("The red one or the blue one?")).toBeVisible();
  await sheet.getByRole("button", { name: "Answer what they wait for" }).click();
  await expect(sheet.getByText("Please write something here.")).toBeVisible();
  expect((await new AxeBuilder({ page: ana.page }).analyze()).violations).toEqual([]);
  await sheet.getByLabel("Your answer").fill("The red one.");
  await sheet.getByRole("button", { name: "Answer what they wait for" }).click();
  await expect(sheet).toBeHidden();
  await expect(row.getByRole("button", { name: "Answer them" })).toHaveCount(0);

  // Ben reads it where it stands and in his notices, and goes on.
  await person.allSent(ana);
  const pane = person.detail(ben);
  await expect(pane.getByText("The red one.").first()).toBeVisible();
  await expect(pane.getByText("answered what was waited for").first()).toBeVisible();
  await ben.goto("/me/notices");
  await expect(ben.page.getByText(/Ana answered what was waited for/)).toBeVisible();

  // Asked once more, Ana types it where comments are typed: that answers, too.
  await ben.goto("/now");
  await ben.page.getByRole("link", { name: "Put a pallet aside" }).click();
  await act(ben, "Wait for somebody", async (sheet) => {
    await sheet.getByText("Service, who asked").click();
    await sheet.getByLabel("Why?").fill("For today or for tomorrow?");
  }, "Say that it waits");
  await person.allSent(ben);
  await row.getByRole("link", { name: "Put a pallet aside" }).click();
  const box = person.detail(ana).locator("form").filter({ has: ana.page.getByLabel("Your comment") });
  await box.getByLabel("Your comment").fill("For today.");
  await expect(box.getByRole("button", { name: "Comment" })).toBeVisible();
  await box.getByRole("button", { name: "Answer what they wait for" }).click();
  await expect(box.getByRole("button", { name: "Answer what they wait for" })).toHaveCount(0);
  await expect(person.detail(ana).getByText("For today.").first()).toBeVisible();
});
