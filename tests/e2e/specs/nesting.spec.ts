// Parts inside of parts: agents that work inside of agents, and what a host fails to draw.
import { handing } from "./support/agents";
import { Gallery } from "./support/gallery";
import { begin, playing, recording } from "./support/made";
import { expect, test } from "./support/test";

/** How many agents are inside of each other, below the first. */
const BELOW = 8;

test("agents inside of agents unfold to a depth, and then say that there are more", async ({ page }) => {
  const depths = Array.from({ length: BELOW + 1 }, (_, depth) => depth);
  const conversation = recording([...begin(0, "Begin."), ...depths.flatMap((depth) => handing(depth, BELOW))]);
  await playing(conversation, "Nested", async (gateway) => {
    await page.goto(gateway.url);
    const deeper = page.getByText("More agents work inside of this one.");
    for (let depth = 0; depth <= 5; depth++) {
      await expect(page.getByText(`Words of agent ${depth}.`)).toBeVisible();
      await expect(deeper).toHaveCount(0);
      await page.locator(`[data-tool="task"] > button`).last().click();
    }
    await expect(deeper).toBeVisible();
    await expect(page.getByText("Words of agent 6.")).toHaveCount(0);
    // Nothing of that is wider than the page.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});

test("what the host fails to draw says so in its own place and nowhere else", async ({ page, gateway }) => {
  await new Gallery(page, gateway.url).open("tools");
  const specimen = page.locator(".gallery-specimen").filter({ hasText: "which the host fails to draw" });
  const failed = specimen.locator('[data-row="undrawable"]');
  await expect(failed).toHaveCount(1);
  await failed.getByText("Details").click();
  await expect(failed).toContainText("the host has no way to draw this");
  await expect(page.locator('[data-row="undrawable"]')).toHaveCount(1);
  await expect(specimen.locator(".pc-turn-foot")).toBeVisible();
  await expect(specimen.locator(".pc-header")).toBeVisible();
  await specimen.getByRole("textbox").fill("It still works");
  await expect(page.locator("[data-own]")).toBeVisible();
});
