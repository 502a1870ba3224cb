// A promise is agreed by both ends: one proposes another, the other says no and why, then yes; until then the old one holds.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const noViolations = async ({ page }) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

async function propose({ page }, hours, why) {
  await page.getByRole("button", { name: "Propose another promise for Stock answers" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel(/^Reply within/).first().fill(String(hours));
  await sheet.getByLabel(/^Reply within: unit/).selectOption({ label: "hours" });
  await sheet.getByLabel("Why?").fill(why);
  await sheet.getByRole("button", { name: "Propose it" }).click();
  await expect(sheet).toBeHidden();
}

test("a promise is proposed by one end without a network, declined with a reason, proposed again and accepted", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/map/list");
  await person.addService(ana, "Warehouse", "Service", "Stock answers", { reply: 30 });
  await person.allSent(ana);

  await ben.goto("/map/list");
  await expect(ben.page.getByText("reply within 30 min")).toBeVisible();
  await relay.stop();
  await propose(ben, 8, "Two of us left.");
  await expect(ben.page.getByText("Warehouse · Ben proposes")).toBeVisible();
  await expect(ben.page.getByText("reply within 30 min").first()).toBeVisible();
  await person.kept(ben);
  await relay.start();
  await person.allSent(ben);

  await person.go(ana, "Now");
  const waiting = ana.page.locator(".proposal");
  await expect(waiting.getByText("Two of us left.")).toBeVisible();
  await noViolations(ana);
  await waiting.getByRole("button", { name: "Decline" }).click();
  const sheet = ana.page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Decline" }).click();
  await expect(sheet.getByText("Please write something here.")).toBeVisible();
  await sheet.getByLabel("Why not?").fill("Nights, too.");
  await sheet.getByRole("button", { name: "Decline" }).click();
  await expect(waiting).toBeHidden();
  await person.allSent(ana);

  await person.go(ben, "Now");
  await expect(ben.page.getByText("Ana declined: Nights, too.")).toBeVisible();
  await ben.goto("/map/list");
  await propose(ben, 2, "With a night desk.");
  await person.allSent(ben);
  await expect(waiting.getByText("With a night desk.")).toBeVisible();
  await waiting.getByRole("button", { name: "Accept" }).click();
  await expect(waiting).toBeHidden();
  await person.allSent(ana);
  await expect(ben.page.getByText("reply within 2 h")).toBeVisible();
  await expect(ben.page.getByText(/Agreed by both ends on/)).toBeVisible();
  await noViolations(ben);
});
