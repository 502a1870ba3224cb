// Silence shows: on the radar, for those who have to answer and for those who wait.
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("a request that is back with its team is on the radar of both teams until somebody takes it", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/radar");
  await expect(ana.page.getByText("Nothing silent")).toBeVisible();
  await ana.goto("/now");
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await ben.goto(address);
  await person.accept(ben);
  await person.detail(ben).getByRole("button", { name: "More" }).click();
  await ben.page.getByRole("dialog").getByRole("button", { name: "Hand over" }).click();
  await ben.page.getByRole("dialog").getByLabel("What should they know?").fill("Gone home.");
  await ben.page.getByRole("dialog").getByRole("button", { name: "Hand over" }).click();
  await expect(person.detail(ben).getByText("gave it back to the team").first()).toBeVisible();

  await ana.goto("/now");
  await ana.page.getByRole("link", { name: "Silences" }).click();
  await expect(ana.page.getByText("1 chain with a silent link")).toBeVisible();
  await expect(ana.page.getByText(/given back to the team/).first()).toBeVisible();
  await ana.page.getByRole("link", { name: "Which pallet has lot 4471?" }).click();
  await expect(person.requestTitle(ana)).toHaveText("Which pallet has lot 4471?");
  expect(new URL(ana.page.url()).pathname).toMatch(/^\/radar\//);

  await ben.goto("/radar");
  await ben.page.getByRole("button", { name: "Accept" }).click();
  await person.confirmAccept(ben);
  await expect(ben.page.getByText("Nothing silent")).toBeVisible();
  await ana.goto("/radar");
  await expect(ana.page.getByText("Nothing silent")).toBeVisible();
});
