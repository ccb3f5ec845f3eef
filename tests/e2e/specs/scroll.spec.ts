// The reader's place: what is read never moves, and the end is followed only by who is at it.
import { LEGACY_TASK } from "./support/chat";
import { inLongConversation, LongConversation } from "./support/long";
import { expect } from "./support/test";

const TURNS = 120;

const test = inLongConversation(TURNS);

test.use({ viewport: { width: 900, height: 700 } });

test("follows what is said while the reader is at the end", async ({ long }) => {
  await long.isFollowing(true);
  for (let times = 0; times < 4; times++) await long.act("Say more");
  await long.act("Add a turn");
  await long.isAtEnd();
  await expect(long.jump).toHaveCount(0);
});

test("shows the end in every frame that is painted while it follows, also after a burst", async ({ long, page }) => {
  const farthest = await page.evaluate(async () => {
    const area = document.querySelector(".pc-scroll")!;
    const buttons = [...document.querySelectorAll("button")];
    const [say, add] = ["Say more", "Add a turn"].map((name) =>
      buttons.find((button) => button.textContent === name)!,
    );
    let farthest = 0;
    for (let frame = 0; frame < 60; frame++) {
      // In the middle of it, a burst.
      for (let times = 0; times < (frame === 30 ? 60 : 2); times++) say!.click();
      if (frame % 10 === 0) add!.click();
      // What is there once a frame has been painted.
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      farthest = Math.max(farthest, area.scrollHeight - area.clientHeight - area.scrollTop);
    }
    return farthest;
  });
  expect(farthest).toBeLessThanOrEqual(1);
  await long.isFollowing(true);
});

test("content that shrinks, a window and a message box that change keep the end in view", async ({ long, page }) => {
  await long.act("Rewrite", TURNS - 1);
  await long.isAtEnd();
  await long.turns.last().evaluate((turn) => (turn.querySelector<HTMLElement>(".pc-answer")!.style.display = "none"));
  await long.isAtEnd();
  await page.setViewportSize({ width: 500, height: 500 });
  await long.isAtEnd();
  await page.setViewportSize({ width: 1200, height: 800 });
  await long.isAtEnd();
  await long.box.fill("A line\n".repeat(8));
  await long.isAtEnd();
  await long.isFollowing(true);
});

test("only one thing scrolls, and turns never lie on each other", async ({ long, page }) => {
  for (const by of [-2500, -2500, 900, -4000]) {
    await long.wheel(by);
    const overlaps = await long.turns.evaluateAll((turns) => {
      const boxes = turns.map((turn) => turn.getBoundingClientRect());
      return boxes.slice(1).filter((box, at) => box.top < boxes[at]!.bottom - 0.5).length;
    });
    expect(overlaps).toBe(0);
  }
  const doesPageScroll = await page.evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return scrollHeight > clientHeight + 1;
  });
  expect(doesPageScroll).toBe(false);
});

const RELEASES: [string, (long: LongConversation) => Promise<void>][] = [
  ["the wheel", (long) => long.wheel(-40)],
  ["a key", async (long) => {
    await long.area.focus();
    await long.page.keyboard.press("PageUp");
  }],
  ["a selection", async (long) => {
    await long.turns.last().locator("p").last().dblclick();
  }],
  ["a focus inside", async (long) => {
    await long.turns.last().evaluate((turn) => {
      const code = turn.querySelector<HTMLElement>("p")!;
      code.tabIndex = 0;
      code.focus({ preventScroll: true });
    });
  }],
  ["a finger", (long) =>
    long.area.evaluate((area) => {
      const touch = (name: string, clientY: number) => {
        const at = new Touch({ identifier: 1, target: area, clientX: 200, clientY });
        area.dispatchEvent(new TouchEvent(name, { touches: [at], bubbles: true }));
      };
      touch("touchstart", 200);
      touch("touchmove", 230);
    })],
];

