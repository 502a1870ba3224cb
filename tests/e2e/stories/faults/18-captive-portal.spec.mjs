// Fault 18: a captive portal answers everything with 200 and a page. What waits is kept, and the app says that it has no relay.
import { expect, test } from "../../fixtures/index.mjs";
import * as person from "../../fixtures/people.mjs";

test.use({ proxied: true });

test("behind a captive portal edits wait, the app says no relay, and all is sent once the portal lets through", async ({ relay, device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);
  await person.installed(ana);

  relay.proxy.becomePortal();
  await person.addParty(ana, "Billing");
  await person.toSend(ana, 1);
  expect((await ana.page.evaluate(async () => (await fetch("/api/me")).text())), "the portal really answers").toContain("Guest network");

  // A start in the portal, even without the cookie: neither signed out nor new.
  await ana.kill();
  ana.loseCookies();
  await ana.again("/map/list");
  await person.toSend(ana, 1);
  await person.addParty(ana, "Carrier desk");
  await person.toSend(ana, 2);
  await person.go(ana, "Me");
  await ana.page.getByRole("button", { name: "Try the network now" }).click();
  await person.toSend(ana, 2);
  await expect(person.status(ana)).not.toContainText(/signed out|sent/);
  await ana.goto("/me/people");
  await expect(ana.page.getByText("can’t be said without a network")).toBeVisible();

  // Somebody who opens an invite there is told that it wasn't the server who answered.
  const ben = await device("Ben");
  const link = relay.invite("--team", "Service");

  relay.proxy.letThrough();
  await ana.goto("/me");
  await ana.page.getByRole("button", { name: "Try the network now" }).click();
  await person.allSent(ana);
  await person.join(ben, link);
  await ben.goto("/map/list");
  for (const name of ["Warehouse", "Billing", "Carrier desk"]) await expect(ben.page.getByRole("link", { name, exact: true })).toHaveCount(1);
});
