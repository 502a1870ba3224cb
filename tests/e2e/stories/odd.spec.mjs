// What people type and paste, and a map that changes under them: nothing is lost, and everything is said.
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

// A flag, a family, an accent made of two, Hebrew with a number in it, and a tag.
const HARD = "🇪🇸👩‍👩‍👧 cafe\u0301 משלוח 20117 <b onclick=\"x()\">now</b> &amp; %s";

test("letters of any script, emoji and pasted markup stay what they are", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  const address = await person.ask(ana, "Warehouse", HARD);
  const comment = `${HARD}\nהכול <script>document.title = "gone"</script>`;
  await person.detail(ana).getByLabel("Your comment").fill(comment);
  await person.detail(ana).getByRole("button", { name: "Comment" }).click();
  await person.allSent(ana);
  await ben.goto(address);
  await expect(person.requestTitle(ben)).toHaveText(HARD);
  await expect(person.detail(ben).getByText('<script>document.title = "gone"</script>')).toBeVisible();
  await expect(ben.page.locator("main b[onclick]")).toHaveCount(0);
  await expect(ben.page).not.toHaveTitle("gone");

  // Each paragraph runs as its own letters do.
  const hebrew = "המשלוח הגיע";
  await person.act(ben, "It’s delivered", (sheet) => sheet.getByLabel("Your answer").fill(hebrew));
  const answer = person.detail(ana).locator("p.large").filter({ hasText: hebrew });
  await expect(answer).toBeVisible();
  const runsFromTheRight = await answer.evaluate((line) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    const box = line.getBoundingClientRect();
    return range.getBoundingClientRect().right > box.right - 2;
  });
  expect(runsFromTheRight).toBe(true);
});

test("what is too long is counted and kept, and a moment that has passed is not taken", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUpWithWarehouse(ana);
  const { page } = ana;
  await person.go(ana, "Ask");
  await person.choose(page, "Whom do you ask?", "Warehouse");
  const field = page.getByLabel("What do you need?");
  await field.fill("x".repeat(2_000));
  await page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByText("This is too long: 200 characters at most.")).toBeVisible();
  await expect(field).toHaveValue("x".repeat(2_000));
  await field.fill("Which pallet has lot 4471?");
  // By the keyboard: on a phone the button at the thumb may lie over what is further down.
  await page.getByRole("group", { name: "Needed by" }).getByRole("radio", { name: "another time" }).press(" ");
  await page.getByLabel("Date and time").fill("2020-01-01T09:00");
  await page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByText("This moment has passed. Choose a later one.")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/ask");
});

test("a service and a team leave the map while somebody asks them offline", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/map/list");
  await person.addService(ana, "Warehouse", "Service", "Stock answers", { reply: 30 });
  await person.allSent(ana);
  await ben.goto("/map/list");
  await expect(ben.page.getByText("Stock answers").first()).toBeVisible();
  await person.allSent(ben);

  await relay.stop();
  await ana.goto("/now");
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await expect(person.detail(ana).getByText(/reply by/).first()).toBeVisible();
  await ben.page.getByRole("button", { name: "Change Stock answers" }).click();
  await ben.page.getByRole("dialog").getByRole("button", { name: "Take off the map" }).click();
  await relay.start();
  await person.allSent(ana);
  await person.allSent(ben);

  // What was promised stays; that it isn't offered any more is said.
  await expect(person.detail(ana).getByText(/no longer offered: what was promised stays/)).toBeVisible();
  await expect(person.detail(ana).getByText(/reply by/).first()).toBeVisible();

  // With the team itself gone, anybody takes it on.
  await ben.goto("/map/list");
  await ben.page.getByRole("button", { name: "Change Warehouse" }).click();
  await ben.page.getByRole("dialog").getByRole("button", { name: "Take off the map" }).click();
  await person.allSent(ben);
  await ana.goto(address);
  await expect(person.detail(ana).getByText("Warehouse has left the map: anybody may take it")).toBeVisible();
  await person.accept(ana);
  await expect(person.detail(ana).getByText("owner: Ana", { exact: false }).first()).toBeVisible();
});
