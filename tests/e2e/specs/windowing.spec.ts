// Conversations of any length: only what is around the reader is drawn, and nobody notices.
import { LongConversation } from "./support/long";
import { expect, test as base } from "./support/test";

const test = base.extend<{ long: LongConversation }>({
  long: async ({ page, gateway }, use) => {
    // What no figure of the browser tells: how much memory the model has.
    await page.addInitScript(() => {
      const { instantiateStreaming } = WebAssembly;
      WebAssembly.instantiateStreaming = async (...given) => {
        const started = await instantiateStreaming(...given);
        // What travels apart has no memory of its own.
        (window as any).model ??= started.instance.exports.memory;
        return started;
      };
    });
    await use(new LongConversation(page, gateway.url));
  },
});

test.use({ viewport: { width: 900, height: 700 } });

const elements = (long: LongConversation) =>
  long.area.evaluate((area) => area.querySelectorAll("*").length);

/** What the page holds on to: elements, nodes, bytes of scripts, bytes of the model. */
type Held = { elements: number; nodes: number; bytes: number; model: number };

async function held(long: LongConversation): Promise<Held> {
  const session = await long.page.context().newCDPSession(long.page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize: bytes } = await session.send("Runtime.getHeapUsage");
  const { nodes } = await session.send("Memory.getDOMCounters");
  await session.detach();
  const model = await long.page.evaluate(() => (window as any).model.buffer.byteLength as number);
  return { elements: await elements(long), nodes, bytes, model };
}

test("draws as few of ten thousand turns as of a hundred, and says which they are", async ({ long }) => {
  test.setTimeout(120_000);
  await long.open(100);
  const few = await held(long);
  await long.open(10_000);
  const many = await held(long);
  console.log("100 and 10,000 turns:", { few, many });
  expect(many.elements).toBeLessThan(few.elements * 1.5);
  expect(many.nodes).toBeLessThan(few.nodes * 2);
  const last = long.turns.last();
  await expect(last).toHaveAttribute("aria-posinset", "10000");
  await expect(last).toHaveAttribute("aria-setsize", "10000");
  await long.area.focus();
  await long.page.keyboard.press("Home");
  await long.rests();
  await expect(long.turns.first()).toHaveAttribute("aria-posinset", "1");
  await expect(long.turns.first()).toContainText("Question 0.");
  expect(await elements(long)).toBeLessThan(3_000);
});

