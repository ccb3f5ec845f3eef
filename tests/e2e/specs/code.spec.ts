// Code blocks: coloured, copied, wrapped, and scrolled by keys only where there is something to scroll.
import { Gallery } from "./support/gallery";
import { begin, partOf, playing, recording } from "./support/made";
import { expect, test } from "./support/test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a code block is coloured, can be wrapped and gives its exact text", async ({ page, gateway }) => {
  await new Gallery(page, gateway.url).open("markdown");
  const block = page.locator('.pc-md-code[data-language="typescript"]').first();
  const scroll = block.locator(".pc-md-code-scroll");
  await expect(block.locator(".pc-tok-comment")).toHaveCount(1);
  await expect(block.locator(".pc-tok-keyword").first()).toHaveText("export");

  await expect(scroll).toHaveAttribute("tabindex", "0");
  const wrap = block.getByRole("button", { name: "Wrap lines" });
  await wrap.click();
  await expect(wrap).toHaveAttribute("aria-pressed", "true");
  await expect(scroll).not.toHaveAttribute("tabindex");

  await block.getByRole("button", { name: "Copy" }).click();
  await expect(block.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await scroll.textContent());
  expect(copied.split("\n")).toHaveLength(2);
});

test("what is removed and added is told apart, and a host draws its own fences", async ({ page, gateway }) => {
  await new Gallery(page, gateway.url).open("markdown");
  const block = page.locator('.pc-md-code[data-language="diff"]').first();
  await expect(block.locator('[data-kind="removed"]')).toHaveText("- let lines = 1;");
  await expect(block.locator('[data-kind="added"]')).toHaveText("+ let lines = text.lines().count();");
  await expect(page.locator(".gallery-steps").first().locator("li")).toHaveCount(2);
});

/** The most lines that are coloured before the page gets its turn. */
const SLICE = 48;

/** A megabyte of code, with a keyword in each line. */
const LINES = 16_384;
const LINE = `let name = "some words that make the line as long as most lines are";`;

type Watched = { watched: { coloured: number[]; longest: number } };

test("a megabyte of code is coloured a few lines at a time", async ({ page }) => {
  const fence = (lines: number) => `\`\`\`rust\n${`${LINE}\n`.repeat(lines)}\`\`\`\n\n`;
  const text = `${fence(30).repeat(40)}${fence(LINES)}The answer ends here.`;
  const words = partOf(0, "b", "1", { type: "text", text, time: { start: 2, end: 3 } });
  await playing(recording([...begin(0, "Question."), words]), "Code", async (gateway) => {
    await page.goto(gateway.url);
    await expect(page.getByText("The answer ends here.")).toBeVisible({ timeout: 30_000 });
    const block = page.locator(".pc-md-code").last();
    const shown = 12 * 32;
    await expect(block.locator(".pc-tok-keyword")).toHaveCount(shown);
    await block.evaluate((block) => {
      const watched = { coloured: [block.getElementsByClassName("pc-tok-keyword").length], longest: 0 };
      Object.assign(window, { watched });
      new MutationObserver(() => {
        const coloured = block.getElementsByClassName("pc-tok-keyword").length;
        if (coloured !== watched.coloured.at(-1)) watched.coloured.push(coloured);
      }).observe(block, { childList: true, subtree: true });
    });
    await block.getByRole("button", { name: `Show all ${LINES} lines` }).click();
    await expect(block.locator(".pc-md-code-more")).toHaveAttribute("aria-expanded", "true");
    // All of it is there, and what takes long from now on is its colours.
    await page.evaluate(() => {
      const { watched } = window as unknown as Watched;
      new PerformanceObserver((list) => {
        const tasks = list.getEntries().map((task) => task.duration);
        watched.longest = Math.max(watched.longest, ...tasks);
      }).observe({ type: "longtask" });
    });
    await page.waitForFunction(
      (lines) => (window as unknown as Watched).watched.coloured.at(-1) === lines,
      LINES,
      { polling: 200 },
    );
    const { coloured, longest } = await page.evaluate(() => (window as unknown as Watched).watched);
    const steps = coloured.slice(1).map((lines, at) => lines - coloured[at]);
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThanOrEqual(SLICE);
    // Every line has its place, seen or not.
    const lines = await block
      .locator("code")
      .evaluate((code) => code.offsetHeight / Number.parseFloat(getComputedStyle(code).lineHeight));
    expect(Math.round(lines)).toBe(LINES);
    // What is not laid out because it cannot be seen is selected too.
    const selected = await block.locator("code").evaluate((code) => {
      getSelection()!.selectAllChildren(code);
      return getSelection()!.toString();
    });
    expect(selected.trimEnd().split("\n")).toEqual(Array(LINES).fill(LINE));
    console.log(`${steps.length} slices, the longest task ${longest || "below 50"} ms`);
  });
});

test("empty lines stay where lines are drawn in blocks of their own", async ({ page }) => {
  const isEmpty = (line: number) => [0, 31, 32, 62, 63, 64, 65].includes(line);
  const lines = Array.from({ length: 100 }, (_, line) => (isEmpty(line) ? "" : `line ${line}`));
  const text = `\`\`\`\n${lines.join("\n")}\n\`\`\`\n`;
  const words = partOf(0, "b", "1", { type: "text", text, time: { start: 2, end: 3 } });
  await playing(recording([...begin(0, "Question."), words]), "Code", async (gateway) => {
    await page.goto(gateway.url);
    const code = page.locator(".pc-md-code-lines");
    await expect(code).toContainText("line 99");
    const drawn = await code.evaluate((code) => {
      getSelection()!.selectAllChildren(code);
      const line = Number.parseFloat(getComputedStyle(code).lineHeight);
      return { lines: code.offsetHeight / line, selected: getSelection()!.toString() };
    });
    expect(Math.round(drawn.lines)).toBe(lines.length);
    expect(drawn.selected.split("\n")).toEqual(lines);
  });
});
