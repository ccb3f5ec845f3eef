// What a gateway that crashes in the middle of an answer does to the conversation: nothing.
import { V2Recording } from "./support/recordings";
import { expect, test } from "./support/test";

test.use({
  speed: 2,
  expectedErrors: /WebSocket connection to|net::ERR_(CONNECTION|EMPTY|SOCKET)/,
});

test("loses and doubles nothing when the gateway crashes", async ({ chat, gateway }) => {
  await chat.open();
  await chat.say("long, please");
  const text = chat.answerRows("text");
  await expect.poll(() => chat.length(text)).toBeGreaterThan(20);

  await gateway.kill();
  await expect(chat.connection).toHaveAttribute("data-connection", "waiting");
  await expect(chat.root.locator(".pc-banner")).toBeVisible();
  expect(await chat.length(text)).toBeGreaterThan(20);

  await gateway.restart();
  await expect(chat.connection).toHaveAttribute("data-connection", "open", { timeout: 20_000 });
  await expect(chat.root.locator(".pc-banner")).toHaveCount(0);
  await chat.isAnswered();
  await chat.says(text, new V2Recording("long").texts);
  await expect(chat.messagesSaying("long, please")).toHaveCount(1);
});
