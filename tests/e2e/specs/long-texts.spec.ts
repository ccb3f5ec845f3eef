// A tool's output that is too long to be shown at once: a page at a time, and all of it as a file.
import { readFile } from "node:fs/promises";
import { begin, playing, recording, toolOf } from "./support/made";
import { expect, test } from "./support/test";

const LINES = 40_000;
const OUTPUT = Array.from({ length: LINES }, (_, n) => `line ${n} of a very long output`).join("\n");

const CONVERSATION = recording([
  ...begin(0, "Print everything."),
  toolOf(0, "1", "bash", { input: { command: "make everything" }, output: OUTPUT }),
]);

test("a very long output is read page by page and saved whole", async ({ page }) => {
  await playing(CONVERSATION, "Long text", async (gateway) => {
    await page.goto(gateway.url);
    const card = page.locator('[data-tool="bash"]');
    await card.getByRole("button").first().click();
    const text = card.locator("pre.pc-pre");
    await expect(text).toContainText(`line ${LINES - 1} of`);
    await card.locator(".pc-more").getByRole("button").first().click();
    await expect(card.locator(".pc-more")).toContainText(/\d+ of \d+/);
    await expect(text).toContainText(`line ${LINES - 1} of`);
    await expect(text).not.toContainText("line 0 of");
    const shown = await text.evaluate((text) => text.textContent!.length);
    expect(shown).toBeLessThan(100_000);
    await card.getByRole("button", { name: "Previous", exact: true }).click();
    await expect(text).not.toContainText(`line ${LINES - 1} of`);

    const begun = page.waitForEvent("download");
    await card.getByRole("button", { name: "Save as a file" }).click();
    const download = await begun;
    expect(download.suggestedFilename()).toBe("output.txt");
    expect(await readFile(await download.path(), "utf8")).toBe(OUTPUT);
    await expect(card.getByRole("button", { name: "Download begun" })).toBeVisible();
  });
});
