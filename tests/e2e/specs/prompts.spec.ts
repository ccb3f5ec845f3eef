// What the agent asks is answered, by mouse and by keyboard, and waits for as long as that takes.
import type { Chat } from "./support/chat";
import { expect, test } from "./support/test";

const LICENSES = ["MIT (Recommended)", "Apache-2.0", "GPL-3.0"];

test("answers one, several and in own words", async ({ chat }) => {
  await ask(chat, "question");
  const form = chat.dock.locator("[data-row='question']");
  await expect(chat.composer).toHaveAttribute("data-state", "waiting");
  await expect(chat.root.locator("[data-row='working']")).toHaveText("Waiting for your answer");
  await expect(chat.announcer).toHaveText(/The agent has a question/);
  await expect(form.getByRole("tab")).toHaveText([/License/, /Files/]);
  await expect(form.getByRole("radio")).toHaveCount(LICENSES.length + 1);

  await form.getByRole("radio", { name: LICENSES[1] }).check();
  await expect(form.getByRole("tab", { name: /License/ })).toHaveAttribute("data-answered", "true");
  await form.getByRole("button", { name: "Next" }).click();
  await form.getByRole("checkbox", { name: "README" }).check();
  await form.getByRole("checkbox", { name: "package.json" }).check();
  await form.getByRole("textbox", { name: "In your own words" }).fill("and in the docs");
  await form.getByRole("button", { name: "Answer", exact: true }).click();

  await chat.isAnswered();
  await expect(chat.dock).toHaveCount(0);
  await expect(chat.answerRows("tool").locator(".pc-answer-given")).toHaveText([
    "Apache-2.0",
    "package.json",
    "README",
    "and in the docs",
  ]);
});

test("dismisses a question", async ({ chat }) => {
  await ask(chat, "question");
  await chat.dock.getByRole("button", { name: "Dismiss" }).click();
  await chat.isAnswered();
  await expect(chat.answerRows("tool")).toHaveAttribute("data-state", "error");
  await expect(chat.dock).toHaveCount(0);
});

