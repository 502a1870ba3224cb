// Chromium as the machine has it; nothing is downloaded. `cargo xtask test e2e` sets the environment.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "stories",
  testMatch: "*.spec.mjs",
  // Every test has a relay and browsers of its own; two at a time is what two cores bear.
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
});