for (const [what, release] of RELEASES) {
  test(`${what} lets go, whatever the distance`, async ({ long }) => {
    await release(long);
    await long.isFollowing(false);
    await long.rests();
    const place = await long.place();
    for (let times = 0; times < 3; times++) await long.act("Say more");
    await long.isAt(place);
    await expect(long.jump).toBeVisible();
  });
}

test("a program that scrolls lets go, and is not fought while an answer comes", async ({ long, page }) => {
  await long.rests();
  // As assistive technology does: no wheel, no key, in the middle of a stream.
  const by = await page.evaluate(async () => {
    const area = document.querySelector(".pc-scroll")!;
    const say = [...document.querySelectorAll("button")].find(
      (button) => button.textContent === "Say more",
    )!;
    const frame = () => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    const begin = area.scrollTop;
    for (let step = 1; step <= 10; step++) {
      say.click();
      await frame();
      // Before what comes is drawn, and after it, at any moment of a frame.
      if (step === 5) area.scrollTop -= 200;
      if (step === 6) requestAnimationFrame(() => (area.scrollTop -= 100));
      if (step === 7) setTimeout(() => (area.scrollTop -= 50));
      say.click();
      await frame();
    }
    return begin - area.scrollTop;
  });
  // It had gone on with the end before.
  expect(by).toBeLessThan(350);
  expect(await long.toEnd()).toBeGreaterThan(350);
  await long.isFollowing(false);
  const place = await long.place();
  for (let times = 0; times < 3; times++) await long.act("Say more");
  await long.isAt(place);
  // To the end, it takes hold again.
  await long.area.evaluate((area) => (area.scrollTop = area.scrollHeight));
  await long.isFollowing(true);
  await long.act("Say more");
  await long.isAtEnd();
});

test("a program that scrolls away from a turn that was gone to is not fought", async ({ long }) => {
  await long.wheel(-3000);
  await long.jump.getByRole("button", { name: "Previous turn" }).click();
  await long.rests();
  for (const by of [-300, 700, -150]) {
    const before = await long.area.evaluate((area) => area.scrollTop);
    await long.area.evaluate((area, by) => (area.scrollTop += by), by);
    await long.rests();
    const after = await long.area.evaluate((area) => area.scrollTop);
    // Turns that come to be drawn are not quite as high as was thought.
    expect(Math.abs(after - before - by)).toBeLessThan(100);
  }
  const place = await long.place();
  await long.act("Say more");
  await long.isAt(place);
});

test("a wheel inside of something that scrolls by itself is not the area's", async ({ long }) => {
  await long.turns.last().evaluate((turn) => {
    const inner = document.createElement("div");
    inner.className = "inner";
    inner.style.cssText = "height: 120px; overflow-y: auto";
    inner.innerHTML = '<div style="height: 900px"></div>';
    turn.querySelector(".pc-answer")!.append(inner);
    inner.scrollTop = 400;
  });
  await long.rests();
  await long.page.locator(".inner").hover();
  await long.page.mouse.wheel(0, -60);
  await long.rests();
  await long.isFollowing(true);
});

test("coming back to the end takes hold again", async ({ long }) => {
  await long.wheel(-500);
  await long.isFollowing(false);
  await long.wheel(200);
  await long.isFollowing(false);
  await long.wheel(2000);
  await long.isFollowing(true);
  await long.act("Say more");
  await long.isAtEnd();
});

test("clearing a selection at the end takes hold again", async ({ long }) => {
  await long.turns.last().locator("p").last().dblclick();
  await long.isFollowing(false);
  await long.page.evaluate(() => document.getSelection()?.removeAllRanges());
  await long.isFollowing(true);
});

test("sending goes to the end", async ({ long }) => {
  await long.wheel(-900);
  await long.isFollowing(false);
  await long.box.fill("One more thing");
  await long.box.press("Enter");
  await long.isAtEnd();
  await long.isFollowing(true);
});

