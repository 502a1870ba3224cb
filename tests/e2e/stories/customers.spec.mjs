// Customers come by CSV and turn out to be the same; requests leave as CSV. Coming and merging need no network.
import { readFileSync } from "node:fs";
import { LAPTOP, expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const FILE = "\u{feff}Customer name;Customer no.\r\nMrs Ito;C-88\r\n\"Baker; Sons\";C-7\r\nMaria Ito;C-90\r\n;C-9\r\nlone\r\n";
const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.isBuffer(text) ? text : Buffer.from(text) });

async function openCustomers(device) {
  await person.go(device, "Me");
  await device.page.getByRole("link", { name: "Customers", exact: true }).click();
  await expect(device.page.getByRole("heading", { level: 1, name: "Customers", exact: true })).toBeVisible();
}

const customer = (device, name) => device.page.locator("main .rows > li").filter({ has: device.page.getByRole("link", { name, exact: true }) });

async function add(device, name, number) {
  const { page } = device;
  await page.getByRole("button", { name: "Add a customer" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name").fill(name);
  await sheet.getByLabel("Customer number").fill(number);
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(customer(device, name)).toBeVisible();
}

const merge = async (device, name, into) => {
  await customer(device, name).getByRole("button", { name: `Merge ${name} into another` }).click();
  const sheet = device.page.getByRole("dialog");
  await person.choose(sheet, "Which customer is the same?", into);
  await sheet.getByRole("button", { name: "Merge" }).click();
};

test("customers come from a file after a dry run, and turn out to be the same, without a network", async ({ relay, device }) => {
  const ana = await device("Ana");
  const { page } = ana;
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await openCustomers(ana);
  await expect(page.getByText("Nobody is written down yet")).toBeVisible();
  await add(ana, "Mrs Ito", "C-88");
  await add(ana, "M. Ito", "C-90");
  await person.allSent(ana);
  const ben = await device("Ben");
  await person.join(ben, await person.invite(ana, "Warehouse"));

  // In the basement, with a spreadsheet in another encoding, then with a good one.
  await openCustomers(ana);
  await relay.stop();
  await page.getByRole("link", { name: "Import customers" }).click();
  const choose = (chosen) => page.getByLabel("Choose a file").setInputFiles(chosen);
  await choose(file("old.csv", Buffer.from("name;no\r\nM\xfcller;1\r\n", "latin1")));
  await expect(page.getByText("Line 2 is not UTF-8 text. Save the file again as “CSV UTF-8”, then choose it anew.")).toBeVisible();
  await choose(file("customers.csv", FILE));
  await expect(page.getByText("1 to decide · 2 can’t be taken · 1 new · 1 here already")).toBeVisible();
  await expect(page.getByLabel("The name stands in")).toHaveValue("0");
  await expect(page.getByLabel("The customer number stands in")).toHaveValue("1");
  const line = (text) => page.locator("table.plan tbody tr").filter({ hasText: text });
  await expect(line("Baker; Sons")).toContainText("new");
  await expect(line("C-9").last()).toContainText("no name");
  await expect(line("1 cell where the first line has 2").locator("td").first()).toHaveText("6");
  await expect(line("Maria Ito")).toContainText("here as M. Ito");
  // Without numbers, "Maria Ito" and the others are looked up by name.
  await page.getByLabel("The customer number stands in").selectOption({ label: "None" });
  await expect(page.getByText("2 can’t be taken · 2 new · 1 here already")).toBeVisible();
  await page.getByLabel("The customer number stands in").selectOption({ index: 2 });
  await line("Maria Ito").getByLabel("Take the name of the file").check();
  await page.getByRole("button", { name: "Write down 2 customers" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Customers", exact: true })).toBeVisible();
  await expect(customer(ana, "Baker; Sons")).toContainText("C-7");
  await expect(customer(ana, "Maria Ito")).toContainText("C-90");

  // The same file once more: nothing is left to do.
  await page.getByRole("link", { name: "Import customers" }).click();
  await page.getByLabel("Or paste the lines").fill(FILE);
  await page.getByRole("button", { name: "Show what would happen" }).click();
  await expect(page.getByText("2 can’t be taken · 3 here already")).toBeVisible();
  await expect(page.getByText("Nothing to write down.")).toBeVisible();

  // A request for one of two who are the same; then they are merged, still without a network.
  await person.ask(ana, "Warehouse", "Where is the second pallet?", { customer: "Maria Ito" });
  await openCustomers(ana);
  await merge(ana, "Maria Ito", "Mrs Ito");
  await expect(customer(ana, "Maria Ito")).toHaveCount(0);
  await expect(customer(ana, "Mrs Ito")).toContainText("Maria Ito · C-90");
  await expect(customer(ana, "Mrs Ito")).toContainText("1 open");
  await relay.start();
  await person.allSent(ana);

  // The other device finds it under the one who is kept, by the number of either.
  await person.go(ben, "Find");
  for (const number of ["C-88", "C-90"]) {
    await ben.page.getByRole("searchbox").fill(number);
    await expect(ben.page.locator(".answer")).toHaveCount(1);
    await expect(ben.page.locator(".answer")).toContainText("Mrs Ito");
    await expect(ben.page.locator(".answer")).toContainText("Where is the second pallet?");
  }
  await ben.page.locator(".answer").getByRole("link", { name: "Mrs Ito" }).click();
  await expect(ben.page.getByText("Maria Ito · C-90")).toBeVisible();
  // Separated again there, each shows its own here.
  await ben.page.getByRole("button", { name: "Separate Maria Ito again" }).click();
  await expect(ben.page.getByText("Maria Ito · C-90")).toHaveCount(0);
  await person.allSent(ben);
  await expect(customer(ana, "Maria Ito")).toContainText("1 open");
  await expect(customer(ana, "Mrs Ito")).not.toContainText("open");
});

test("requests are saved as CSV from search, from a customer and all together", async ({ device }) => {
  const ana = await device("Ana", { viewport: LAPTOP });
  const { page } = ana;
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await ana.goto("/now");
  await person.ask(ana, "Warehouse", "=HYPERLINK(\"http://x\";\"y\")");
  const address = await person.ask(ana, "Warehouse", "Which \"blue\" pallet, and where?", { customer: "Mrs Ito" });

  const saved = async (press) => {
    const downloading = page.waitForEvent("download");
    await press();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^sightline-\d{4}-\d\d-\d\d\.csv$/);
    return readFileSync(await download.path(), "utf8");
  };
  await ana.goto("/me");
  const all = await saved(() => page.getByRole("button", { name: "All requests as CSV" }).click());
  await expect(page.getByText(/2 requests saved\. What a spreadsheet could take for a formula/)).toBeVisible();
  expect(all.startsWith("\u{feff}Id,")).toBe(true);
  expect(all).toContain("\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\"");
  const lines = all.split("\r\n");
  expect(lines[0].split(",")).toHaveLength(22);
  const mine = lines.find((text) => text.startsWith(address.split("/").pop()));
  expect(mine).toContain("\"Which \"\"blue\"\" pallet, and where?\",Service,Warehouse,,Mrs Ito,");
  expect(mine).toMatch(/,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d,/);

  await ana.goto("/find?q=blue");
  const found = await saved(() => page.getByRole("button", { name: "Save as CSV" }).click());
  expect(found).toContain(mine);
  expect(found).not.toContain("HYPERLINK");
  await ana.goto("/find?q=ito");
  await page.locator(".answer").getByRole("link", { name: "Mrs Ito" }).click();
  const behind = await saved(() => page.getByRole("button", { name: "Save as CSV" }).click());
  expect(behind).toBe(found);
});

test("an import that the browser died in goes on with what is left when the same file is chosen again", async ({ relay, device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await person.installed(ana);
  await relay.stop();
  const lines = Array.from({ length: 2_000 }, (_, number) => `Customer ${number},N-${number}`);
  const choose = async () => {
    await ana.goto("/me/customers/import");
    await ana.page.getByLabel("Choose a file").setInputFiles(file("customers.csv", ["name,number", ...lines].join("\n")));
    await expect(ana.page.locator("table.plan tbody tr").first()).toBeVisible();
  };
  const write = () => ana.page.getByRole("button", { name: /^Write down/ }).click();
  await choose();
  await expect(ana.page.getByText("2000 new").first()).toBeVisible();
  await write();
  await expect(ana.page.getByText(/[1-9][\d,]* of 2,000 written down/)).toBeVisible();
  await ana.kill();
  await ana.start(null);
  await choose();
  const left = await ana.page.getByText(/\d+ new · \d+ here already/).textContent();
  const [fresh, here] = left.match(/\d+/g).map(Number);
  expect(fresh + here).toBe(2_000);
  await write();
  await expect(ana.page.getByRole("heading", { level: 1, name: "Customers", exact: true })).toBeVisible({ timeout: 60_000 });
  await choose();
  await expect(ana.page.getByText("2000 here already").first()).toBeVisible();
  await openCustomers(ana);
  await expect(ana.page.getByText("2,000", { exact: true })).toBeVisible();
});
