// KN14: whatever form somebody was filling in when the phone died: what it held is in it again, and nothing of it was written.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const sheet = (device) => device.page.getByRole("dialog");
const from = (device) => device.page.getByText("Draft from ");
const kept = (device) => device.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("sightline-draft-")));

// Opens a form, fills it in, dies, and opens it again: the form says that it is a draft.
async function survives(device, address, { open, fill, holds }) {
  await device.goto(address);
  await open();
  await fill();
  await device.killRenderer(address);
  await open();
  await expect(from(device)).toBeVisible();
  await holds();
}

test("the ask for several teams, with the answers to their questions, survives a kill", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUpWithWarehouse(ana);
  await ana.goto("/map/list");
  await ana.page.getByRole("button", { name: "Add a service" }).click();
  await person.choose(sheet(ana), "Who provides?", "Warehouse");
  await person.choose(sheet(ana), "Whom do they serve?", "Service");
  await sheet(ana).getByLabel("What is provided?").fill("Finding lots");
  await sheet(ana).getByLabel("What must the asker say?").fill("Which lot?\nWhich bay?");
  await sheet(ana).getByRole("button", { name: "Put it on the map" }).click();
  await expect(sheet(ana)).toBeHidden();
  await person.addParty(ana, "Billing");
  await person.installed(ana);

  const [first, second] = [() => ana.page.locator("#ask-0"), () => ana.page.locator("#ask-1")];
  await ana.goto("/ask");
  await person.choose(first(), "Whom do you ask?", "Warehouse");
  await first().getByLabel("What do you need?").fill("Where is it?");
  await first().getByLabel("Which bay?").fill("Bay 4");
  await ana.page.getByRole("button", { name: "Ask another team, too" }).click();
  await person.choose(second(), "Whom do you ask?", "Billing");
  await second().getByLabel("What do you need?").fill("Waive the fee?");
  await ana.page.getByText("Details, customer’s words, order number").click();
  await ana.page.getByLabel("Order number").fill("4471");
  await ana.killRenderer("/ask");
  await expect(from(ana)).toBeVisible();
  await expect(first().getByLabel("What do you need?")).toHaveValue("Where is it?");
  await expect(first().getByLabel("Which bay?")).toHaveValue("Bay 4");
  await expect(second().getByText("Billing", { exact: true })).toBeVisible();
  await expect(second().getByLabel("What do you need?")).toHaveValue("Waive the fee?");
  await expect(ana.page.getByLabel("Order number")).toHaveValue("4471");
  // A form for another team is another draft.
  await ana.goto("/now");
  expect(await kept(ana)).toEqual(["sightline-draft-ask"]);
  await ana.goto("/ask");
  await ana.page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(person.requestTitle(ana)).toBeVisible();
  await person.kept(ana);
  expect(await kept(ana)).toEqual([]);
});

test("what is typed into the sheets of the map survives a kill, until it is saved or discarded", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUpWithWarehouse(ana);
  await ana.goto("/map/list");
  await person.addService(ana, "Warehouse", "Service", "Finding lots");
  await person.installed(ana);
  const add = (name) => () => ana.page.getByRole("button", { name }).click();
  await survives(ana, "/map/list", {
    open: add("Add a party"),
    fill: async () => {
      await person.pick(sheet(ana).getByRole("radio", { name: "Supplier" }));
      await sheet(ana).getByLabel("Name").fill("Fast Lorries");
    },
    holds: async () => {
      await expect(sheet(ana).getByRole("radio", { name: "Supplier" })).toBeChecked();
      await expect(sheet(ana).getByLabel("Name")).toHaveValue("Fast Lorries");
    },
  });
  await sheet(ana).getByRole("button", { name: "Discard" }).click();
  await expect(from(ana)).toBeHidden();
  await expect(sheet(ana).getByLabel("Name")).toHaveValue("");
  await expect(sheet(ana).locator("input").first()).toBeFocused();
  expect(await kept(ana)).toEqual([]);

  await survives(ana, "/map/list", {
    open: add("Add a service"),
    fill: async () => {
      await person.choose(sheet(ana), "Who provides?", "Warehouse");
      await sheet(ana).getByLabel(/^Reply within/).first().fill("2");
      await sheet(ana).getByLabel("Reply within: unit").selectOption("60");
    },
    holds: async () => {
      await expect(sheet(ana).getByText("Warehouse")).toBeVisible();
      await expect(sheet(ana).getByLabel(/^Reply within/).first()).toHaveValue("2");
      await expect(sheet(ana).getByLabel("Reply within: unit")).toHaveValue("60");
    },
  });
  await sheet(ana).getByRole("button", { name: "Discard" }).click();
  await expect(sheet(ana).getByRole("combobox", { name: "Who provides?" })).toBeVisible();
});

