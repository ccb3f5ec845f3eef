// Words are found in what is folded, whatever it is, and shown there.
import { handing } from "./support/agents";
import { find, isAt, marked } from "./support/find";
import { begin, partOf, playing, recording } from "./support/made";
import { expect, test } from "./support/test";

const said = (n: number, text: string) =>
  partOf(n, "b", "9", { type: "text", text, time: { start: 2, end: 3 } });

test("words are found in records, notices and marks, and those unfold", async ({ page }) => {
  const error = { name: "APIError", data: { message: "the provider lost its needle" } };
  const conversation = recording([
    ...begin(0, "Forecast."),
    partOf(0, "b", "1", { type: "hologram", sky: "a needle", wind: "needle" }),
    ...begin(1, "Again."),
    partOf(1, "b", "1", { type: "retry", attempt: 2, error, time: { created: 1 } }),
    ...begin(2, "Format."),
    partOf(2, "b", "1", { type: "patch", hash: "1", files: ["/a/b.rs", "/a/needle.rs"] }),
    said(2, "Done."),
  ]);
  await playing(conversation, "Folded", async (gateway) => {
    await page.goto(gateway.url);
    await expect(page.getByText("Done.")).toBeVisible();
    const field = await find(page, "needle");
    await isAt(page, 4, 4);
    await expect.poll(() => marked(page)).toEqual(["needle", "/a/"]);
    await expect(page.locator("[data-found]")).toHaveAttribute("data-row", "patch");
    await field.press("Shift+Enter");
    await isAt(page, 3, 4);
    await expect.poll(() => marked(page)).toEqual(["needle", "the provider lost its "]);
    await expect(page.locator("[data-found]")).toHaveAttribute("data-row", "retry");
    const record = page.locator('[data-kind="hologram"]');
    for (const [place, before] of [[2, '  "wind": "'], [1, '  "sky": "a ']] as const) {
      await field.press("Shift+Enter");
      await isAt(page, place, 4);
      await expect.poll(() => marked(page)).toEqual(["needle", before]);
      await expect(record).toHaveAttribute("data-open", "true");
      await expect(record).toHaveAttribute("data-found", "");
    }
  });
});

test("words are found in what agents inside of agents say, and their cards unfold", async ({ page }) => {
  const depths = [0, 1, 2, 3, 4];
  const conversation = recording([
    ...begin(0, "Begin."),
    ...depths.flatMap((depth) => handing(depth, 4)),
    said(0, "All agents are done."),
  ]);
  await playing(conversation, "Nested", async (gateway) => {
    await page.goto(gateway.url);
    await expect(page.getByText("All agents are done.")).toBeVisible();
    const field = await find(page, "agent 3");
    await isAt(page, 1, 1);
    await expect.poll(() => marked(page)).toEqual(["agent 3", "Words of "]);
    await expect(page.locator("[data-found]")).toContainText("Words of agent 3.");
    await expect(page.getByText("Words of agent 4.")).toHaveCount(0);
    // Each card's own line, and then the words in it.
    await field.fill("hand to 2");
    await isAt(page, 1, 1);
    await expect.poll(() => marked(page)).toEqual(["hand to 2", ""]);
    await field.fill("agent 4");
    await expect.poll(() => marked(page)).toEqual(["agent 4", "Words of "]);
  });
});

test("words are found in what a context was condensed to, in a session that is folded again", async ({ chat, page }) => {
  await page.route("**/appBuilder.getLegacySessionMessages*", async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    const messages = answer.result.data;
    const { ts } = messages.at(-1);
    const contextCondense = { cost: 0.01, prevContextTokens: 9, newContextTokens: 1, summary: "The needle is counted." };
    messages.push({ ts: ts + 1, type: "say", say: "condense_context", text: "", contextCondense });
    await route.fulfill({ response, json: answer });
  });
  await chat.open();
  const ended = await chat.unfold("v1");
  await ended.locator(".pc-session-line").click();
  await expect(ended).toHaveAttribute("data-open", "false");
  await find(page, "needle");
  await isAt(page, 1, 1);
  await expect(ended).toHaveAttribute("data-open", "true");
  await expect.poll(() => marked(page)).toEqual(["needle", "The "]);
});
