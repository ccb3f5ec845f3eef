// What transports and backends must do, in a browser: the page runs every case by itself.
import { expect, test } from "@playwright/test";
import { Peer } from "./support/peer";

test("the browser's transport and backend keep the contract", async ({ page }) => {
  const peer = await Peer.start();
  try {
    await page.goto(peer.url);
    await expect(page.locator("body")).toHaveAttribute("data-done", "", { timeout: 50_000 });
  } finally {
    peer.end();
  }
  expect(await page.locator('[data-result="failed"]').allTextContents()).toEqual([]);
  expect(await page.locator('[data-result="ok"]').count()).toBeGreaterThan(80);
});