test("what is typed about a team, its work and a customer survives a kill, and what changed meanwhile is said", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUpWithWarehouse(ana);
  const { page } = ana;
  await ana.goto("/map/list");
  await person.addService(ana, "Warehouse", "Service", "Finding lots");
  await page.getByRole("link", { name: "Warehouse", exact: true }).first().click();
  await expect(page.getByRole("button", { name: "Change hours" })).toBeVisible();
  const team = new URL(page.url()).pathname + new URL(page.url()).search;
  await person.installed(ana);

  await survives(ana, team, {
    open: () => ana.page.getByRole("button", { name: "Change hours" }).click(),
    fill: async () => {
      await sheet(ana).getByLabel("Hours of the week").fill("mo 9-17");
      await sheet(ana).getByLabel("Date").fill("2031-12-25");
      await sheet(ana).getByLabel("Name of the holiday").fill("Christmas");
      await sheet(ana).getByRole("button", { name: "Add this day" }).click();
      await expect(sheet(ana).getByRole("listitem").filter({ hasText: "Christmas" })).toBeVisible();
    },
    holds: async () => {
      await expect(sheet(ana).getByLabel("Hours of the week")).toHaveValue("mo 9-17");
      await expect(sheet(ana).getByRole("listitem").filter({ hasText: "Christmas" })).toBeVisible();
    },
  });
  await survives(ana, team.replace("/map/", "/team/"), {
    open: () => ana.page.getByRole("button", { name: "Say when nobody is here" }).click(),
    fill: () => sheet(ana).getByLabel("Last day").fill("2031-12-27"),
    holds: () => expect(sheet(ana).getByLabel("Last day")).toHaveValue("2031-12-27"),
  });
  await survives(ana, "/tasks", {
    open: () => ana.page.getByRole("button", { name: "Add routine work" }).click(),
    fill: async () => {
      await sheet(ana).getByLabel("What is to be done?").fill("Sweep aisle 7");
      await sheet(ana).getByRole("checkbox").check();
    },
    holds: async () => {
      await expect(sheet(ana).getByLabel("What is to be done?")).toHaveValue("Sweep aisle 7");
      await expect(sheet(ana).getByRole("checkbox")).toBeChecked();
    },
  });
});

test("a request’s own draft says what somebody else has changed since, and a note for the next shift is kept", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.allSent(ana);
  await person.installed(ana);
  await ben.goto(address);
  await person.accept(ben);
  const edit = async (device) => {
    await person.detail(device).getByRole("button", { name: "More" }).click();
    await device.page.getByRole("dialog").getByRole("button", { name: "Change what is asked" }).click();
    await expect(sheet(device).getByLabel("What is asked")).toBeVisible();
  };
  await edit(ana);
  await sheet(ana).getByLabel("What is asked").fill("Which pallets have lot 4471?");
  await ana.killRenderer("/now");
  await person.retitle(ben, "Which pallet has lot 4417?");
  await person.allSent(ben);
  await ana.goto(address);
  await expect(person.requestTitle(ana)).toHaveText("Which pallet has lot 4417?");
  await edit(ana);
  await expect(sheet(ana).getByLabel("What is asked")).toHaveValue("Which pallets have lot 4471?");
  await expect(sheet(ana).getByText("What is asked: Which pallet has lot 4417?")).toBeVisible();
  expect((await new AxeBuilder({ page: ana.page }).analyze()).violations).toEqual([]);
  await sheet(ana).getByRole("button", { name: "Save" }).click();
  await expect(person.requestTitle(ana)).toHaveText("Which pallets have lot 4471?");

  await person.installed(ben);
  await survives(ben, "/me/hand-over", {
    open: () => expect(ben.page.locator("form .card")).toHaveCount(1),
    fill: () => ben.page.getByLabel("What should they know?").fill("Pallet 12 is the wrong one."),
    holds: () => expect(ben.page.getByLabel("What should they know?")).toHaveValue("Pallet 12 is the wrong one."),
  });
  expect((await new AxeBuilder({ page: ben.page }).analyze()).violations).toEqual([]);
});

test("what is typed about a promise, a snippet and a customer survives a kill", async ({ device }) => {
  const [ana] = await person.serviceAndWarehouse(device);
  await ana.goto("/map/list");
  await person.addService(ana, "Warehouse", "Service", "Finding lots", { reply: 30 });
  await person.installed(ana);
  await person.go(ana, "Me");
  await ana.page.getByRole("link", { name: "How to work with my team" }).click();
  await expect(ana.page.getByRole("heading", { level: 1, name: "Working with Service" })).toBeVisible();
  const team = new URL(ana.page.url()).pathname;
  await survives(ana, team, {
    open: () => ana.page.getByRole("button", { name: "Add a snippet" }).click(),
    fill: async () => {
      await sheet(ana).getByLabel("Language").selectOption({ label: "Spanish" });
      await sheet(ana).getByLabel("Text", { exact: true }).fill("Lo tiene el transportista.");
    },
    holds: async () => {
      await expect(sheet(ana).getByLabel("Language")).toHaveValue("es");
      await expect(sheet(ana).getByLabel("Text", { exact: true })).toHaveValue("Lo tiene el transportista.");
    },
  });
  await survives(ana, "/me/customers", {
    open: () => ana.page.getByRole("button", { name: "Add a customer" }).click(),
    fill: () => sheet(ana).getByLabel("Name").fill("Mrs Ito"),
    holds: () => expect(sheet(ana).getByLabel("Name")).toHaveValue("Mrs Ito"),
  });
  await survives(ana, "/map/list", {
    open: () => ana.page.getByRole("button", { name: "Propose another promise for Finding lots" }).click(),
    fill: async () => {
      await sheet(ana).getByLabel(/^Reply within/).first().fill("45");
      await sheet(ana).getByLabel("Why?").fill("Two of us are ill.");
    },
    holds: async () => {
      await expect(sheet(ana).getByLabel(/^Reply within/).first()).toHaveValue("45");
      await expect(sheet(ana).getByLabel("Why?")).toHaveValue("Two of us are ill.");
    },
  });
  // Nothing of it was written.
  await person.allSent(ana);
  await ana.goto("/me/customers");
  await expect(ana.page.getByRole("button", { name: "Add a customer" })).toBeVisible();
  await expect(ana.page.getByText("Mrs Ito")).toHaveCount(0);
});
