// What the person unfolds stays unfolded, and what is folded or not drawn is found and copied.
import { type Locator, type Page } from "@playwright/test";
import { Chat } from "./support/chat";
import { begin, partOf, playing, recording, toolOf } from "./support/made";
import { expect, test as base } from "./support/test";

const TURNS = 90;
const LAST_WORDS = `Answer ${TURNS - 1} ends here.`;

/** A long conversation whose every turn has thoughts, a command, tools that look around, an edit. */
const CONVERSATION = recording(
  Array.from({ length: TURNS }, (_, n) => {
    const time = { start: 2, end: 3 };
    const lines = Array.from({ length: 90 }, (_, line) => `line ${line} of output ${n}.`);
    return [
      ...begin(n, `Question ${n}.`),
      partOf(n, "b", "1", { type: "reasoning", text: `The *hidden* thought ${n}.`, time }),
      toolOf(n, "2", "bash", { input: { command: `make ${n}` }, output: lines.join("\n") }),
      toolOf(n, "3", "read", { input: { filePath: `/w/a${n}.txt` }, output: `<content>\n1: read first ${n}.\n</content>` }),
      toolOf(n, "4", "grep", { input: { pattern: `word${n}` }, output: `Found 1 matches\n/w/b.txt:\n  Line 1: grepped word ${n}.` }),
      toolOf(n, "5", "edit", {
        input: { filePath: "/w/c.txt", oldString: `old ${n}.`, newString: `new ${n}.` },
        output: "",
      }),
      partOf(n, "b", "6", { type: "text", text: `Answer ${n} ends here.`, time }),
    ];
  }).flat(),
);

const test = base.extend<{ made: Chat }>({
  made: async ({ page }, use) => {
    await playing(CONVERSATION, "Made", async (gateway) => {
      await page.goto(gateway.url);
      await expect(page.getByText(LAST_WORDS)).toBeVisible({ timeout: 30_000 });
      const chat = new Chat(page, gateway.url);
      await expect(chat.composer).toHaveAttribute("data-state", "idle");
      await use(chat);
    });
  },
});

test.use({ viewport: { width: 900, height: 700 }, permissions: ["clipboard-read", "clipboard-write"] });

const turn = (page: Page, n: number) =>
  page.locator("[data-window] > [data-turn]").filter({ hasText: new RegExp(`Answer ${n} ends here`) });

const toggle = (row: Locator) => row.getByRole("button").first().click();

async function key(page: Page, name: "Home" | "End"): Promise<void> {
  await page.locator(".pc-scroll").focus();
  await page.keyboard.press(name);
}

test("what is unfolded stays so while it is not drawn, and while another answer comes", async ({ made, page }) => {
  const last = turn(page, TURNS - 1);
  const rows = ['[data-row="reasoning"]', '[data-tool="bash"]', '[data-row="context"]'];
  for (const row of rows) {
    await expect(last.locator(row)).toHaveAttribute("data-open", "false");
    await toggle(last.locator(row));
    await expect(last.locator(row)).toHaveAttribute("data-open", "true");
  }
  await last.locator('[data-tool="bash"] .pc-more button').first().click();
  await expect(last).toContainText("line 0 of output");
  await key(page, "Home");
  await expect(turn(page, 0)).toBeVisible();
  // What was drawn stays until the reader has gone on for a while.
  await made.root.locator(".pc-scroll").hover();
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 600);
      return last.count();
    })
    .toBe(0);
  await key(page, "End");
  await expect(last).toBeVisible();
  for (const row of rows) await expect(last.locator(row)).toHaveAttribute("data-open", "true");
  await expect(last).toContainText("line 0 of output");

  // The recording is said once more: every part comes again.
  await made.say("Once more");
  await expect(made.messagesSaying("Once more")).toBeVisible();
  for (const row of rows) await expect(last.locator(row)).toHaveAttribute("data-open", "true");
});

test("a card that folds and unfolds at the end is followed", async ({ made, page }) => {
  const following = made.root.locator(".pc-jump-place");
  await expect(following).toHaveAttribute("data-following", "true");
  // By a script, as a click would let go; what it measures lays out everything in between.
  const farthest = await turn(page, TURNS - 1).evaluate(async (turn) => {
    const area = turn.closest(".pc-scroll")!;
    const line = turn.querySelector<HTMLElement>('[data-tool="bash"] .pc-tool-line')!;
    const toEnd = () => area.scrollHeight - area.clientHeight - area.scrollTop;
    const drawn = () => new Promise((drawn) => setTimeout(drawn));
    const painted = () => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    let farthest = 0;
    for (let times = 0; times < 12; times++) {
      line.click();
      await drawn();
      toEnd();
      if (times % 3 === 0) continue;
      await painted();
      farthest = Math.max(farthest, toEnd());
    }
    return farthest;
  });
  expect(farthest).toBeLessThanOrEqual(1);
  await expect(following).toHaveAttribute("data-following", "true");
});

