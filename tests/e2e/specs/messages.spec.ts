// Around the messages: what a turn took, copying, the to-do list and what is suggested.
import type { Page } from "@playwright/test";
import type { Chat } from "./support/chat";
import { Gallery } from "./support/gallery";
import { expect, test } from "./support/test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

test("a turn says what it took, and an answer is copied by keyboard", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("hello");
  const foot = chat.lastTurn.locator("> .pc-turn-foot");
  const figures = foot.getByRole("button", { name: /tokens/ });
  await expect(figures).toHaveAttribute("aria-expanded", "false");
  await figures.click();
  await expect(foot.locator(".pc-turn-steps > li").first()).toContainText("out");

  const copy = foot.getByRole("button", { name: "Copy", exact: true });
  await copy.focus();
  await page.keyboard.press("ArrowDown");
  const menu = foot.getByRole("menu");
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await expect(copy).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("menuitem", { name: "Copy answer as Markdown" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(foot.getByRole("button", { name: "Copied" })).toBeFocused();
  const markdown = await clipboard(page);
  await choose(chat, "Copy answer as text");
  await expect.poll(() => clipboard(page)).not.toBe(markdown);
  const text = await clipboard(page);
  expect(markdown).toMatch(/^```/m);
  expect(text).not.toMatch(/^```/m);

  await choose(chat, "Copy turn as Markdown");
  await expect.poll(() => clipboard(page)).toContain("### User\n\nhello\n\n### Assistant\n");
});

test("a message and the whole conversation are copied", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("hello");
  const message = chat.messages(chat.lastTurn);
  await message.hover();
  await message.getByRole("button", { name: "Copy message" }).click();
  await expect.poll(() => clipboard(page)).toBe("hello");

  await chat.root.getByRole("button", { name: "Copy the conversation" }).click();
  await chat.root.getByRole("menuitem", { name: "Copy as text" }).click();
  await expect.poll(() => clipboard(page)).toMatch(/^User\n {2}hello\n/m);
});

test("the to-do list is above the message box until all is done", async ({ chat, page, gateway }) => {
  await new Gallery(page, gateway.url).open("states");
  const specimen = page
    .locator(".gallery-specimen")
    .filter({ has: page.locator("figcaption", { hasText: "A to-do list that is worked off" }) });
  const dock = specimen.locator('.pc-foot [data-row="todos"]');
  await expect(dock).toHaveAttribute("data-all", "4");
  const line = dock.getByRole("button");
  await expect(line).toHaveAttribute("aria-expanded", "false");
  await line.press("Enter");
  await expect(dock.getByRole("listitem")).toHaveCount(4);
  await line.press("Enter");
  await expect(dock.getByRole("listitem")).toHaveCount(0);

  await chat.open();
  await chat.ask("todo, please");
  await expect(chat.root.locator('.pc-foot [data-row="todos"]')).toHaveCount(0);
});

test("a suggested answer is sent by keyboard", async ({ page, gateway }) => {
  await new Gallery(page, gateway.url).open("states");
  const specimen = page.locator(".gallery-specimen").filter({ has: page.locator("figcaption", { hasText: "Answers that are suggested" }) });
  const answer = specimen.getByRole("button", { name: "Write the documentation" });
  await answer.focus();
  await page.keyboard.press("Enter");
  const sent = specimen.locator('[data-row="user"]').last();
  await expect(sent.locator(".pc-bubble")).toHaveText("Write the documentation");
  await expect(answer).toHaveCount(0);
  await expect(specimen.locator('.pc-suggestion[data-chosen="true"]')).toHaveText("Write the documentation");
});

async function choose(chat: Chat, name: string): Promise<void> {
  const foot = chat.lastTurn.locator("> .pc-turn-foot");
  await foot.locator(".pc-menu-button").click();
  await foot.getByRole("menuitem", { name }).click();
}
