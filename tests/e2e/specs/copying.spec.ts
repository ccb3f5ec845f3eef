// What is selected: it survives what comes, and copying it gives what was said and nothing else.
import { Gallery } from "./support/gallery";
import { LongConversation } from "./support/long";
import { expect, test } from "./support/test";

test.use({ viewport: { width: 900, height: 700 }, permissions: ["clipboard-read", "clipboard-write"] });

test("a selection in finished blocks survives what is said after it", async ({ page, gateway }) => {
  const long = new LongConversation(page, gateway.url);
  await long.open(20);
  await long.act("Say more");
  const selected = await long.turns.last().locator(".pc-md > *").first().evaluate((block) => {
    const range = document.createRange();
    range.selectNodeContents(block);
    const selection = document.getSelection()!;
    selection.removeAllRanges();
    selection.addRange(range);
    return { text: selection.toString(), kept: ((window as any).block = block) !== null };
  });
  expect(selected.text).toContain("answer");
  for (let times = 0; times < 6; times++) await long.act("Say more");
  await long.act("Add a turn");
  expect(await page.evaluate(() => document.getSelection()!.toString())).toBe(selected.text);
  expect(await page.evaluate(() => (window as any).block.isConnected)).toBe(true);
});

test("copying over code, tables and lists gives their words and no names of buttons", async ({ page, gateway }) => {
  await new Gallery(page, gateway.url).open("markdown");
  const answer = page.locator(".gallery-specimen").first().locator(".pc-md").first();
  await expect(answer.locator(".pc-tok-keyword").first()).toBeVisible();
  await answer.evaluate((answer) => document.getSelection()!.selectAllChildren(answer));
  await page.keyboard.press("Control+c");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const code = await answer.locator('[data-language="typescript"] .pc-md-code-scroll').innerText();
  expect(copied.replaceAll("\r\n", "\n")).toContain(code.trim());
  const lines = copied.split(/\r?\n/).map((line) => line.trim());
  for (const name of ["Copy", "Copied", "Wrap lines", "typescript", "diff"]) {
    expect(lines).not.toContain(name);
  }
  const cell = await answer.locator("td").first().innerText();
  const item = await answer.locator("li").first().innerText();
  for (const words of [cell, item.split("\n")[0]!]) expect(copied).toContain(words);
});
