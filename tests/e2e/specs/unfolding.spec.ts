// What the person has unfolded or folded, against all that draws it anew.
import { LEGACY_TASK, WORD_COUNTER, type Chat } from "./support/chat";
import { expect, test } from "./support/test";

test.use({
  speed: "max",
  // So high that everything is drawn.
  viewport: { width: 1000, height: 6000 },
  expectedErrors: /WebSocket connection to|net::ERR_(CONNECTION|EMPTY|SOCKET)/,
});

/** What folds in the conversation, in order. */
const FOLDS = ".pc-scroll [aria-expanded]:not([aria-haspopup]), .pc-scroll details";

/** What folds, each with its words and whether it is open. */
const folds = (chat: Chat) =>
  chat.page.locator(FOLDS).evaluateAll((folds) =>
    folds.map((fold) => {
      const isOpen = fold.matches("[open], [aria-expanded='true']");
      const row = fold.closest<HTMLElement>("[data-row], [data-session]");
      const name = row?.dataset.tool ?? row?.dataset.row ?? "session";
      return `${name}: ${isOpen ? "open" : "folded"}`;
    }),
  );

/** Turns over everything that folds: what is folded unfolds, with all that is in it. */
async function unfoldAll(chat: Chat): Promise<void> {
  const folded = chat.page.locator(`:is(${FOLDS}):is([aria-expanded='false'], details:not([open]))`);
  await expect
    .poll(async () => {
      await folded.evaluateAll((folded) => {
        for (const fold of folded) (fold.querySelector<HTMLElement>(":scope > summary") ?? (fold as HTMLElement)).click();
      });
      return folded.count();
    })
    .toBe(0);
}

test("what was unfolded stays so, whatever has it drawn anew", async ({ chat, gateway, page }) => {
  await chat.open();
  const ended = chat.session("v1");
  const line = ended.locator(".pc-session-line");
  for (const text of ["think about it", "edit, please"]) await chat.ask(text);
  await unfoldAll(chat);
  await expect(ended).toHaveAttribute("data-history", "loaded");
  await unfoldAll(chat);
  // What is open at first or was opened is folded by hand, too.
  await ended.locator('[data-row="tool"] [aria-expanded]').first().click();
  const expected = await folds(chat);
  expect(expected.filter((fold) => fold.endsWith("folded")).length).toBe(1);
  const kinds = new Set(expected.map((fold) => fold.split(":")[0]));
  for (const kind of ["session", "reasoning", "read", "edit", "turn"]) expect([...kinds]).toContain(kind);
  const isAsBefore = () => expect.poll(() => folds(chat), { timeout: 20_000 }).toEqual(expected);

  await test.step("its session is folded and unfolded", async () => {
    await line.click();
    await expect(ended).toHaveAttribute("data-open", "false");
    await line.click();
    await isAsBefore();
  });
  await test.step("another project is looked at", async () => {
    await chat.open(LEGACY_TASK);
    await expect(chat.session("v2")).toHaveCount(0);
    await chat.open(WORD_COUNTER);
    await isAsBefore();
  });
  await test.step("another page is looked at", async () => {
    const address = page.url();
    await page.goto(address.replace(/#.*/, "#markdown"));
    await expect(chat.root).toHaveCount(0);
    await page.goto(address);
    await isAsBefore();
  });
  await test.step("the stream is lost and begins anew", async () => {
    await gateway.kill();
    await expect(chat.connection).toHaveAttribute("data-connection", "waiting");
    await gateway.restart();
    await expect(chat.connection).toHaveAttribute("data-connection", "open", { timeout: 20_000 });
    await isAsBefore();
  });
  await test.step("the page is loaded again", async () => {
    await page.reload();
    await isAsBefore();
  });
});