/** Scroll positions are whole pixels and heights are not, so that a place is kept to less than a pixel. */
async function staysAt(what: Locator, y: number) {
  await expect.poll(async () => Math.abs((await what.boundingBox())!.y - y)).toBeLessThan(1);
}

test("a card that opens moves nothing that is read", async ({ made, page }) => {
  const area = made.root.locator(".pc-scroll");
  await area.hover();
  for (let times = 0; times < 8; times++) {
    await page.mouse.wheel(0, -500);
    await page.waitForTimeout(50);
  }
  const tops = () =>
    area.evaluate((area) => {
      const { top, bottom } = area.getBoundingClientRect();
      const seen = [...area.querySelectorAll<HTMLElement>("[data-window] > [data-turn]")];
      const boxes = seen.map((turn) => ({ name: turn.dataset.turn!, box: turn.getBoundingClientRect() }));
      const at = boxes.findIndex(({ box }) => box.top >= top && box.top < bottom);
      return { above: boxes[at - 2]!.name, read: boxes[at]!.name, top: boxes[at]!.box.top };
    });
  // The wheel moves the area for a while.
  let before = await tops();
  const isAtRest = async () => {
    const last = before;
    before = await tops();
    return before.read === last.read && before.top === last.top;
  };
  await expect.poll(isAtRest, { intervals: [250] }).toBe(true);
  const within = (name: string) => area.locator(`[data-turn="${name}"]`);
  // Above what is seen, by a script as nobody can reach it there.
  await within(before.above)
    .locator('[data-tool="bash"] .pc-tool-line')
    .evaluate((button) => (button as HTMLElement).click());
  await expect(within(before.above).locator('[data-tool="bash"]')).toHaveAttribute("data-open", "true");
  await staysAt(within(before.read), before.top);

  // In what is seen: its own line stays under the pointer.
  const line = within(before.read).locator('[data-row="reasoning"] button').first();
  const y = (await line.boundingBox())!.y;
  await line.click();
  await expect(within(before.read).locator('[data-row="reasoning"]')).toHaveAttribute("data-open", "true");
  await staysAt(line, y);
});

const HIDDEN: [string, string][] = [
  ["a thought", "hidden thought 7."],
  ["the end of an output", "line 89 of output 7."],
  ["a line that is not among the first that are shown", "line 3 of output 7."],
  ["what a tool of a group has read", "read first 7."],
  ["what another tool of the group has found", "grepped word 7."],
  ["a changed line", "new 7."],
];

/** The words that are marked as found. */
const marked = (area: Locator) =>
  area.evaluate(() => {
    const ranges = ((CSS as any).highlights.get("pc-found") ?? []) as Iterable<Range>;
    return [...ranges].map(String).filter((words) => words !== "");
  });

/** The words that are marked as found, where they are within the area and all that scrolls in it. */
const markedInView = (area: Locator) =>
  area.evaluate((area) => {
    const [range] = ((CSS as any).highlights.get("pc-found") ?? []) as Iterable<Range>;
    if (!range) return "not marked";
    const box = range.getBoundingClientRect();
    let element = range.startContainer.parentElement;
    for (; element; element = element === area ? null : element.parentElement) {
      const view = element.getBoundingClientRect();
      const isCut = getComputedStyle(element).overflowY !== "visible";
      if (isCut && (box.top < view.top - 1 || box.bottom > view.bottom + 1)) return "out of view";
    }
    return String(range);
  });

test("words are found in what is folded and not drawn", async ({ made, page }) => {
  await page.locator(".pc-scroll").focus();
  await page.keyboard.press("Control+f");
  const bar = made.root.locator(".pc-find");
  for (const [what, words] of HIDDEN) {
    await bar.getByRole("textbox").fill(words);
    await expect(bar, what).toContainText("1 of 1");
    const found = page.locator("[data-found]");
    await expect(found, what).toContainText(words);
    await expect.poll(() => markedInView(made.root.locator(".pc-scroll")), what).toBe(words);
  }
});

test("words that were found are marked again where they are drawn anew", async ({ made, page }) => {
  const area = made.root.locator(".pc-scroll");
  await area.focus();
  await page.keyboard.press("Control+f");
  const words = "line 89 of output 7.";
  await made.root.locator(".pc-find").getByRole("textbox").fill(words);
  await expect.poll(() => markedInView(area)).toBe(words);
  const card = turn(page, 7).locator('[data-tool="bash"]');
  await toggle(card);
  await expect.poll(() => marked(area)).toEqual([]);
  await toggle(card);
  await expect.poll(() => marked(area)).toEqual([words]);
});

test("everything that is selected is copied, folded or not", async ({ made, page }) => {
  await made.root.locator(".pc-scroll").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const n of [0, TURNS - 1]) {
    for (const words of ["hidden thought", "line 0 of output", "read first", "grepped word", "new", "Answer"]) {
      expect(copied).toContain(`${words} ${n}`);
    }
  }
});
