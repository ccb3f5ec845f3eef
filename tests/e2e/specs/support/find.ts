// The bar that finds words, and what it marks.
import { expect, type Locator, type Page } from "@playwright/test";

/** Opens the bar and looks for words; gives its field. */
export async function find(page: Page, words: string): Promise<Locator> {
  await page.locator(".pc-scroll").focus();
  await page.keyboard.press("Control+f");
  const field = page.getByRole("textbox", { name: "Find in the conversation" });
  await field.fill(words);
  return field;
}

/** The words that are marked, and what stands before them in their line; nothing where none are seen. */
export function marked(page: Page): Promise<[string, string] | undefined> {
  return page.evaluate(() => {
    const [range] = [...((CSS as any).highlights.get("pc-found") ?? [])] as Range[];
    const box = range?.getBoundingClientRect();
    if (!box || box.height === 0 || box.top < 0 || box.bottom > innerHeight) return undefined;
    const text = range.startContainer.textContent ?? "";
    const start = text.lastIndexOf("\n", range.startOffset) + 1;
    return [range.toString(), text.slice(start, range.startOffset)];
  });
}

/** Expects which place the bar is at, of how many. */
export async function isAt(page: Page, place: number, count: number): Promise<void> {
  await expect(page.locator(".pc-find")).toContainText(`${place} of ${count}`);
}
