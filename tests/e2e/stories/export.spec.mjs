// What the app exports is a document of the official automerge package too.
import { readFileSync } from "node:fs";
import * as Automerge from "@automerge/automerge";
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";

test("an exported request is read by the official automerge package and says the same", async ({ device }) => {
  const ana = await device("Ana");
  await person.setUp(ana);
  await ana.goto("/map/list");
  await person.addParty(ana, "Warehouse");
  await ana.goto("/now");
  await person.ask(ana, "Warehouse", "Which pallet has lot 4471?");
  await person.comment(ana, "Lot 4471 — “blue” labels, größte Kiste 📦");
  await person.allSent(ana);

  const downloading = ana.page.waitForEvent("download");
  await person.detail(ana).getByRole("button", { name: "More" }).click();
  await ana.page.getByRole("dialog").getByRole("button", { name: "Save as a file" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^01[0-9a-f]{30}\.automerge$/);

  const doc = Automerge.load(readFileSync(await download.path()));
  const texts = [];
  const collect = (value) => {
    if (typeof value === "string") texts.push(value);
    else if (value && typeof value === "object") Object.values(value).forEach(collect);
  };
  collect(Automerge.toJS(doc));
  expect(texts).toContain("Which pallet has lot 4471?");
  expect(texts).toContain("Lot 4471 — “blue” labels, größte Kiste 📦");
  // One change for the ask, one for the comment; a second save of what was loaded reads the same again.
  expect(Automerge.getAllChanges(doc)).toHaveLength(2);
  expect(Automerge.toJS(Automerge.load(Automerge.save(doc)))).toEqual(Automerge.toJS(doc));
});
