// A request that was answered becomes an answer: kept, taken back, and offered to a colleague who asks the like without a network. Who may
// know is said with a reason.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const asked = "Which pallet has lot 4471?";
const answer = "Look at the board in aisle 7: it has every lot.";

test("an answer is kept, taken back, kept again and offered to whoever asks the like", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const cleo = await device("Cleo");
  await person.join(cleo, await person.invite(ana, "Service"));
  const address = await person.ask(ana, "Warehouse", asked);
  await person.allSent(ana);

  await ben.goto(address);
  await person.accept(ben);
  await person.act(ben, "It’s delivered", (sheet) => sheet.getByLabel("Your answer").fill("Aisle 7, pallet 12"));
  const pane = person.detail(ben);
  await pane.getByRole("button", { name: "Keep as an answer" }).click();
  const sheet = ben.page.getByRole("dialog");
  await expect(sheet.getByLabel("What does it answer?")).toHaveValue(asked);
  await expect(sheet.getByLabel("The answer")).toHaveValue("Aisle 7, pallet 12");
  await sheet.getByLabel("What does it answer?").fill("");
  await sheet.getByRole("button", { name: "Keep it" }).click();
  await expect(sheet.locator(".field .error")).toBeVisible();
  await sheet.getByLabel("What does it answer?").fill("Which pallet has a lot?");
  await sheet.getByLabel("The answer").fill(answer);
  expect((await new AxeBuilder({ page: ben.page }).analyze()).violations).toEqual([]);
  await sheet.getByRole("button", { name: "Keep it" }).click();
  const kept = pane.getByRole("region", { name: "Kept as an answer" });
  await expect(kept).toContainText(answer);
  await expect(kept).toContainText("kept by Ben");
  await kept.getByRole("button", { name: "Take it back" }).click();
  await expect(kept).toBeHidden();
  await expect(pane.getByText("took back the kept answer").first()).toBeVisible();
  await pane.getByRole("button", { name: "Keep as an answer" }).click();
  await sheet.getByLabel("The answer").fill(answer);
  await sheet.getByRole("button", { name: "Keep it" }).click();
  await expect(kept).toContainText(answer);
  await person.allSent(ben);

  // A colleague of the asker finds it, and is offered it, without a network.
  await cleo.goto("/find");
  await cleo.page.getByRole("searchbox").fill("board aisle");
  await expect(cleo.page.getByRole("region", { name: "Kept answers" })).toContainText(asked);
  await person.installed(cleo);
  await relay.stop();
  await cleo.goto("/ask");
  await cleo.page.getByLabel("What do you need?").fill("which pallet has lot 5000");
  const before = cleo.page.getByRole("region", { name: "Answered before" });
  await expect(before).toContainText("Kept as an answer");
  await expect(before).toContainText(answer);
  const know = cleo.page.getByRole("region", { name: "Who may know" });
  await expect(know).toContainText("an answer of theirs to this is kept");
  await expect(cleo.page.getByRole("status").getByText("1 team may know")).toBeAttached();
  expect((await new AxeBuilder({ page: cleo.page }).analyze()).violations).toEqual([]);
  await know.getByRole("button", { name: "Choose Warehouse" }).click();
  await expect(cleo.page.locator("#ask-0 .chosen")).toContainText("Warehouse");
  await expect(cleo.page.getByRole("button", { name: "Change: Whom do you ask?" })).toBeFocused();
  await expect(know).toBeHidden();
  await before.getByRole("button", { name: "This answers it" }).click();
  await expect(person.requestTitle(cleo)).toHaveText(asked);
  await expect(person.detail(cleo).getByRole("region", { name: "Kept as an answer" })).toContainText(answer);
});
