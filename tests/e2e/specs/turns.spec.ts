// What stands between and below the messages: changes of files, marks, dividers, next steps, the working sign.
import type { Locator, Page } from "@playwright/test";
import { Gallery } from "./support/gallery";
import { expect, test } from "./support/test";

/** A state of the whole chat, by its caption. */
async function state(page: Page, url: string, caption: string): Promise<Locator> {
  await new Gallery(page, url).open("states");
  return page.locator(".gallery-specimen").filter({ has: page.locator("figcaption", { hasText: caption }) });
}

test("each file that a turn changed unfolds to its difference", async ({ page, gateway }) => {
  const specimen = await state(page, gateway.url, "A turn that changed files");
  const foot = specimen.locator(".pc-turn-foot").last();
  const files = foot.locator(".pc-changed-file");
  await expect(files).toHaveCount(0);
  await foot.getByRole("button", { name: /files changed/ }).press("Enter");
  await expect(files).toHaveCount(2);
  await expect(files.locator(".pc-diff")).toHaveCount(0);

  const line = files.filter({ hasText: "count.js" }).getByRole("button");
  await expect(line).toHaveAttribute("aria-expanded", "false");
  await line.press("Enter");
  await expect(files.locator(".pc-diff")).toHaveCount(1);
  await expect(files.locator('.pc-diff-line[data-kind="add"]')).toContainText("filter(Boolean)");
  await expect(files.locator('.pc-diff-line[data-kind="remove"]')).toContainText('split(" ")');
  await line.press("Enter");
  await expect(files.locator(".pc-diff")).toHaveCount(0);
});

test("checkpoints and untold changes are marks, and several files unfold", async ({ page, gateway }) => {
  const specimen = await state(page, gateway.url, "Checkpoints and changed files");
  await expect(specimen.locator('[data-row="checkpoint"]')).toHaveText(["Checkpoint9fd0a1b2", "Checkpoint0b77c1d2"]);
  const marks = specimen.locator('[data-row="patch"]');
  // The first step's tool tells what it changed.
  await expect(marks).toHaveCount(2);
  await expect(marks.first()).toContainText("package-lock.json");
  const several = marks.last();
  await expect(several.locator("pre")).toHaveCount(0);
  await several.getByRole("button", { name: "Changed 3 files" }).press("Enter");
  await expect(several.locator("pre")).toContainText("src/cli.js");
  const foot = specimen.locator(".pc-turn-foot");
  await expect(foot.getByRole("button", { name: /5 files changed/ })).toBeVisible();
});

test("a next step is sent with a click, and is not offered twice", async ({ page, gateway }) => {
  const specimen = await state(page, gateway.url, "Next steps that are suggested");
  const suggestion = specimen.locator('[data-row="suggestion"]');
  await expect(suggestion).toContainText("What comes next?");
  await suggestion.getByRole("button", { name: /Run the tests/ }).click();
  await expect(specimen.locator('[data-row="user"]').last().locator(".pc-bubble")).toHaveText("Run all tests.");
  await expect(suggestion).toHaveCount(0);
});

test("dividers say where a context was condensed and where an answer was taken back", async ({ page, gateway }) => {
  const condensed = await state(page, gateway.url, "A context that was condensed");
  await expect(condensed.locator('.pc-divider[data-row="compaction"]').first()).toContainText("Context compacted");

  const reverted = await state(page, gateway.url, "An answer that was taken back");
  const divider = reverted.locator('.pc-divider[data-row="reverted"]');
  await expect(divider).toContainText("Your next message goes on from here");
  // Nothing that was taken back is below it.
  const after = await divider.evaluate((divider) => {
    const rows = [...divider.closest(".pc-session")!.querySelectorAll('[data-row="user"], [data-row="text"]')];
    return rows.filter((row) => divider.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING).length;
  });
  expect(after).toBe(0);
});

test.describe("slowly", () => {
  test.use({ speed: 1 });

  test("the working sign says what runs and for how long", async ({ chat, page }) => {
    await chat.open();
    // Whatever is drawn at any moment is noted: states may be short.
    await page.evaluate(() => {
      const said = ((window as any).said = new Set<string>());
      new MutationObserver(() => {
        for (const words of document.querySelectorAll(".pc-working-words, .pc-working-time")) said.add(words.textContent!);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await chat.say("edit, please");
    const said = () => page.evaluate(() => [...((window as any).said as Set<string>)]);
    await expect.poll(said).toEqual(expect.arrayContaining([expect.stringMatching(/^[1-9]\d* s$/)]));
    await expect
      .poll(said, { timeout: 30_000 })
      .toEqual(expect.arrayContaining([expect.stringMatching(/^(Running|Edit|Read|Search|Find) ?.+/)]));
    await chat.stopButton.click();
    await expect(chat.root.locator('[data-row="working"]')).toHaveCount(0);
  });
});
