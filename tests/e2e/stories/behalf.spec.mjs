// Somebody without the app is still a link: what they said by phone is recorded for them, and marked so.
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("any act can be recorded on behalf of who said it by phone, and everybody sees for whom", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  await ana.goto("/now");
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await ben.goto(address);
  await person.accept(ben);

  const told = async (name, who, fill = async () => {}) => {
    await person.detail(ben).getByRole("button", { name: "More" }).click();
    const sheet = ben.page.getByRole("dialog");
    await sheet.getByRole("button", { name, exact: true }).click();
    await sheet.getByText("Somebody else said so?").click();
    await sheet.getByLabel("On behalf of").fill(who);
    await fill(sheet);
    await sheet.getByRole("button", { name, exact: true }).click();
    await expect(sheet).toBeHidden();
    await expect(person.detail(ana).getByText(`on behalf of ${who}`).first()).toBeVisible();
  };
  await told("Start work", "Rosa");
  await told("Comment", "Kim", (sheet) => sheet.getByLabel("Your comment").fill("The forklift is on its way."));
  await told("It’s delivered", "Rosa P.", (sheet) => sheet.getByLabel("Your answer").fill("Pallet 12, bay C."));
});

test("whoever asked writes down an answer that came by phone", async ({ device }) => {
  const [ana, ben] = await person.serviceAndWarehouse(device);
  const address = await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.detail(ana).getByRole("button", { name: "More" }).click();
  const sheet = ana.page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Write down their answer" }).click();
  await sheet.getByLabel("Your answer").fill("Pallet 12, bay C.");
  await sheet.getByRole("button", { name: "Write it down" }).click();
  await expect(sheet.getByText("Please write something here.")).toBeVisible();
  await sheet.getByLabel("On behalf of").fill("Rosa of the night shift");
  await sheet.getByRole("button", { name: "Write it down" }).click();
  await expect(sheet).toBeHidden();
  await ben.goto(address);
  await expect(person.detail(ben).getByText("on behalf of Rosa of the night shift").first()).toBeVisible();
  await person.detail(ana).getByRole("button", { name: "It helped" }).click();
  await expect(person.detail(ben).getByText("confirmed: it helped").first()).toBeVisible();
});
