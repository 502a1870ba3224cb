// The drawn map: rings around those who pay, reachable by keyboard, with gaps pointed out.
import { LAPTOP, expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("the picture shows who serves whom, moves the focus by keyboard, and points out who has no path", async ({ device }) => {
  const ana = await device("Ana", { viewport: LAPTOP });
  const { page } = ana;
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Households", "Paying customer");
  await person.addParty(ana, "Warehouse");
  await person.addParty(ana, "Canteen");
  await person.addService(ana, "Service", "Households", "Answers on the phone");
  await person.addService(ana, "Warehouse", "Service", "Stock answers");
  await expect(page.getByText("Canteen has no line of sight")).toBeVisible();

  await person.go(ana, "Map");
  const picture = page.locator("svg").filter({ has: page.locator(".node") });
  await expect(picture.locator(".node")).toHaveCount(4);
  await expect.poll(() => lines(picture)).toBe(2);
  const node = (name) => picture.getByRole("link", { name: new RegExp(`^${name},`) });
  await expect(node("Households")).toHaveAccessibleName(/pays/);
  await expect(node("Warehouse")).toHaveAccessibleName(/2 links from the customer/);
  await expect(node("Canteen")).toHaveAccessibleName(/no line of sight/);

  // The nearer to the centre, the fewer links from those who pay.
  const centre = await middle(node("Households"));
  const far = async (name) => {
    const at = await middle(node(name));
    return Math.hypot(at.x - centre.x, at.y - centre.y);
  };
  expect(await far("Service")).toBeLessThan(await far("Warehouse"));

  await node("Warehouse").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/map\/02[0-9a-f]{30}$/);
  await expect(node("Warehouse")).toHaveAttribute("aria-current", "true");
  await expect(page.getByText("Stock answers")).toBeVisible();
});

// Lines of one look are one path.
async function lines(picture) {
  const paths = await picture.locator(".edge").evaluateAll((all) => all.map((path) => path.getAttribute("d")));
  return paths.join("").split("M").length - 1;
}

async function middle(locator) {
  const box = await locator.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
