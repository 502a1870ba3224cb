// Routine work stands below what customers wait for: it is done, or set aside for a request that has a name, also without a network.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const row = (device, group, text) => device.page.getByRole("region", { name: group, exact: true }).getByRole("listitem").filter({ hasText: text });

async function addTask(device, title, { every, safety } = {}) {
  const { page } = device;
  await page.getByRole("button", { name: "Add routine work" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("What is to be done?").fill(title);
  if (every) await person.pick(sheet.getByRole("radio", { name: every }));
  if (safety) await sheet.getByRole("checkbox").check();
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(row(device, "Due", title)).toBeVisible();
  await person.kept(device);
}

test("routine work is set aside for a customer's request, in a dead spot, and everybody sees for whom", async ({ relay, device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  const address = await person.ask(ana, "Warehouse", "Load the truck at gate 3", { customer: "Mrs Ito" });

  await ben.goto("/tasks");
  await expect(ben.page.getByText("No routine work yet")).toBeVisible();
  await addTask(ben, "Sweep aisle 7", { every: "every day" });
  await addTask(ben, "Check the fire exits", { every: "every week", safety: true });
  expect((await new AxeBuilder({ page: ben.page }).analyze()).violations).toEqual([]);
  await ben.goto("/now");
  await expect(ben.page.getByRole("link", { name: "Load the truck" })).toBeVisible();
  await expect(ben.page.getByRole("link", { name: "2 are due" })).toBeVisible();
  await person.installed(ben);

  // The truck is at the gate: what can wait?
  await ben.goto(address);
  await expect(person.requestTitle(ben)).toHaveText("Load the truck at gate 3");
  await relay.stop();
  await person.detail(ben).getByRole("button", { name: "More" }).click();
  await ben.page.getByRole("dialog").getByRole("button", { name: "Set routine work aside for it" }).click();
  await expect(ben.page.getByText("What can wait while you work on “Load the truck at gate 3”?")).toBeVisible();
  for (const title of ["Sweep aisle 7", "Check the fire exits"]) {
    await ben.page.getByRole("button", { name: `Set aside: ${title}` }).click();
    const sheet = ben.page.getByRole("dialog");
    await expect(sheet.getByText("Load the truck at gate 3")).toBeVisible();
    await sheet.getByLabel("What else is there to say?").fill("The driver leaves at six.");
    expect((await new AxeBuilder({ page: ben.page }).analyze()).violations).toEqual([]);
    await sheet.getByRole("button", { name: "Set aside", exact: true }).click();
    await expect(sheet).toBeHidden();
  }
  await expect(row(ben, "Set aside", "Sweep aisle 7")).toContainText("set aside, due tomorrow");
  await expect(row(ben, "Set aside", "Sweep aisle 7")).toContainText("for Mrs Ito");
  await expect(row(ben, "Due", "Sweep aisle 7")).toHaveCount(0);
  // Somebody may get hurt: it shows all the same.
  await expect(row(ben, "Due", "Check the fire exits")).toContainText("it’s for safety");
  await person.toSend(ben, 2);
  await relay.start();
  await person.allSent(ben);

  // Who asked sees what it costs.
  const here = person.detail(ana).getByRole("region", { name: "Set aside for it" });
  await ana.goto(address);
  await expect(here).toContainText("Sweep aisle 7 · Warehouse");
  await expect(here).toContainText("Check the fire exits · Warehouse");

  // Done after all, and taken back.
  await ben.page.getByRole("button", { name: "Done: Sweep aisle 7" }).first().click();
  await expect(row(ben, "To come", "Sweep aisle 7")).toContainText("due tomorrow");
  await expect(row(ben, "Done in the last hours", "Sweep aisle 7")).toContainText("done by Ben");
  await expect(here.getByText("Sweep aisle 7")).toHaveCount(0);
  await row(ben, "Done in the last hours", "Sweep aisle 7").getByRole("button", { name: "Take back" }).click();
  await expect(row(ben, "Set aside", "Sweep aisle 7")).toBeVisible();
  await expect(here).toContainText("Sweep aisle 7 · Warehouse");
});
