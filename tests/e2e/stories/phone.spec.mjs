// A call comes in: the last digits on the display, and the answer card is there. No network is needed for it.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const openCustomers = (device) => device.goto("/me/customers");
const customer = (device, name) => device.page.locator("main .rows > li").filter({ has: device.page.getByRole("link", { name, exact: true }) });

async function find(device, typed) {
  await device.page.getByRole("searchbox").fill(typed);
}

test("who sees a number on the display types its last digits and has the answer card", async ({ relay, device }) => {
  const ana = await device("Ana");
  const { page } = ana;
  await person.setUpWithWarehouse(ana);
  await openCustomers(ana);
  await page.getByRole("button", { name: "Add a customer" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name").fill("Mrs Ito");
  const phone = sheet.getByLabel("Phone");
  await expect(phone).toHaveAttribute("type", "tel");
  await phone.fill("n/a");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText("A phone number has at least 4 digits.")).toBeVisible();
  await phone.fill("+44 (0)7700 900-417");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(customer(ana, "Mrs Ito").getByRole("link", { name: /^Call / })).toHaveAttribute("href", "tel:+447700900417");
  await person.ask(ana, "Warehouse", "Where is the second pallet?", { customer: "Mrs Ito" });
  await person.kept(ana);
  await relay.stop();

  await person.go(ana, "Find");
  for (const typed of ["0417", "07700 900 417", "0044 7700.900417", "٠٧٧٠٠٩٠٠٤١٧"]) {
    await find(ana, typed);
    await expect(page.locator(".answer")).toHaveCount(1);
    await expect(page.locator(".answer")).toContainText("Where is the second pallet?");
    await find(ana, "nothing of the kind");
    await expect(page.locator(".answer")).toHaveCount(0);
  }
  await find(ana, "0417");
  await expect(page.locator(".answer").getByRole("link", { name: /^Call / })).toBeVisible();

  // Somebody calls who isn't known: what the display shows is kept with what they ask for.
  await person.go(ana, "Ask");
  await person.choose(page, "Whom do you ask?", "Warehouse");
  await page.getByLabel("What do you need?").fill("Is their parcel here?");
  await page.getByRole("combobox", { name: /^Customer/ }).fill("07700 900 812");
  await page.getByRole("option", { name: /07700 900 812/ }).click();
  const called = page.getByLabel("Phone");
  await expect(called).toHaveValue("07700 900 812");
  await called.fill("9");
  const ask = page.locator("form").getByRole("button", { name: "Ask", exact: true });
  await ask.click();
  await expect(page.getByText("A phone number has at least 4 digits.")).toBeVisible();
  await called.fill("07700 900 812");
  await ask.click();
  await expect(person.requestTitle(ana)).toHaveText("Is their parcel here?");
  await person.kept(ana);
  await person.go(ana, "Find");
  await find(ana, "0812");
  await expect(page.locator(".answer")).toContainText("Is their parcel here?");

  // Her husband comes with a file: the same number, so both show, and one press offers to merge them.
  await ana.goto("/me/customers/import");
  await page.getByLabel("Or paste the lines").fill("Name;Tel\nMr Ito;07700 900417\nMrs Ito;07700 900555\n");
  await page.getByRole("button", { name: "Show what would happen" }).click();
  await expect(page.getByLabel("The phone stands in")).toHaveValue("1");
  await expect(page.getByText("1 to decide · 1 new")).toBeVisible();
  await expect(page.getByText("new; Mrs Ito has this phone")).toBeVisible();
  await page.getByRole("button", { name: "Write down 1 customer" }).click();
  await expect(customer(ana, "Mr Ito")).toContainText("same phone as Mrs Ito");
  await person.go(ana, "Find");
  await find(ana, "900417");
  await expect(page.locator(".answer")).toHaveCount(2);
  await page.locator(".answer").getByRole("link", { name: "Mr Ito" }).click();
  await expect(page.getByText("same phone as Mrs Ito")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Merge Mr Ito into Mrs Ito" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByText("same phone as")).toHaveCount(0);
  await relay.start();
  await person.allSent(ana);
});

test("two numbers that two people wrote apart both show, and one press keeps one", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await person.ask(ana, "Warehouse", "Where is it?", { customer: "Mrs Ito" });
  await person.allSent(ana);
  for (const each of [ana, ben]) {
    await openCustomers(each);
    await customer(each, "Mrs Ito").getByRole("link", { name: "Mrs Ito" }).click();
    await person.installed(each);
  }
  const write = async (each, number) => {
    await each.context.setOffline(true);
    await each.page.getByRole("button", { name: "Change name, number or phone" }).click();
    await each.page.getByRole("dialog").getByLabel("Phone").fill(number);
    await each.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(each.page.getByRole("link", { name: `Call ${number}` })).toBeVisible();
    await person.toSend(each, 1);
  };
  await write(ana, "07700 900417");
  await write(ben, "07700 900555");
  for (const each of [ana, ben]) await each.context.setOffline(false);
  await expect(ana.page.locator(".disputed li")).toHaveCount(2, { timeout: 45_000 });
  await ana.page.locator(".disputed li").filter({ hasText: "900555" }).getByRole("button").click();
  await expect(ana.page.locator(".disputed")).toHaveCount(0);
  await expect(ben.page.locator(".disputed")).toHaveCount(0, { timeout: 45_000 });
  await expect(ben.page.getByRole("link", { name: "Call 07700 900555" })).toBeVisible();
});
