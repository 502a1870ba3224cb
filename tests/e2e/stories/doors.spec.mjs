// Bad input at the doors: invites, cookies, addresses, files. A clear word each time, and nothing changed.
import { request as http } from "node:http";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

const post = (relay, path, body, headers = {}) =>
  fetch(`${relay.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: relay.url, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

// Node's fetch doesn't let one choose the Host header.
const get = (relay, path, headers) =>
  new Promise((resolve, reject) => {
    http({ host: "127.0.0.1", port: relay.port, path, headers }, (answer) => {
      let body = "";
      answer.on("data", (chunk) => (body += chunk)).on("end", () => resolve({ status: answer.statusCode, body }));
    })
      .on("error", reject)
      .end();
  });

test("an invite that was used up, taken back or never made says so, and opens nothing", async ({ relay, device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  const once = await person.invite(ana);
  const ben = await device("Ben");
  await person.join(ben, once, { team: "Service" });

  const eve = await device("Eve");
  await eve.goto(once);
  await expect(eve.page.getByText("This invite has been used up. Ask for a new one.")).toBeVisible();

  const revoked = await person.invite(ana);
  await ana.page.getByRole("button", { name: "Take back" }).first().click();
  await expect(ana.page.getByText("Taken back.")).toBeVisible();
  await eve.goto(revoked);
  await expect(eve.page.getByText("This invite is not known here.")).toBeVisible();
  await eve.goto(`${relay.url}/#join=never-made`);
  await expect(eve.page.getByText("This invite is not known here.")).toBeVisible();

  expect((await post(relay, "/api/join", { token: "x" })).status, "a body of another shape").toBe(400);
  expect((await post(relay, "/api/join", "{")).status, "no JSON").toBe(400);
});

test("a device whose cookie was tampered with gets another by its key", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await person.allSent(ana);

  const [cookie] = await ana.context.cookies();
  await ana.context.addCookies([{ ...cookie, value: `${cookie.value.slice(0, -2)}xx` }]);
  await ana.page.reload();
  await person.addParty(ana, "Billing");
  await person.allSent(ana);
  const [another] = await ana.context.cookies();
  expect(another.name).toBe(cookie.name);
  expect(another.value.slice(0, -2)).not.toBe(cookie.value.slice(0, -2));
});

test("the relay refuses writes from elsewhere, explains plain http, and never takes a page for a file", async ({ relay }) => {
  const foreign = await post(relay, "/api/welcome", { token: "x" }, { origin: "https://elsewhere.example" });
  expect(foreign.status).toBe(403);
  expect((await foreign.json()).code).toBe("bad-origin");
  const silent = await fetch(`${relay.url}/api/welcome`, { method: "POST", body: "{}" });
  expect(silent.status, "no origin at all").toBe(403);

  const plain = await get(relay, "/", { host: `192.0.2.7:${relay.port}` });
  expect(plain.body).toContain("Sightline can't run at this address");
  expect(plain.body).not.toContain("loader.js");

  expect((await get(relay, "/missing-0123456789abcdef.js", { host: `localhost:${relay.port}` })).status).toBe(404);
  expect((await get(relay, "/..%2f..%2fCargo.toml", { host: `localhost:${relay.port}` })).status).toBe(404);
  expect((await get(relay, "/now", { host: `localhost:${relay.port}` })).body).toContain('<div id="app">');
  expect((await get(relay, "/api/me", { host: `localhost:${relay.port}` })).status).toBe(401);
});
