// What the relay refuses is taken out, kept with its words, shown in every tab, and done again with one press (SY8, SY23).
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";
import { refusing } from "../fixtures/refusing.mjs";

test("refused edits keep their words, and are done again or let go", async ({ device }) => {
  const ana = await device("Ana", { path: null });
  let refuses = false;
  await refusing(ana, () => refuses);
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);
  const request = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);

  refuses = true;
  const { page } = ana;
  await say(ana, "The customer waits at dock 3");
  await expect(person.status(ana)).toContainText("1 edit came back");
  await say(ana, "Never mind this one");
  await expect(person.status(ana)).toContainText("2 edits came back");
  await expect(person.detail(ana).getByText(/dock 3|Never mind/)).toHaveCount(0);

  // After a restart too, nothing of it is lost.
  await ana.goto("/me/refused");
  const first = page.locator(".card").filter({ hasText: "The customer waits at dock 3" });
  const second = page.locator(".card").filter({ hasText: "Never mind this one" });
  await expect(first).toContainText("Comment: The customer waits at dock 3");
  await expect(first).toContainText("Which pallet has lot 4471?");
  await second.getByRole("button", { name: "Let it go" }).click();
  await expect(second).toHaveCount(0);

  refuses = false;
  await first.getByRole("button", { name: "Do it again" }).click();
  await expect(page.getByText("None came back")).toBeVisible();
  await person.allSent(ana);
  await ana.goto(request);
  await expect(person.detail(ana).getByText("The customer waits at dock 3")).toHaveCount(1);
  await expect(person.detail(ana).getByText("Never mind this one")).toHaveCount(0);
});

// A comment that may be gone again before anybody sees it.
async function say(device, text) {
  const pane = person.detail(device);
  await pane.getByLabel("Your comment").fill(text);
  await pane.getByRole("button", { name: "Comment" }).click();
}
