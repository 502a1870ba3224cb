// One request, two browsers, no network, a kill, and agreement (SY1, SY2, SY6, SY15).
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("two devices that were apart and were killed agree again, and nothing is lost or doubled", async ({ relay, device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.addService(ana, "Warehouse", "Service", "Stock answers");
  await person.allSent(ana);
  const ben = await device("Ben");
  await person.join(ben, await person.invite(ana, "Warehouse"));
  await ana.goto("/now");
  const shared = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);
  await ben.goto(shared);
  await expect(person.requestTitle(ben)).toHaveText("Which pallet has lot 4471?");
  for (const one of [ana, ben]) {
    await person.allSent(one);
    await person.installed(one);
  }

  await relay.stop();

  // The same request: both change its title. Different ones: each asks its own. The map: both rename and add.
  await person.retitle(ana, "Which pallet has lot 4471 now?");
  await person.comment(ana, "The customer rang again.");
  await person.retitle(ben, "Where is lot 4471?");
  const anas = await person.ask(ana, "Warehouse", "Is aisle 7 free?");
  const bens = await person.ask(ben, "Service", "Who signs for the forklift?");
  await ana.goto("/map/list");
  await person.addParty(ana, "Billing");
  await ben.goto("/map/list");
  await person.addParty(ben, "Carrier desk");
  await person.toSend(ana, 4);
  await person.toSend(ben, 3);

  await ana.kill();
  await ben.kill();
  await ana.again(shared);
  await expect(person.requestTitle(ana)).toHaveText("Which pallet has lot 4471 now?");
  await expect(person.detail(ana).getByText("The customer rang again.").first()).toBeVisible();
  await person.toSend(ana, 4);
  await ben.again(shared);
  await expect(person.requestTitle(ben)).toHaveText("Where is lot 4471?");
  await ben.goto(bens);
  await expect(person.requestTitle(ben)).toHaveText("Who signs for the forklift?");
  await person.toSend(ben, 3);

  await relay.start();
  for (const one of [ana, ben]) {
    await one.page.getByRole("link", { name: "Me", exact: true }).click();
    await one.page.getByRole("button", { name: "Try the network now" }).click();
    await person.allSent(one);
  }

  // Both show the same, with both titles at hand.
  for (const one of [ana, ben]) {
    await one.goto(shared);
    const disputed = person.detail(one).locator(".disputed");
    await expect(disputed).toContainText("Which pallet has lot 4471 now?");
    await expect(disputed).toContainText("Where is lot 4471?");
    await expect(disputed.getByRole("listitem")).toHaveCount(2);
    // Once in what happened; once more in the history with devices, which lists the same.
    for (const list of await person.detail(one).locator(".timeline").all()) {
      await expect(list.getByText("The customer rang again.", { exact: true })).toHaveCount(1);
    }
    await one.goto(anas);
    await expect(person.requestTitle(one)).toHaveText("Is aisle 7 free?");
    await one.goto(bens);
    await expect(person.requestTitle(one)).toHaveText("Who signs for the forklift?");
    await one.goto("/map/list");
    for (const party of ["Service", "Warehouse", "Billing", "Carrier desk"]) {
      await expect(one.page.getByRole("link", { name: party, exact: true })).toHaveCount(1);
    }
  }
  await ana.goto(shared);
  await ben.goto(shared);
  expect(await title(ana)).toBe(await title(ben));

  // One of the two is kept, and that settles it on both.
  await person.detail(ana).locator(".disputed").getByRole("listitem").filter({ hasText: "Where is lot 4471?" }).getByRole("button").click();
  for (const one of [ana, ben]) {
    await expect(person.detail(one).locator(".disputed")).toHaveCount(0);
    await expect(person.requestTitle(one)).toHaveText("Where is lot 4471?");
  }
});

const title = (device) => person.requestTitle(device).textContent();
