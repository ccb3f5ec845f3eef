// How the browser tests run: one installed Chromium, one test at a time.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const installed = "/usr/bin/chromium";
const executablePath = process.env.CHROMIUM ?? installed;

if (!existsSync(executablePath)) {
  throw new Error(
    `There is no browser at ${executablePath}. Run \`cargo xtask setup ci\`, or set CHROMIUM to ` +
      "the path of an installed Chromium or Chrome.",
  );
}

export default defineConfig({
  testDir: "./specs",
  outputDir: "./results",
  // Each test starts a gateway of its own; side by side they would only slow each other down.
  workers: 1,
  fullyParallel: false,
  // What a busy machine spoils once is tried again, and is listed as flaky at the end; a fault fails twice.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--headless",
        // Chromium's own sandbox refuses to start as root, which containers run tests as.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
