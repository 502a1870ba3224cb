// A service asks what depends on an answer only after that answer, and who writes such questions is told what isn't understood.
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("what is asked depends on what was answered, and only that is sent", async ({ device }) => {
  const ana = await device("Ana");
  const { page } = ana;
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.addService(ana, "Warehouse", "Service", "Stock answers");
  await page.getByRole("button", { name: "Change Stock answers", exact: true }).click();
  const sheet = page.getByRole("dialog");
  const questions = sheet.getByLabel("What must the asker say?");
  await questions.fill("Is it urgent? (yes / no)\n- maybe: Why?");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText("“- maybe: Why?”: the question above has no such answer.")).toBeVisible();
  await questions.fill("Is it urgent? (yes / no)\n- yes: Until when?\nWhich lot? *");
  await sheet.getByRole("button", { name: "Save" }).click();
  await person.kept(ana);

  await person.go(ana, "Ask");
  await person.choose(page, "Whom do you ask?", "Stock answers");
  await expect(page.getByLabel("Which lot?")).toBeVisible();
  await expect(page.getByLabel("Until when?")).toHaveCount(0);
  await person.pick(page.getByRole("radio", { name: "yes", exact: true }));
  await page.getByLabel("Until when?").fill("Friday");
  // What they need to begin is asked for before anything goes out.
  await page.getByLabel("What do you need?").fill("Is it here?");
  const ask = page.locator("form").getByRole("button", { name: "Ask", exact: true });
  await ask.click();
  await expect(page.getByText("They need this to begin.")).toHaveCount(1);
  await expect(page).toHaveURL(/\/ask$/);
  await page.getByLabel("Which lot?").fill("4471");
  await expect(page.getByText("They need this to begin.")).toHaveCount(0);
  await person.pick(page.getByRole("radio", { name: "no", exact: true }));
  await expect(page.getByLabel("Until when?")).toHaveCount(0);
  // A choice is taken back.
  const urgent = page.getByRole("group", { name: "Is it urgent?" });
  await person.pick(urgent.getByRole("radio", { name: "no answer" }));
  await expect(urgent.getByRole("radio", { name: "no", exact: true })).not.toBeChecked();
  await ask.click();
  await expect(person.requestTitle(ana)).toHaveText("Is it here?");
  await expect(person.detail(ana).getByText("Which lot? 4471")).toBeVisible();
  await expect(person.detail(ana).getByText("Is it urgent?")).toHaveCount(0);
  await expect(person.detail(ana).getByText("Friday")).toHaveCount(0);
});
