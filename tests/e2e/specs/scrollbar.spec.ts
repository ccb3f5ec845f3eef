// The reader's hand on the scrollbar: whoever drags it is not fought, and is followed at the end.
import { inLongConversation, LongConversation } from "./support/long";
import { expect } from "./support/test";

const TURNS = 120;

const test = inLongConversation(TURNS);

test.use({
  viewport: { width: 900, height: 700 },
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, ignoreDefaultArgs: ["--hide-scrollbars"] });
  },
});

/** The middle of the scrollbar's thumb, on the page. */
async function thumb(long: LongConversation): Promise<{ x: number; y: number }> {
  const place = await long.area.evaluate((area) => {
    const box = area.getBoundingClientRect();
    const width = box.width - area.clientWidth;
    // It is between two buttons, and short where so much can be scrolled.
    const [button, thumb] = [13, 10];
    const track = box.height - 2 * button;
    const part = area.scrollTop / (area.scrollHeight - area.clientHeight);
    const y = box.top + button + thumb / 2 + part * (track - thumb);
    return { x: box.right - width / 2, y, width };
  });
  expect(place.width, "the scrollbar's width").toBeGreaterThan(4);
  return place;
}

const top = (long: LongConversation) => long.area.evaluate((area) => area.scrollTop);

test("a hand on the scrollbar is not fought while an answer comes", async ({ long, page }) => {
  const begin = await top(long);
  const at = await thumb(long);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await long.isFollowing(false);
  let last = begin;
  for (let step = 1; step <= 24; step++) {
    // The browser itself goes on from where the thumb is then, without a movement.
    if (step % 4 === 0) await long.act("Say more");
    await page.mouse.move(at.x, at.y - 5 * step);
    const now = await top(long);
    // Turns that come to be drawn are not quite as high as was thought.
    expect(now).toBeLessThan(last + 300);
    last = now;
  }
  expect(last).toBeLessThan(begin - 4_000);
  // Held still, it stays although the answer goes on.
  await long.rests();
  const place = await long.place();
  for (let times = 0; times < 5; times++) await long.act("Say more");
  await long.isAt(place);
  await page.mouse.up();
  await long.isFollowing(false);
  await long.isAt(place);

  // Dragged back to the end, the end is followed again.
  const now = await thumb(long);
  await page.mouse.move(now.x, now.y);
  await page.mouse.down();
  await page.mouse.move(now.x, now.y + 900, { steps: 20 });
  await long.isFollowing(true);
  await page.mouse.up();
  await long.isFollowing(true);
  await long.act("Say more");
  await long.isAtEnd();
});

test("a click on the scrollbar that moves nothing lets the end be followed again", async ({ long, page }) => {
  const at = await thumb(long);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await long.isFollowing(false);
  await page.mouse.up();
  await long.isFollowing(true);
  await long.act("Say more");
  await long.isAtEnd();
});

test("a click beside the thumb goes a page up and stays there", async ({ long, page }) => {
  const at = await thumb(long);
  const before = await top(long);
  await page.mouse.click(at.x, at.y - 200);
  await expect.poll(() => top(long)).toBeLessThan(before - 300);
  await long.rests();
  const place = await long.place();
  await long.isFollowing(false);
  await long.act("Say more");
  await long.isAt(place);
});
