// Joining by invite; parties and services as a list.
import { LAPTOP, expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("the first admin sets the workspace up, and colleagues join by link", async ({ relay, device }) => {
  const ana = await device("Ana");
  await person.setUp(ana, { place: "Harbour Goods", team: "Service" });
  await expect(ana.page.getByText("Service is ready")).toBeVisible();
  await expect(ana.page.locator(".place")).toHaveText("Harbour Goods");

  const link = await person.invite(ana);
  const ben = await device("Ben");
  await ben.goto(link);
  await expect(ben.page.getByRole("heading", { level: 1 })).toHaveText("Join Harbour Goods");
  expect(ben.page.url(), "the secret leaves the address bar").not.toContain("join=");
  await person.join(ben, link, { team: "Service" });
  await person.allSent(ben);
  // Whoever can't invite hears who can, and sees no form that the relay would refuse.
  await ben.goto("/me/invites");
  await expect(ben.page.getByRole("heading", { name: "Admins invite people" })).toBeVisible();
  await expect(ben.page.getByRole("button", { name: "Make an invite" })).toHaveCount(0);

  await ana.goto("/me/people");
  await expect(ana.page.getByText("Ben’s device")).toBeVisible();

  // The set-up link works once.
  const eve = await device("Eve");
  await eve.goto(relay.setupLink);
  await expect(eve.page.getByText("Ask a colleague who uses Sightline.")).toBeVisible();
});

test("parties and services are added, changed and taken off in lists", async ({ device }) => {
  const ana = await device("Ana", { viewport: LAPTOP });
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Households", "Paying customer");
  await person.addParty(ana, "Warehouse");
  await person.addService(ana, "Service", "Households", "Answers on the phone");
  await person.addService(ana, "Warehouse", "Service", "Stock answers");
  await expect(ana.page.getByText("2 links from the customer")).toBeVisible();

  await ana.page.getByRole("button", { name: "Change Warehouse" }).click();
  const sheet = ana.page.getByRole("dialog");
  await sheet.getByLabel("Name").fill("Warehouse north");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(ana.page.getByRole("link", { name: "Warehouse north", exact: true })).toBeVisible();

  await ana.page.getByRole("button", { name: "Change Warehouse north" }).click();
  await sheet.getByRole("button", { name: "Take off the map" }).click();
  await expect(ana.page.getByRole("link", { name: "Warehouse north", exact: true })).toHaveCount(0);
  await ana.page.getByText("Taken off the map (1)").click();
  await ana.page.getByRole("button", { name: "Bring back" }).click();
  await expect(ana.page.getByRole("link", { name: "Warehouse north", exact: true })).toBeVisible();
  await person.allSent(ana);
});
