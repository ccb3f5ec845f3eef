// Where the reader was is kept: over another project, another session and a reload.
import { type Locator } from "@playwright/test";
import { type Chat, LEGACY_TASK, WORD_COUNTER } from "./support/chat";
import { expect, test } from "./support/test";

test.use({ viewport: { width: 500, height: 420 } });

/** What is at the top edge: the words there, and where they begin. */
type Place = { words: string; top: number };

const area = (chat: Chat): Locator => chat.root.locator(".pc-scroll");

async function place(chat: Chat): Promise<Place> {
  return area(chat).evaluate((area) => {
    const edge = area.getBoundingClientRect().top;
    const rows = [...area.querySelectorAll<HTMLElement>("[data-row]")];
    const row = rows.find((row) => row.getBoundingClientRect().bottom > edge + 1);
    // While a project is on its way, nothing is drawn.
    if (!row) return { words: "", top: 0 };
    const words = row.textContent!.slice(0, 80);
    return { words, top: row.getBoundingClientRect().top - edge };
  });
}

async function isAt(chat: Chat, known: Place): Promise<void> {
  const off = async () => {
    const now = await place(chat);
    return now.words === known.words ? Math.abs(now.top - known.top) : Infinity;
  };
  await expect.poll(off).toBeLessThan(2);
}

/** Turns the wheel up, and waits until where that leads to is kept. */
async function goUp(chat: Chat, by: number): Promise<Place> {
  await area(chat).hover();
  await chat.page.mouse.wheel(0, -by);
  await expect(chat.root.locator(".pc-jump-place")).toHaveAttribute("data-following", "false");
  // How far what is kept is from where the turn at the top edge is.
  const off = () =>
    area(chat).evaluate((area, project) => {
      const kept = JSON.parse(sessionStorage.getItem(`project-chat.place.${project}`) ?? "null");
      const edge = area.getBoundingClientRect().top;
      const turns = [...area.querySelectorAll<HTMLElement>("[data-window] > [data-turn]")];
      const turn = turns.find((turn) => turn.getBoundingClientRect().bottom > edge + 1)!;
      return kept ? Math.abs(turn.getBoundingClientRect().top - edge - kept.offset) : 1e9;
    }, chat.page.url().split("/").at(-1)!);
  await expect.poll(off).toBeLessThan(1);
  return place(chat);
}

test("each project has its place, over a switch between them and over a reload", async ({ chat, page }) => {
  await chat.open(WORD_COUNTER);
  const first = await goUp(chat, 150);
  const choose = async (project: string) => {
    await page.getByLabel("Project").selectOption(project);
    await chat.isOpen();
  };
  await choose(LEGACY_TASK);
  const second = await goUp(chat, 60);
  expect(second).not.toEqual(first);
  for (const [project, place] of [[WORD_COUNTER, first], [LEGACY_TASK, second]] as const) {
    await choose(project);
    await isAt(chat, place);
  }
  await page.reload();
  await chat.isOpen();
  await isAt(chat, second);
});

test("a place in an ended session is found again, though that is loaded when it is unfolded", async ({ chat, page }) => {
  await chat.open(WORD_COUNTER);
  const ended = await chat.unfold("v1");
  await area(chat).focus();
  await page.keyboard.press("Home");
  await expect(ended.locator("[data-turn]").first()).toBeVisible();
  await area(chat).hover();
  await page.mouse.wheel(0, 300);
  const known = await goUp(chat, 20);
  expect(await ended.textContent()).toContain(known.words);
  await page.getByLabel("Project").selectOption(LEGACY_TASK);
  await chat.isOpen();
  await page.getByLabel("Project").selectOption(WORD_COUNTER);
  await isAt(chat, known);
  await page.reload();
  await isAt(chat, known);
});
