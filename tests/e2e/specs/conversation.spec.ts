// A conversation from its opening to the end of an answer, and what stopping and reloading do to it.
import { LEGACY_TASK, type Chat } from "./support/chat";
import { V1Recording, V2Recording } from "./support/recordings";
import { expect, test } from "./support/test";
import { words } from "./support/words";

/** What an agent of the first generation says. */
const SAID_BY_V1 = '[data-row="text"], [data-row="completion"]';

test("shows the session that ended and the one that is live", async ({ chat }) => {
  await chat.open();
  await expect(chat.sessions).toHaveCount(2);
  await expect(chat.session("v1")).toHaveAttribute("data-state", "ended");
  await expect(chat.session("v2")).toHaveAttribute("data-state", "live");
  await chat.says(chat.answerRows("text"), new V2Recording("chat").texts);

  await chat.unfold("v1");
  await chat.says(chat.session("v1").locator(SAID_BY_V1), new V1Recording("tools").texts);
});

test("shows a message at once, and the answer until its end", async ({ chat, page }) => {
  await chat.open();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/trpc/appBuilder.sendMessage*", async (route) => {
    await held;
    await route.continue();
  });

  await chat.say("hello");
  const message = chat.messages(chat.lastTurn);
  await expect(message).toHaveText(/hello/);
  await expect(message).toHaveAttribute("data-delivery", "sending");
  await expect(chat.box).toHaveValue("");
  await expect(chat.stopButton).toBeVisible();

  release();
  await chat.isAnswered();
  await chat.says(chat.answerRows("text"), new V2Recording("chat").texts);
  await expect(message).toHaveCount(1);
});

test.describe("with a call that is cut", () => {
  test.use({ expectedErrors: /net::ERR_FAILED/ });

  test("keeps a message that could not be sent", async ({ chat, page }) => {
    await chat.open();
    const message = chat.messagesSaying("do not lose me");
    const send = "**/api/trpc/appBuilder.sendMessage*";
    await page.route(send, (route) => route.abort());
    await chat.say("do not lose me");
    await expect(chat.root.locator('[data-row="returned"]')).toBeVisible();
    await expect(chat.box).toHaveValue("do not lose me");
    await expect(message).toHaveCount(0);

    await page.unroute(send);
    await chat.box.press("Enter");
    await expect(message).toHaveCount(1);
    await chat.isAnswered();
    await expect(message).toHaveCount(1);
  });
});

test.describe("slowly", () => {
  test.use({ speed: 2 });

  test("stops an answer when the person says so", async ({ chat }) => {
    await chat.open();
    await chat.say("long, please");
    const text = chat.answerRows("text");
    await expect.poll(() => chat.length(text)).toBeGreaterThan(20);
    await chat.stopButton.click();

    await expect(chat.answerRows("interrupted")).toBeVisible();
    await expect(chat.composer).toHaveAttribute("data-state", "idle");
    const said = (await chat.saying(text)).flatMap(words);
    const whole = new V2Recording("long").texts.flatMap(words);
    expect(said.length).toBeLessThan(whole.length);
    // The last word may have been cut.
    expect(said.slice(0, -1)).toEqual(whole.slice(0, said.length - 1));

    await chat.ask("hello");
    await chat.says(chat.answerRows("text"), new V2Recording("chat").texts);
  });
});

test("has everything after a reload", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("edit, please");
  await chat.unfold("v1");
  const rows = chat.root.locator("[data-row]");
  await expect(chat.session("v1").locator('[data-row="user"]').first()).toBeVisible();
  const before = await chat.saying(rows);

  await page.reload();
  await chat.isOpen();
  await chat.unfold("v1");
  await expect.poll(() => chat.saying(rows)).toEqual(before);
});

test("keeps a draft over a reload", async ({ chat, page }) => {
  await chat.open();
  await chat.box.fill("half a thou");
  await page.reload();
  await chat.isOpen();
  await expect(chat.box).toHaveValue("half a thou");
});

test("goes on in a new session where the old one is of the first generation", async ({ chat }) => {
  await chat.open(LEGACY_TASK);
  const [old, next] = [chat.session("v1"), chat.session("v2")];
  await expect(old).toHaveAttribute("data-state", "live");
  await expect(chat.sessions).toHaveCount(1);
  await chat.says(old.locator(SAID_BY_V1), new V1Recording("chat").texts);

  await chat.say("edit, please");
  await expect(next).toHaveAttribute("data-state", "live");
  await expect(old).toHaveAttribute("data-state", "ended");
  await expect(chat.messages(next)).toHaveText([/edit, please/]);
  await expect(chat.messages(old)).not.toHaveText([/edit, please/]);
  await chat.isAnswered();
  await chat.says(chat.answerRows("text"), new V2Recording("edit").texts);
  await expect(chat.sessions).toHaveCount(2);
});