test("what grows, loads or comes above moves nothing", async ({ long }) => {
  // Far enough up that turns above and below are drawn.
  for (let times = 0; times < 6; times++) await long.wheel(-700);
  const place = await long.place();
  const passed = await long.passed();
  expect(passed.length).toBeGreaterThan(1);
  const above = passed.at(-2)!;
  await long.act("Rewrite", above);
  await long.isAt(place);
  await long.act("Add a picture", above + 1);
  await long.isAt(place);
  await long.act("Add older turns");
  await long.isAt(place);
  await long.act("Add a turn");
  await long.isAt(place);
  await long.page.setViewportSize({ width: 900, height: 520 });
  await long.rests();
  await long.act("Say more");
  await long.isFollowing(false);
});

test("jumps to the very end from anywhere", async ({ long, page }) => {
  await long.area.focus();
  await page.keyboard.press("Home");
  await expect(long.turns.first()).toContainText("Question 0.");
  await long.rests();
  await long.jump.getByText("Jump to latest").click();
  await long.isAtEnd();
  await long.rests();
  await long.isAtEnd();
  await expect(long.turns.last()).toContainText(`Question ${TURNS - 1}.`);
  await long.act("Say more");
  await long.isAtEnd();
});

test("jumps to the latest and says what is new", async ({ long }) => {
  await long.wheel(-900);
  await expect(long.jump).toHaveAttribute("data-new", "0");
  await expect(long.jump).toContainText("Jump to latest");
  await long.act("Add a turn");
  await expect(long.jump).toHaveAttribute("data-new", "2");
  await expect(long.jump).toContainText("2 new");
  await long.jump.getByText("2 new").click();
  await long.isAtEnd();
  await expect(long.jump).toHaveCount(0);
});

test("goes to the turn before and after, by button and key", async ({ long }) => {
  await long.wheel(-3000);
  await long.jump.getByRole("button", { name: "Previous turn" }).click();
  await long.rests();
  const first = await long.readingAt();
  await long.area.focus();
  await long.page.keyboard.press("Alt+ArrowUp");
  await long.rests();
  const before = await long.readingAt();
  expect(before).not.toBe(first);
  await long.page.keyboard.press("Alt+ArrowDown");
  await long.rests();
  expect(await long.readingAt()).toBe(first);
  // Further than what is drawn.
  for (let times = 0; times < 30; times++) await long.page.keyboard.press("Alt+ArrowUp");
  await long.rests();
  const far = await long.readingAt();
  for (let times = 0; times < 30; times++) await long.page.keyboard.press("Alt+ArrowDown");
  await long.rests();
  expect(await long.readingAt()).toBe(first);
  expect(far).not.toBe(first);
});

test("keeps the place over another page and over a reload", async ({ long, page }) => {
  await long.wheel(-6000);
  await long.rests();
  const place = await long.place();
  const kept = () =>
    page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes(".place.")).length);
  await expect.poll(kept).toBe(1);
  const address = page.url();
  await page.goto(address.replace(/#.*/, "#markdown"));
  await expect(long.turns).toHaveCount(0);
  await page.goto(address);
  await expect(long.turns.first()).toBeVisible();
  await long.isAt(place, 2);
  await long.isFollowing(false);

  await page.reload();
  await expect(long.turns.first()).toBeVisible();
  await long.rests();
  await long.isAt(place, 2);
  await long.isFollowing(false);
});

test("leaves no gap where a session is folded that the reader has just come to", async ({ chat }) => {
  await chat.open(LEGACY_TASK);
  await chat.ask("edit, please");
  const line = chat.session("v1").locator(".pc-session-line");
  // The click comes in the same moment as the scroll to it.
  await line.click();
  await expect(chat.session("v1")).toHaveAttribute("data-open", "false");
  const shift = await chat.root.locator(".pc-scroll").evaluate((area) => {
    const column = area.firstElementChild as HTMLElement;
    return column.style.marginBlockStart;
  });
  expect(shift).toBe("");
  await expect(line).toBeInViewport();
});
