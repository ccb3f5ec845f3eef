// What hiding, freezing and leaving a page do to its connection: the answer is whole afterwards.
import { expect, installClock, test as base } from "./support/network";
import { V2Recording } from "./support/recordings";
import { Tabs } from "./support/tabs";

/** Longer than a stream may be silent before it is taken for dead. */
const A_MINUTE = 60_000;

const test = base.extend<{ tabs: Tabs }>({
  tabs: async ({ launchOptions }, use) => {
    const tabs = await Tabs.open(launchOptions);
    await use(tabs);
    await tabs.close();
  },
  page: ({ tabs }, use) => use(tabs.page),
});

const ANSWER = new V2Recording("reasoning").texts;

test("a page that is seen again after a minute replaces a stream that died", async ({
  chat,
  network,
  page,
  tabs,
  isUndisturbed,
}) => {
  await installClock(page);
  await chat.open();
  network.next({ after: 40, fault: { kind: "half-open" } });
  await chat.say("reasoning, please");
  await expect.poll(() => network.met).toBe(1);
  await tabs.hide();
  // Its timers do not run meanwhile, as those of a page that sleeps.
  await page.clock.setSystemTime(Date.now() + A_MINUTE);
  await tabs.show();
  await chat.isAnswered();
  await chat.says(chat.answerRows("text"), ANSWER);
  await isUndisturbed();
});

test.describe("slowly", () => {
  test.use({ speed: 1 });

  for (const [what, isCut] of [
    ["hears what came meanwhile", false],
    ["notices that it was cut", true],
  ] as const) {
    test(`a page that was frozen ${what}`, async ({ chat, network, tabs, isUndisturbed }) => {
      await chat.open();
      await chat.say("reasoning, please");
      await expect(chat.answerRows("reasoning")).toBeVisible();
      await tabs.hide();
      await tabs.freeze();
      if (isCut) network.cut();
      await tabs.thaw();
      await tabs.show();
      await chat.isAnswered();
      await chat.says(chat.answerRows("text"), ANSWER);
      await isUndisturbed();
    });
  }
});

test("a page that was left and is come back to goes on", async ({ chat, page, isUndisturbed }) => {
  await chat.open();
  await chat.say("reasoning, please");
  await page.goto("about:blank");
  await page.goBack({ waitUntil: "commit" });
  await chat.isOpen();
  await chat.isAnswered();
  await chat.says(chat.answerRows("text"), ANSWER);
  await isUndisturbed();
});
