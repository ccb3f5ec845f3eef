// A tool's output that is too long to be shown at once: a page at a time, and all of it as a file.
import { readFile } from "node:fs/promises";
import { find, isAt, marked } from "./support/find";
import { begin, partOf, playing, recording, toolOf } from "./support/made";
import { expect, test } from "./support/test";

const LINES = 40_000;
const OUTPUT = Array.from({ length: LINES }, (_, n) => `line ${n} of a very long output`).join("\n");

const CONVERSATION = recording([
  ...begin(0, "Print everything."),
  toolOf(0, "1", "bash", { input: { command: "make everything" }, output: OUTPUT }),
]);

test("a very long output is read page by page and saved whole", async ({ page }) => {
  await playing(CONVERSATION, "Long text", async (gateway) => {
    await page.goto(gateway.url);
    const card = page.locator('[data-tool="bash"]');
    await card.getByRole("button").first().click();
    const text = card.locator("pre.pc-pre");
    await expect(text).toContainText(`line ${LINES - 1} of`);
    await card.locator(".pc-more").getByRole("button").first().click();
    await expect(card.locator(".pc-more")).toContainText(/\d+ of \d+/);
    await expect(text).toContainText(`line ${LINES - 1} of`);
    await expect(text).not.toContainText("line 0 of");
    const shown = await text.evaluate((text) => text.textContent!.length);
    expect(shown).toBeLessThan(100_000);
    await card.getByRole("button", { name: "Previous", exact: true }).click();
    await expect(text).not.toContainText(`line ${LINES - 1} of`);

    const begun = page.waitForEvent("download");
    await card.getByRole("button", { name: "Save as a file" }).click();
    const download = await begun;
    expect(download.suggestedFilename()).toBe("output.txt");
    expect(await readFile(await download.path(), "utf8")).toBe(OUTPUT);
    await expect(card.getByRole("button", { name: "Download begun" })).toBeVisible();
  });
});

test("words are found on every page of a very long output", async ({ page }) => {
  const lines = OUTPUT.split("\n");
  lines[LINES - 60] = "here is the needle, and a needle";
  expect(OUTPUT.length).toBeGreaterThan(500_000);
  const conversation = recording([
    ...begin(0, "Print everything."),
    toolOf(0, "1", "read", { input: { filePath: "/a.txt" }, output: lines.join("\n") }),
    partOf(0, "b", "2", { type: "text", text: "The needle is in it.", time: { start: 2, end: 3 } }),
  ]);
  await playing(conversation, "Long text", async (gateway) => {
    await page.goto(gateway.url);
    const card = page.locator('[data-tool="read"]');
    await expect(card).toBeVisible();
    const field = await find(page, "needle");
    const bar = page.locator(".pc-find");
    await expect(bar).toContainText("3 of 3");
    await expect(page.locator("[data-found]")).toContainText("The needle is in it.");

    await field.press("Shift+Enter");
    await expect(bar).toContainText("2 of 3");
    await expect.poll(() => marked(page)).toEqual(["needle", "here is the needle, and a "]);
    await expect(card.locator(".pc-more")).toContainText(/(\d+) of \1/);
    await expect(page.locator("[data-found]")).toHaveAttribute("data-tool", "read");
    const text = card.locator("pre.pc-pre");
    const isShown = () =>
      text.evaluate((text) => {
        const [range] = [...((CSS as any).highlights.get("pc-found") ?? [])] as Range[];
        const [box, view] = [range.getBoundingClientRect(), text.getBoundingClientRect()];
        return box.top >= view.top && box.bottom <= view.bottom && box.bottom <= innerHeight;
      });
    await expect.poll(isShown).toBe(true);
    await field.press("Shift+Enter");
    await expect.poll(() => marked(page)).toEqual(["needle", "here is the "]);

    // Another page and back.
    await field.fill("line 7 of");
    await expect(bar).toContainText("1 of 1");
    await expect.poll(() => marked(page)).toEqual(["line 7 of", ""]);
    await expect(card.locator(".pc-more")).toHaveAttribute("data-page", "0");
    await field.fill("the needle,");
    await expect.poll(() => marked(page)).toEqual(["the needle,", "here is "]);
  });
});

test("words that the end of a page cuts in two are found once, on the page on which they begin", async ({ page }) => {
  const line = `${"x".repeat(64 * 1024 - 3)}needle${"y".repeat(200 * 1024)}`;
  const conversation = recording([
    ...begin(0, "Print everything."),
    toolOf(0, "1", "read", { input: { filePath: "/a.txt" }, output: line }),
    partOf(0, "b", "2", { type: "text", text: "Done.", time: { start: 2, end: 3 } }),
  ]);
  await playing(conversation, "Cut", async (gateway) => {
    await page.goto(gateway.url);
    await expect(page.getByText("Done.")).toBeVisible();
    await find(page, "Needle");
    await isAt(page, 1, 1);
    await expect.poll(async () => (await marked(page))?.[0]).toBe("nee");
    await expect(page.locator(".pc-more")).toHaveAttribute("data-page", "0");
  });
});

test("an output of 50 MB is never on the page as a whole", async ({ chat, page }) => {
  test.setTimeout(120_000);
  const line = "0123456789 abcdefghijklmnopqrstuvwxyz 0123456789 abcdefghijklmno\n";
  const output = `${line.repeat(Math.ceil((50 << 20) / line.length))}the needle is here`;
  // The messages of an ended session come all at once.
  await page.route("**/appBuilder.getLegacySessionMessages*", async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    const messages = answer.result.data;
    const printed = messages.find((message: { say?: string }) => message.say === "command_output");
    printed.text = output;
    await route.fulfill({ response, json: answer });
  });
  await chat.open();
  const ended = await chat.unfold("v1");
  await page.locator(".pc-scroll").focus();
  await page.keyboard.press("Home");
  const card = ended.locator('[data-kind="bash"]').first();
  const held = () =>
    page.evaluate(() => {
      const chat = document.querySelector(".pc-chat")!;
      return Math.max(chat.textContent!.length, chat.querySelectorAll("*").length * 100);
    });
  const text = card.locator("pre.pc-terminal, pre.pc-pre").last();
  await card.getByRole("button").first().click();
  await expect(text).toContainText("the needle is here");
  expect(await held()).toBeLessThan(200_000);
  await card.locator(".pc-more").getByRole("button").first().click();
  await expect(card.locator(".pc-more")).toHaveAttribute("data-page", "800");
  await card.getByRole("button", { name: "Previous", exact: true }).click();
  await expect(card.locator(".pc-more")).toHaveAttribute("data-page", "799");
  await expect(text).not.toContainText("needle");
  expect(await held()).toBeLessThan(200_000);

  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "Find in the conversation" }).fill("needle");
  await expect(page.locator(".pc-find")).toContainText("1 of 1", { timeout: 60_000 });
  await expect(card.locator(".pc-more")).toHaveAttribute("data-page", "800");
  await expect(text).toContainText("the needle is here");
  expect(await held()).toBeLessThan(200_000);

  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Message to the agent" }).fill("Still here");
  await card.getByRole("button").first().click();
  await expect(text).toHaveCount(0);
});
