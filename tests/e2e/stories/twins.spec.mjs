// Two teams of one name are told apart wherever one is picked: in the ask form, in a mention, in the palette (MA18).
import { LAPTOP, expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("two teams of one name are told apart by their sites wherever one is picked", async ({ device }) => {
  const ana = await device("Ana", { viewport: LAPTOP });
  const { page } = ana;
  await person.setUp(ana);
  await ana.goto("/map/list");
  for (const site of ["Kiel", "Lyon"]) {
    await page.getByRole("button", { name: "Add a party" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Name").fill("Yard");
    await sheet.getByRole("combobox", { name: /^Site/ }).or(sheet.getByLabel(/^Site/)).first().fill(site);
    await sheet.getByRole("button", { name: "Put it on the map" }).click();
    await expect(sheet).toBeHidden();
  }
  await person.kept(ana);
  const toldApart = async (scope) => {
    for (const site of ["Kiel", "Lyon"]) await expect(scope.getByRole("option", { name: new RegExp(`^Yard.*${site}`) })).toBeVisible();
  };
  await person.go(ana, "Ask");
  await page.getByRole("combobox", { name: "Whom do you ask?" }).fill("Yard");
  await toldApart(page);
  await page.getByRole("option", { name: /^Yard.*Lyon/ }).click();
  await page.getByLabel("What do you need?").fill("Is the ramp free?");
  await page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(person.requestTitle(ana)).toHaveText("Is the ramp free?");
  await person.detail(ana).getByLabel("Your comment").pressSequentially("@Yar");
  await toldApart(page);
  await person.detail(ana).getByLabel("Your comment").fill("");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await palette.getByRole("combobox").fill("yard");
  await toldApart(palette);
});
