// What a team usually takes, as the server publishes it: a deadline comes down with it and its date, without a network and after a kill.
import { spawnSync } from "node:child_process";
import { expect, test } from "@playwright/test";
import { Device } from "../fixtures/device.mjs";
import * as person from "../fixtures/people.mjs";
import { newFolder } from "../fixtures/places.mjs";
import { Relay } from "../fixtures/relay.mjs";

test("what a team usually takes is published with its date, and is there without a network after a kill", async () => {
  const { folder, discard } = newFolder("published");
  const past = ["--seed", "9", "--requests", "300", "--teams", "4", "--chain-max", "6"];
  expect(spawnSync(process.env.SIGHTLINE_BIN, ["generate", ...past, "--data", folder]).status).toBe(0);
  const relay = await (await Relay.fresh({ data: folder })).start();
  const [ana, ben] = [await new Device("Ana", relay).start(null), await new Device("Ben", relay).start(null)];
  try {
    await person.join(ana, relay.invite("--team", "Service"));
    await person.join(ben, relay.invite("--team", "Sales"));
    await person.go(ben, "Ask");
    await person.choose(ben.page, "Whom do you ask?", "Service");
    await ben.page.getByLabel("What do you need?").fill("When does the lorry come?");
    await person.pick(ben.page.getByRole("group", { name: "Needed by" }).getByRole("radio", { name: "tomorrow" }));
    await ben.page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
    await expect(person.requestTitle(ben)).toHaveText("When does the lorry come?");
    const parent = new URL(ben.page.url()).pathname;
    await person.allSent(ben);

    await person.installed(ana);
    await ana.goto(parent);
    await person.act(ana, "Accept and promise", (sheet) => person.pick(sheet.getByRole("radio", { name: "tomorrow" })));
    await person.allSent(ana);
    await relay.stop();
    await ana.kill();
    await ana.start(parent);
    await person.act(ana, "Ask another team for this", null, null);
    await person.choose(ana.page, "Whom do you ask?", "Sales");
    await ana.page.getByLabel("What do you need?").fill("Is the ramp free?");
    await expect(ana.page.getByRole("radio", { name: /^as usual: / })).toBeChecked();
    await ana.page.locator("summary").filter({ hasText: "Where this time comes from" }).click();
    await expect(ana.page.getByText(/^In four of five cases the team above took no longer .* \d+ cases, as of .*\d\d:00\.$/)).toBeVisible();
    expect([...ana.problems, ...ben.problems]).toEqual([]);
  } finally {
    await Promise.all([ana.discard(), ben.discard()]);
    await relay.kill();
    discard();
  }
});
