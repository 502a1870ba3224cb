// A customer's call, from the first word to the echo: asked of two teams in one step, handed on from a dead spot, silent, on the radar, answered,
// confirmed, and heard of by everybody who served the chain. Once with the relay there, and once with the relay away in the middle.
import { expect, test } from "../fixtures/index.mjs";
import * as person from "../fixtures/people.mjs";
import { act } from "../fixtures/people.mjs";

const LATER_MS = 5 * 60_000;

for (const away of [false, true]) {
  test(`a customer’s call is answered by a chain${away ? ", though the relay is away in the middle" : ""}`, async ({ relay, device }) => {
    test.setTimeout(240_000);
    const ana = await device("Ana");
    await person.setUp(ana);
    await ana.goto("/map/list");
    for (const team of ["Technicians", "Billing", "Stores"]) await person.addParty(ana, team);
    await person.addService(ana, "Stores", "Service", "Spare parts", { reply: 2 });
    const crew = {};
    for (const [name, team] of [["Tom", "Technicians"], ["Bea", "Billing"], ["Sam", "Stores"]]) {
      crew[name] = await device(name);
      await person.join(crew[name], await person.invite(ana, team));
    }
    const { Tom: tom, Bea: bea, Sam: sam } = crew;

    // Nobody knows her yet; Ana takes the problem up herself.
    await ana.goto("/find");
    await ana.page.getByRole("searchbox").fill("Ito");
    await expect(ana.page.getByRole("heading", { name: "Nothing found", exact: true })).toBeVisible();
    const root = await person.ask(ana, "Service", "Mrs Ito’s lift is stuck", { customer: "Mrs Ito" });
    await person.accept(ana);

    // Two teams in one step.
    await act(ana, "Ask another team for this", null, null);
    await person.choose(ana.page, "Whom do you ask?", "Technicians");
    await ana.page.getByLabel("What do you need?").fill("Which part is broken?");
    await ana.page.getByRole("button", { name: "Ask another team, too" }).click();
    const second = ana.page.getByRole("group", { name: "Another team" });
    await person.choose(second, "Whom do you ask?", "Billing");
    await second.getByLabel("What do you need?").fill("May we pay for the taxi?");
    await ana.page.locator("form").getByRole("button", { name: "Ask", exact: true }).click();
    await expect(person.requestTitle(ana)).toHaveText("Mrs Ito’s lift is stuck");
    await expect(person.detail(ana).getByText("0 of 2 answers are here")).toBeVisible();
    await expect(person.detail(ana).getByText("the chain waits for this")).toHaveCount(1);

    // She calls again: one sentence over all links, by her name.
    await ana.goto("/find");
    await ana.page.getByRole("searchbox").fill("ito");
    await expect(ana.page.locator(".answer").getByText("Which part is broken?")).toBeVisible();

    // Tom opens it, and walks into a dead spot: there he hands on.
    await tom.page.getByRole("link", { name: "Which part is broken?" }).click();
    await expect(person.requestTitle(tom)).toHaveText("Which part is broken?");
    if (away) await relay.stop();
    else await tom.context.setOffline(true);
    await act(tom, "Hand on", async (sheet) => {
      await person.choose(sheet, "Who knows?", "Stores");
      await expect(sheet.getByText(/Stores has 2 min to answer, until/)).toBeVisible();
      await sheet.getByLabel("Why them?").fill("They have the list of parts.");
    });
    await person.toSend(tom, 1);
    if (away) await relay.start();
    else await tom.context.setOffline(false);
    await tom.goto("/me");
    await tom.page.getByRole("button", { name: "Try the network now" }).click();
    await person.allSent(tom);

    // A question is answered from the list, with one word.
    await bea.page.getByRole("button", { name: "Answer: May we pay for the taxi?", exact: true }).click();
    const word = bea.page.getByRole("dialog");
    await word.getByRole("button", { name: "Yes", exact: true }).click();
    await expect(word.getByLabel("Your answer")).toHaveValue("Yes");
    await word.getByRole("button", { name: "It’s delivered" }).click();
    await expect(word).toBeHidden();

    // Stores says nothing: five minutes later, where Ana can't reach the relay, it is on the radar of what she knows.
    await expect(sam.page.getByRole("link", { name: "Which part is broken?" })).toBeVisible();
    await person.installed(ana);
    await person.allSent(ana);
    await sleepOffline(ana, relay);
    await expect(ana.page.getByText("1 chain with a silent link")).toBeVisible();
    await expect(ana.page.getByRole("link", { name: "Which part is broken?" })).toBeVisible();
    // What she reads aloud to whoever calls says why nothing is known: the customer stands at the root only.
    await ana.goto("/find?q=ito");
    await expect(ana.page.locator(".answer").getByText(/An answer from Stores was due by .* and has not come yet\./)).toBeVisible();
    await relay.start();

    // Who says when there will be news is not silent. With the relay Ana's clock is right again.
    await sam.goto("/now");
    await sam.page.getByRole("link", { name: "Which part is broken?" }).click();
    await person.detail(sam).getByRole("button", { name: "More" }).click();
    await sam.page.getByRole("dialog").getByRole("button", { name: "Hand on", exact: true }).click();
    await person.choose(sam.page.getByRole("dialog"), "Who knows?", "Technicians");
    await expect(sam.page.getByText("They had it before and handed it on.")).toBeVisible();
    await sam.page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await act(sam, "Say when there is news", (sheet) => sheet.getByLabel("What can you say already?").fill("Looking it up."), "Announce it");
    await ana.goto("/radar");
    await expect(ana.page.getByText("Nothing silent")).toBeVisible();
    await ana.goto(root);
    await person.detail(ana).getByRole("link", { name: /Which part is broken/ }).click();
    await expect(person.detail(ana).getByText("Looking it up.").first()).toBeVisible();
    await person.allSent(ana);
    await sleepOffline(ana, relay);
    await expect(ana.page.getByText("Nothing silent")).toBeVisible();
    await relay.start();
    await sam.goto("/now");
    await sam.page.getByRole("link", { name: "Which part is broken?" }).click();
    await act(sam, "It’s delivered", (sheet) => sheet.getByLabel("Your answer").fill("The door switch; we have two."));

    await ana.goto(root);
    await expect(person.detail(ana).getByText("all 2 answers are here")).toBeVisible();
    await act(ana, "It’s delivered", (sheet) => sheet.getByLabel("Your answer").fill("A technician comes at three."));
    await act(
      ana,
      "It helped",
      async (sheet) => {
        await expect(sheet.getByText("2 requests under this one are still open")).toBeVisible();
        await sheet.getByLabel("A word of thanks").fill("She can go home now.");
      },
      "Confirm with 2 open",
    );
    await person.allSent(ana);

    // Everybody who served the chain hears of it.
    for (const [one, part] of [[tom, "Which part is broken?"], [sam, "Which part is broken?"], [bea, "May we pay for the taxi?"]]) {
      await one.goto("/now");
      await one.page.getByRole("link", { name: /1 chain that you or your team answered in reached whoever waited/ }).click();
      await expect(one.page.getByText(/This reached Mrs Ito/)).toBeVisible();
      await expect(one.page.getByText("She can go home now.")).toBeVisible();
      await one.page.getByRole("link", { name: part }).click();
      await expect(person.detail(one).getByText(/This reached Mrs Ito/)).toBeVisible();
    }
  });
}

// Some time later, without the relay, on the radar. Each time the clock goes further ahead: at the next contact the app allows for it.
async function sleepOffline(device, relay) {
  await relay.stop();
  await device.context.addInitScript(laterBy, LATER_MS);
  await device.goto("/radar");
}

// In the page, before the app: its clock goes ahead.
function laterBy(ms) {
  const Real = Date;
  window.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(Real.now() + ms);
      else super(...parts);
    }
    static now() {
      return Real.now() + ms;
    }
  };
}
