// What a person sees of a connection that is lost, and what brings it back.
import type { Chat } from "./support/chat";
import type { FaultProxy, Refusal } from "./support/fault-proxy";
import { expect, installClock, LONGEST_WAIT, test } from "./support/network";
import { V2Recording } from "./support/recordings";

const REFUSED: Refusal = { kind: "refused", status: 503 };
const ANSWER = new V2Recording("reasoning").texts;

/** Seconds without a frame after which a connection is suspected, and those until it is replaced. */
const SUSPICION = 31_000;
const REPLACEMENT = 16_000;

test.beforeEach(async ({ page }) => installClock(page));

const banner = (chat: Chat) => chat.root.locator(".pc-banner");
const isNow = (chat: Chat, state: string) =>
  expect(chat.connection).toHaveAttribute("data-connection", state);

/** Asks something whose answer stops in its middle, without the page being told. */
async function stall(chat: Chat, halfOpen: () => void): Promise<void> {
  await chat.open();
  halfOpen();
  await chat.say("reasoning, please");
  await expect(chat.answerRows("reasoning")).toBeVisible();
}

async function isWhole(chat: Chat): Promise<void> {
  await isNow(chat, "open");
  await expect(banner(chat)).toHaveCount(0);
  await chat.isAnswered();
  await chat.says(chat.answerRows("text"), ANSWER);
}

/** Lets time fly until so many attempts to connect have failed. */
async function fails(chat: Chat, attempts: number): Promise<void> {
  const failed = async () => {
    if ((await chat.connection.getAttribute("data-connection")) === "lost") return Infinity;
    const words = (await banner(chat).allTextContents()).join("");
    const attempt = Number(/attempt (\d+)/.exec(words)?.[1] ?? 0);
    if (attempt > 0 && attempt < attempts) await chat.page.clock.fastForward(LONGEST_WAIT);
    return attempt;
  };
  await expect.poll(failed, { timeout: 30_000 }).toBeGreaterThanOrEqual(attempts);
}

/** Cuts the stream in the middle of an answer, and refuses every other. */
async function lose(chat: Chat, network: FaultProxy): Promise<void> {
  await chat.open();
  network.refuse(REFUSED);
  network.next({ after: 40, fault: { kind: "cut" } });
  await chat.say("reasoning, please");
  await fails(chat, Infinity);
  await isNow(chat, "lost");
  await expect(banner(chat)).toContainText("The connection is lost");
}

test("a stream that falls silent is suspected, then replaced", async ({
  chat,
  network,
  page,
  isUndisturbed,
}) => {
  await stall(chat, () => network.next({ after: 40, fault: { kind: "half-open" } }));
  await isNow(chat, "open");
  await page.clock.fastForward(SUSPICION);
  await isNow(chat, "suspect");
  await expect(chat.connection).toContainText("No sign of life");
  await page.clock.fastForward(REPLACEMENT);
  await isWhole(chat);
  await isUndisturbed();
});

test("the banner counts down and tries at once when asked", async ({ chat, network }) => {
  await chat.open();
  network.refuse(REFUSED);
  network.next({ after: 0, fault: { kind: "cut" } });
  await chat.say("reasoning, please");
  // By then the wait is long enough to be watched.
  await fails(chat, 6);
  const seconds = async () => {
    const words = await banner(chat).textContent();
    return Number(/in (\d+) s/.exec(words ?? "")?.[1]);
  };
  const before = await seconds();
  await expect.poll(seconds).toBe(before - 2);
  await isNow(chat, "waiting");

  network.refuse(undefined);
  await banner(chat).getByRole("button", { name: "Reconnect" }).click();
  await isWhole(chat);
});

test("a connection that is given up comes back when asked", async ({
  chat,
  network,
  isUndisturbed,
}) => {
  await lose(chat, network);
  network.refuse(undefined);
  await banner(chat).getByRole("button", { name: "Reconnect" }).click();
  await isWhole(chat);
  await isUndisturbed();
});

test("a connection that is given up comes back with the network", async ({
  chat,
  context,
  network,
  isUndisturbed,
}) => {
  await lose(chat, network);
  network.refuse(undefined);
  await context.setOffline(true);
  await context.setOffline(false);
  await isWhole(chat);
  await isUndisturbed();
});

test("a page that was offline does not wait for its next attempt", async ({
  chat,
  context,
  network,
  page,
  isUndisturbed,
}) => {
  await stall(chat, () => network.next({ after: 40, fault: { kind: "half-open" } }));
  await context.setOffline(true);
  await page.clock.fastForward(SUSPICION);
  await isNow(chat, "suspect");
  await page.clock.fastForward(REPLACEMENT);
  // By then the wait is longer than what is expected below has time.
  await fails(chat, 6);
  await isNow(chat, "waiting");
  await context.setOffline(false);
  await isWhole(chat);
  await isUndisturbed();
});
