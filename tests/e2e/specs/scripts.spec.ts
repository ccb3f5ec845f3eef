// Every recording, played through the whole chat, ends in what the real agent had stored.
import { V2Recording } from "./support/recordings";
import { expect, test } from "./support/test";

/** The recordings whose agents wait for the person. */
const ASKING = new Set(["question", "permission"]);

for (const name of V2Recording.names) {
  test(`plays ${name}`, async ({ chat }) => {
    const recording = new V2Recording(name);
    await chat.open();
    await chat.say(`${name}, please`);
    if (ASKING.has(name)) await chat.allow();
    await expect(chat.messages(chat.lastTurn).last()).toContainText(`${name}, please`);
    await chat.isAnswered();

    await expect(chat.messages(chat.lastTurn)).toHaveText([new RegExp(`${name}, please`)]);
    await chat.says(chat.answerRows("text"), recording.texts);
    await expect(chat.answerRows("reasoning")).toHaveCount(recording.thoughts.length);
    const tools = await chat.unfoldedTools();
    await expect(tools).toHaveCount(recording.tools.length);
    expect(await tools.evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset.tool)))
      .toEqual(recording.tools);
    await expect(tools.and(chat.page.locator('[data-state="completed"]')))
      .toHaveCount(recording.tools.length);
    const aborted = recording.errors.filter((error) => error === "MessageAbortedError").length;
    await expect(chat.answerRows("interrupted")).toHaveCount(aborted);
    await expect(chat.answerRows("error")).toHaveCount(recording.errors.length - aborted);
    await expect(chat.root.locator("[data-streaming]")).toHaveCount(0);
  });
}

test("shows what an agent thought when it is unfolded", async ({ chat }) => {
  await chat.open();
  await chat.ask("reasoning, please");
  const thought = chat.answerRows("reasoning");
  if ((await thought.getAttribute("data-open")) === "false") await thought.getByRole("button").first().click();
  await chat.says(thought, new V2Recording("reasoning").thoughts);
});
