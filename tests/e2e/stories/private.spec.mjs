// What only two teams may read is on no other team's device; handed on, the team that has it now has all of it, also if it was away.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const title = "Whose payslip is in tray 4?";

async function askPrivately(device, whom) {
  const { page } = device;
  await person.go(device, "Ask");
  await person.choose(page, "Whom do you ask?", whom);
  await page.getByLabel("What do you need?").fill(title);
  await page.getByText("Details, customer’s words, order number").click();
  await person.pick(page.getByRole("checkbox", { name: "Only the two teams may read it" }));
  await expect(page.getByText("Whoever joins one of the two teams gets it, too")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(person.requestTitle(device)).toHaveText(title);
  await person.allSent(device);
  return new URL(page.url()).pathname;
}

// Every database of the app as text.
const stored = (device) =>
  device.page.evaluate(async () => {
    const wait = (request) => new Promise((done, failed) => ((request.onsuccess = () => done(request.result)), (request.onerror = failed)));
    let text = "";
    const read = (value) => {
      if (value instanceof ArrayBuffer) text += new TextDecoder().decode(value);
      else if (ArrayBuffer.isView(value)) text += new TextDecoder().decode(value);
      else if (value && typeof value === "object") Object.values(value).forEach(read);
      else text += ` ${value}`;
    };
    for (const { name } of await indexedDB.databases()) {
      const db = await wait(indexedDB.open(name));
      for (const store of db.objectStoreNames) (await wait(db.transaction(store).objectStore(store).getAll())).forEach(read);
      db.close();
    }
    return text;
  });

async function showsNothingOfIt(device, address) {
  const { page } = device;
  await device.goto("/find");
  await page.getByRole("searchbox").fill("payslip");
  await expect(page.getByRole("heading", { name: "Nothing found", exact: true })).toBeVisible();
  for (const place of ["/radar", "/now", "/map/list"]) {
    await device.goto(place);
    await expect(person.status(device)).toContainText("all sent");
    await expect(page.getByText(title)).toHaveCount(0);
  }
  await page.getByRole("link", { name: "Warehouse", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Warehouse" }).first()).toBeVisible();
  await expect(page.getByText(title)).toHaveCount(0);
  await device.goto(address);
  await expect(page.getByText("unless the link is old or only two teams may read it")).toBeVisible();
}

test("a private request is on the devices of its two teams and on no other, until it is handed on", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/map/list");
  await person.addParty(ana, "Payroll");
  const cy = await device("Cy");
  await person.join(cy, await person.invite(ana, "Payroll"));
  await person.allSent(cy);
  await ana.goto("/now");
  const address = await askPrivately(ana, "Warehouse");
  await ben.goto(address);
  await expect(person.requestTitle(ben)).toHaveText(title);
  await expect(person.detail(ben).getByText("only the two teams")).toBeVisible();
  await person.comment(ben, "It was opened by mistake");
  await person.allSent(ben);

  // What is asked below it begins as private.
  await ana.goto(`/ask?under=${address.split("/").at(-1)}`);
  await expect(ana.page.getByRole("checkbox", { name: "Only the two teams may read it" })).toBeChecked();

  await showsNothingOfIt(cy, address);
  expect(await stored(cy)).not.toMatch(/payslip|by mistake/);
  expect(await stored(ben)).toMatch(/payslip/);

  await cy.kill();
  await person.act(ben, "Hand on", async (sheet) => {
    await person.choose(sheet, "Who knows?", "Payroll");
    await sheet.getByLabel("Why them?").fill("They put it there.");
  });
  await person.allSent(ben);
  await expect(person.detail(ben).getByText("handed it on to Payroll").first()).toBeVisible();
  await cy.again("/now");
  await cy.page.getByRole("link", { name: title }).click();
  await expect(person.requestTitle(cy)).toHaveText(title);
  await expect(person.detail(cy).getByText("It was opened by mistake").first()).toBeVisible();
  await person.comment(cy, "We have it back");
  await person.allSent(cy);

  // Who asked hears of it; who had it doesn't.
  await ana.goto(address);
  await expect(person.detail(ana).getByText("We have it back").first()).toBeVisible();
  await ben.goto(address);
  await person.allSent(ben);
  await expect(person.detail(ben).getByText("We have it back")).toHaveCount(0);
  await expect(person.detail(ben).getByText("as it was when it was last sent here")).toBeVisible();
});