test("shows no gap to a reader who scrolls fast, and gives memory back", async ({ long, page }) => {
  await long.open(1_000);
  const before = await held(long);
  // Looks at every frame that is painted while the wheel turns.
  await long.area.evaluate((area) => {
    const seen = ((window as any).gaps = { frames: 0, gaps: 0 });
    const look = () => {
      const view = area.getBoundingClientRect();
      seen.frames += 1;
      for (const gap of area.querySelectorAll("[data-gap]")) {
        const box = gap.getBoundingClientRect();
        if (box.bottom > view.top + 1 && box.top < view.bottom - 1) seen.gaps += 1;
      }
      requestAnimationFrame(() => setTimeout(look));
    };
    look();
  });
  for (const by of [-600, 600]) {
    for (let times = 0; times < 60; times++) await page.mouse.wheel(0, by);
  }
  await long.area.hover();
  for (const by of [-600, 600]) {
    for (let times = 0; times < 60; times++) {
      await page.mouse.wheel(0, by);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }
  await long.rests();
  const seen = await page.evaluate(() => (window as any).gaps);
  expect(seen.frames).toBeGreaterThan(30);
  expect(seen.gaps).toBe(0);

  await long.area.focus();
  await page.keyboard.press("Home");
  await long.rests();
  await page.keyboard.press("End");
  await long.rests();
  await long.isAtEnd();
  const after = await held(long);
  console.log("up and back:", { before, after });
  expect(after.elements).toBeLessThan(before.elements * 1.2 + 200);
  expect(after.bytes).toBeLessThan(before.bytes * 1.2);
  expect(after.model).toBeLessThan(before.model * 1.2);
});

test("does not grow while an answer goes on for long", async ({ long, page }) => {
  await long.open(50);
  const speak = (times: number) =>
    page.evaluate(async (times) => {
      const find = (name: string) =>
        [...document.querySelectorAll("button")].find((button) => button.textContent === name)!;
      const [say, add] = [find("Say more"), find("Add a turn")];
      for (let time = 0; time < times; time++) {
        for (let word = 0; word < 8; word++) say.click();
        add.click();
        await new Promise(requestAnimationFrame);
      }
    }, times);
  await speak(60);
  await long.rests();
  const before = await held(long);
  await speak(120);
  await long.rests();
  const after = await held(long);
  console.log("streaming:", { before, after });
  expect(after.elements).toBeLessThan(before.elements * 1.3);
  expect(after.nodes).toBeLessThan(before.nodes * 1.5);
  await long.isAtEnd();
});

test("does not grow while the same answer is said again and again", async ({ long, page }) => {
  await long.open(50);
  // An hour of an answer that is said anew twice a second.
  const rewrite = (times: number) =>
    page.evaluate(async (times) => {
      const buttons = [...document.querySelectorAll("button")];
      const rewrite = buttons.find((button) => button.textContent === "Rewrite")!;
      for (let time = 0; time < times; time++) {
        rewrite.click();
        if (time % 20 === 0) await new Promise(requestAnimationFrame);
      }
    }, times);
  await long.act("Rewrite", 49);
  await rewrite(400);
  await long.rests();
  const before = await held(long);
  await rewrite(7_200);
  await long.rests();
  const after = await held(long);
  console.log("said again:", { before, after });
  expect(after.elements).toBe(before.elements);
  expect(after.nodes).toBeLessThan(before.nodes * 1.2);
  expect(after.bytes).toBeLessThan(before.bytes * 1.2);
  expect(after.model).toBeLessThan(before.model * 1.2);
});

test("finds words in turns that are not drawn", async ({ long, page }) => {
  await long.open(1_000);
  await long.area.focus();
  await page.keyboard.press("Control+f");
  const field = page.getByRole("textbox", { name: "Find in the conversation" });
  await expect(field).toBeFocused();
  await field.fill("question 77.");
  const bar = page.locator(".pc-find");
  await expect(bar).toContainText("1 of 1");
  const found = page.locator("[data-found]");
  await expect(found).toContainText("Question 77.");
  await expect(found).toBeInViewport();

  await field.fill("answer 50050");
  await expect(bar).toContainText("10 of 10");
  await expect(found).toContainText("answer 500509");
  await field.press("Enter");
  await expect(bar).toContainText("1 of 10");
  await expect(found).toContainText("answer 500500");
  await expect(found).toBeInViewport();
  await field.press("Shift+Enter");
  await expect(bar).toContainText("10 of 10");
  await field.fill("nowhere to be found");
  await expect(bar).toContainText("Not found");
  await field.press("Escape");
  await expect(bar).toHaveCount(0);
  await expect(found).toHaveCount(0);
  await expect(long.area).toBeFocused();
});

test("selecting everything copies what is not drawn too", async ({ long, page }) => {
  await long.open(300);
  await long.area.focus();
  await page.keyboard.press("Control+a");
  const copied = await page.evaluate(() => {
    const data = new DataTransfer();
    const event = new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement!.dispatchEvent(event);
    return data.getData("text/plain");
  });
  for (const number of [0, 150, 299]) expect(copied).toContain(`Question ${number}.`);
  expect(await elements(long)).toBeLessThan(3_000);
});

test("everything is drawn for paper", async ({ long, page }) => {
  await long.open(150);
  expect(await long.turns.count()).toBeLessThan(100);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(long.turns).toHaveCount(150);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect.poll(() => long.turns.count()).toBeLessThan(100);
  const pages = (await page.pdf()).toString("latin1").match(/\/Type\s*\/Page\b/g);
  expect(pages!.length).toBeGreaterThan(8);
});

test("what is selected or focused stays while the reader goes on", async ({ long, page }) => {
  await long.open(300);
  await long.turns.last().locator("p").last().dblclick();
  const chosen = await page.evaluate(() => document.getSelection()!.toString());
  for (let times = 0; times < 8; times++) await long.wheel(-2500);
  expect(await page.evaluate(() => document.getSelection()!.toString())).toBe(chosen);
  await expect(long.turns.last()).toHaveAttribute("aria-posinset", "300");
});

test("a reader who scrolls over what is not drawn comes to where they went", async ({ long }) => {
  await long.open(500);
  // What has the focus is drawn, however far away: there is a gap between it and the reader.
  await long.turns.last().getByRole("button").last().focus();
  await long.wheel(-40_000);
  const top = () => long.area.evaluate((area) => area.scrollTop);
  for (const by of [8_000, -6_000, 9_000]) {
    const before = await top();
    await long.wheel(by);
    // Turns that come to be drawn are not quite as high as was thought.
    expect(Math.abs((await top()) - before - by)).toBeLessThan(1_500);
    await expect(long.area.locator("[data-gap]")).toHaveCount(2);
  }
});

test("what is above gets far shorter while the reader moves, and what they read stays", async ({ long }) => {
  await long.open(500);
  const moved = await long.area.evaluate(async (area) => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    area.scrollTop -= 300;
    await frame();
    const turn = area.querySelector("[data-window] > [data-turn]:last-of-type")!;
    const before = turn.getBoundingClientRect().top;
    // As where it turns out that the turns above are not as high as was thought.
    const gap = area.querySelector<HTMLElement>("[data-gap]")!;
    gap.style.height = `${gap.offsetHeight / 20}px`;
    const tops = [];
    for (let frames = 0; frames < 40; frames++) {
      await frame();
      tops.push(turn.isConnected ? turn.getBoundingClientRect().top - before : NaN);
    }
    return tops;
  });
  // The frame in which it gets shorter is measured before it is put right.
  for (const by of moved.slice(1)) expect(Math.abs(by)).toBeLessThan(1);
});

test("days are told apart", async ({ long }) => {
  await long.open(400);
  await long.area.focus();
  await long.page.keyboard.press("Home");
  await expect(long.area.locator('[data-row="day"]').first()).toBeAttached();
});