test("answers by keyboard alone", async ({ chat, page }) => {
  await ask(chat, "question");
  const form = chat.dock.locator("[data-row='question']");
  // Nothing has taken the focus from who may be typing.
  await expect(chat.box).toBeFocused();
  await chat.box.press("ArrowUp");
  await expect(form.getByRole("radio").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(chat.box).toBeFocused();
  await chat.box.press("ArrowUp");
  await page.keyboard.press("3");
  await expect(form.getByRole("radio", { name: LICENSES[2] })).toBeFocused();
  await expect(form.getByRole("radio", { name: LICENSES[2] })).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await expect(form.getByRole("radio", { name: LICENSES[1] })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(form.getByRole("checkbox").first()).toBeFocused();
  // Back and on again: nothing is forgotten.
  await page.keyboard.press("Escape");
  await expect(form.getByRole("radio", { name: LICENSES[1] })).toBeChecked();
  await expect(form.getByRole("radio").first()).toBeFocused();
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.keyboard.press("4");
  await page.keyboard.press("Enter");
  await page.keyboard.type("9 lives");
  await page.keyboard.press("Enter");

  await chat.isAnswered();
  await expect(chat.answerRows("tool").locator(".pc-answer-given")).toHaveText([
    LICENSES[1],
    "package.json",
    "9 lives",
  ]);
  await expect(chat.box).toBeFocused();
});

for (const [button, reply, said] of [
  ["Allow once", "once", "You allowed this once."],
  ["Always allow", "always", "You always allow this: rm * git status *"],
] as const) {
  test(`allows ${reply}`, async ({ chat }) => {
    await ask(chat, "permission");
    const form = chat.dock.locator("[data-row='permission']");
    await expect(form.locator("pre")).toHaveText("rm -rf build && git status --short");
    await expect(form.getByRole("button", { name: "Always allow" })).toHaveAccessibleDescription(
      /rm \* git status \*/,
    );
    await form.getByRole("button", { name: button }).click();
    await chat.isAnswered();
    await expect(chat.answerRows("tool")).toHaveAttribute("data-state", "completed");
    const settled = chat.answerRows("settled");
    await expect(settled).toHaveAttribute("data-reply", reply);
    await expect(settled).toHaveText(said);
  });
}

test("refuses with a word why, by keyboard alone", async ({ chat, page }) => {
  await ask(chat, "permission");
  const form = chat.dock.locator("[data-row='permission']");
  await chat.box.press("ArrowUp");
  await expect(form.getByRole("button", { name: "Allow once" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(form.getByRole("button", { name: "Always allow" })).toBeFocused();
  await page.keyboard.press("3");
  await page.keyboard.press("Enter");
  const instead = form.getByRole("textbox");
  await expect(instead).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(form.getByRole("button", { name: "Allow once" })).toBeFocused();
  await page.keyboard.press("3");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Keep the folder.");
  await page.keyboard.press("Enter");

  await chat.isAnswered();
  await expect(chat.answerRows("tool")).toHaveAttribute("data-state", "error");
  await expect(chat.answerRows("settled")).toHaveText("You refused this.");
  await expect(chat.answerRows("text").last()).toContainText("Keep the folder.");
  await expect(chat.box).toBeFocused();
});

test("is answered in the conversation as well", async ({ chat }) => {
  await ask(chat, "question");
  const dock = chat.dock.locator("[data-row='question']");
  await dock.getByRole("radio", { name: LICENSES[0] }).check();
  await chat.answerRows("asked").getByRole("button", { name: "Answer here" }).click();
  const form = chat.answerRows("question");
  await expect(form.getByRole("radio").first()).toBeFocused();
  await expect(form.getByRole("radio", { name: LICENSES[0] })).toBeChecked();
  await expect(dock).toHaveCount(0);
  await form.getByRole("button", { name: "Next" }).click();
  await form.getByRole("button", { name: "Answer", exact: true }).click();
  await chat.isAnswered();
  await expect(chat.answerRows("tool").locator(".pc-answer-given")).toHaveText([LICENSES[0]]);
});

test("still asks after a reload", async ({ chat, page }) => {
  await ask(chat, "permission");
  await page.reload();
  await chat.isOpen();
  await chat.dock.getByRole("button", { name: "Allow once" }).click();
  await chat.isAnswered();
  await page.reload();
  await chat.isOpen();
  await expect(chat.answerRows("settled")).toHaveText("You allowed this once.");
  await expect(chat.dock).toHaveCount(0);
});

test("asks nothing any more once it was stopped", async ({ chat }) => {
  await ask(chat, "permission");
  await chat.stopButton.click();
  await expect(chat.dock).toHaveCount(0);
  await expect(chat.composer).toHaveAttribute("data-state", "idle");
});

test.describe("with a gateway that goes away", () => {
  test.use({ expectedErrors: /WebSocket|net::ERR_/ });

  test("keeps what was chosen, and what is asked", async ({ chat, gateway }) => {
    await ask(chat, "question");
    const form = chat.dock.locator("[data-row='question']");
    await form.getByRole("radio", { name: LICENSES[2] }).check();
    await form.getByRole("button", { name: "Next" }).click();
    await gateway.kill();
    await form.getByRole("button", { name: "Answer", exact: true }).click();
    await expect(form).toHaveAttribute("data-state", "failed");
    await expect(form.locator("[data-row='not-answered']")).toContainText(
      "Your answer did not get to the agent.",
    );

    await gateway.restart();
    await expect(chat.connection).toHaveAttribute("data-connection", "open", { timeout: 30_000 });
    await expect(form.getByRole("tab", { name: /License/ })).toHaveAttribute("data-answered", "true");
    await form.getByRole("button", { name: "Answer", exact: true }).click();
    await chat.isAnswered();
    await expect(chat.answerRows("tool").locator(".pc-answer-given")).toHaveText([LICENSES[2]]);
  });
});

test.describe("with an answer that comes too late", () => {
  test.use({ expectedErrors: /409/ });

  test("says so in its place", async ({ chat, page }) => {
    await ask(chat, "permission");
    await page.route("**/api/trpc/appBuilder.answerPermission*", (route) =>
      route.fulfill({
        status: 409,
        json: {
          error: {
            message: "This was answered already",
            code: -32009,
            data: { code: "CONFLICT", httpStatus: 409 },
          },
        },
      }),
    );
    const form = chat.dock.locator("[data-row='permission']");
    await form.getByRole("button", { name: "Allow once" }).click();
    await expect(form).toHaveAttribute("data-state", "failed");
    await expect(form.locator("[data-row='not-answered']")).toContainText("It was answered already");
    await page.unroute("**/api/trpc/appBuilder.answerPermission*");
    await form.getByRole("button", { name: "Allow once" }).click();
    await chat.isAnswered();
  });
});

test("messages wait for their turn, and are taken back", async ({ chat }) => {
  await ask(chat, "permission");
  await chat.say("error, then");
  const [first, second] = [chat.messagesSaying("error, then"), chat.messagesSaying("reasoning, then")];
  await expect(first).toHaveAttribute("data-delivery", "queued");
  await chat.say("reasoning, then");
  await expect(second).toHaveAttribute("data-delivery", "queued");
  await expect(second).toContainText("Queued");
  await expect(chat.messages(chat.lastTurn)).toContainText("reasoning, then");

  await second.getByRole("button", { name: "Cancel" }).click();
  await expect(second).toHaveCount(0);
  await expect(chat.box).toHaveValue("reasoning, then");
  await expect(chat.box).toBeFocused();

  await chat.dock.getByRole("button", { name: "Allow once" }).click();
  await expect(first).toHaveAttribute("data-delivery", "delivered");
  await expect(chat.answerRows("error")).toHaveCount(1);
  await expect(first).toHaveCount(1);
});

test("messages still wait after a reload", async ({ chat, page }) => {
  await ask(chat, "permission");
  await chat.say("error, then");
  const waiting = chat.messagesSaying("error, then");
  await expect(waiting).toHaveAttribute("data-delivery", "queued");
  await page.reload();
  await chat.isOpen();
  await expect(waiting).toHaveAttribute("data-delivery", "queued");
  await chat.dock.getByRole("button", { name: "Allow once" }).click();
  await expect(waiting).toHaveAttribute("data-delivery", "delivered");
});

/** Has the agent ask something. */
async function ask(chat: Chat, script: "question" | "permission"): Promise<void> {
  await chat.open();
  await chat.say(`${script}, please`);
  await expect(chat.dock.locator(`[data-row='${script}']`)).toHaveAttribute("data-state", "open");
}
