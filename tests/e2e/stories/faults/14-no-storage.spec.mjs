// Fault 14: the browser has no IndexedDB, forbids it, or fails to open it. The app says that nothing is saved on this device.
import { expect, test } from "../../fixtures/index.mjs";
import { holdConnections } from "../../fixtures/storage.mjs";

const TITLE = "Nothing can be kept here";
const WAYS = {
  "there is none": [TITLE, () => Object.defineProperty(window, "indexedDB", { value: undefined })],
  "it is forbidden": [TITLE, () => (IDBFactory.prototype.open = () => { throw new DOMException("forbidden", "SecurityError"); })],
  "it doesn’t open": ["The storage failed", holdConnections],
};

for (const [way, [title, spoil]] of Object.entries(WAYS)) {
  test(`without storage (${way}) it says so, and nobody is asked to work`, async ({ relay, device }) => {
    const ana = await device("Ana");
    const { page } = ana;
    await ana.context.addInitScript(spoil, true);
    await ana.goto(relay.setupLink);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    if (title === TITLE) await expect(page.getByText("not saved on this device")).toBeVisible();
    await expect(page.getByRole("button", { name: "Set it up" })).toHaveCount(0);
    ana.problems = ana.problems.filter((problem) => !problem.includes("storage"));

    // The link was not used up: a normal window can still join with it.
    const ben = await device("Ben");
    await ben.goto(relay.setupLink);
    await expect(ben.page.getByRole("button", { name: "Set it up" })).toBeVisible();
  });
}
