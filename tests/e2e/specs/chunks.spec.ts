// What is not needed at once travels when it is needed, and says so where it cannot.
import { type Page } from "@playwright/test";
import { Chat, LEGACY_TASK } from "./support/chat";
import { begin, partOf, playing, recording, toolOf } from "./support/made";
import { expect, test as base } from "./support/test";

const WORDS = "The answer ends here.";
const OUTPUT = "what the command printed";

/** A turn with one folded tool. */
const CONVERSATION = recording([
  ...begin(0, "Question."),
  toolOf(0, "1", "bash", { input: { command: "make" }, output: OUTPUT }),
  partOf(0, "b", "2", { type: "text", text: WORDS, time: { start: 2, end: 3 } }),
]);

const test = base.extend<{ made: Chat; chunks: string[] }>({
  chunks: async ({ page }, use) => {
    const chunks: string[] = [];
    page.on("request", (request) => {
      const chunk = /\/([a-z0-9_]+)-[0-9a-f]{16}\.wasm$/.exec(request.url());
      if (chunk) chunks.push(chunk[1]);
    });
    await use(chunks);
  },
  made: async ({ page, chunks }, use) => {
    await playing(CONVERSATION, "Made", async (gateway) => {
      await page.goto(gateway.url);
      await expect(page.getByText(WORDS)).toBeVisible({ timeout: 30_000 });
      expect(chunks).toEqual([]);
      await use(new Chat(page, gateway.url));
    });
  },
});

const card = (page: Page) => page.locator("[data-row='tool']");
const unfold = (page: Page) => card(page).getByRole("button").first().click();

test("the inside of cards is fetched with the first card that is unfolded", async ({ made, page, chunks }) => {
  await unfold(page);
  await expect(card(page)).toContainText(OUTPUT);
  expect(chunks).toContain("tools");
  const asked = chunks.length;
  await unfold(page);
  await expect(card(page)).not.toContainText(OUTPUT);
  await unfold(page);
  await expect(card(page)).toContainText(OUTPUT);
  expect(chunks).toHaveLength(asked);
  await expect(made.root).toHaveAttribute("data-load", "loaded");
});

test("the bar that finds words is fetched when it is opened", async ({ made, page, chunks }) => {
  await made.box.press("Control+f");
  await page.getByRole("textbox", { name: "Find in the conversation" }).fill("ends here");
  await expect(page.locator(".pc-find")).toHaveAttribute("data-count", "1");
  expect(chunks).toContain("find");
});

test("only a session of the first generation asks for what draws it", async ({ made, chat, page, chunks }) => {
  await unfold(page);
  await made.box.press("Control+f");
  await expect(page.locator(".pc-find")).toBeVisible();
  expect(chunks).not.toContain("v1");

  await chat.open(LEGACY_TASK);
  await expect(chat.session("v1").locator("[data-row]").first()).toBeVisible();
  expect(chunks).toContain("v1");
});

test.describe("with chunks that cannot be fetched", () => {
  test.use({ expectedErrors: /\.wasm|Failed to (load|fetch)|TypeError/ });

  test("says so in place, and fetches them when asked again", async ({ made, page, chunks }) => {
    await page.route("**/tools-*.wasm", (route) => route.fulfill({ status: 404, body: "gone" }));
    await unfold(page);
    const missing = card(page).locator("[data-chunk='missing']");
    await expect(missing).toContainText("could not be loaded");
    await expect(missing).toHaveAttribute("role", "alert");
    const asked = chunks.length;
    await missing.getByRole("button").click();
    await expect.poll(() => chunks.length).toBeGreaterThan(asked);
    await expect(missing).toBeVisible();
    await expect(made.box).toBeEditable();

    await page.unroute("**/tools-*.wasm");
    await missing.getByRole("button").click();
    await expect(missing).toHaveCount(0);
    await expect(card(page)).toContainText(OUTPUT);
  });

  test("the bar that finds words is closed where it cannot be fetched", async ({ made, page }) => {
    await page.route("**/find-*.wasm", (route) => route.fulfill({ status: 404, body: "gone" }));
    await made.box.press("Control+f");
    const missing = page.locator("[data-chunk='missing']");
    await expect(missing).toContainText("could not be loaded");
    await missing.getByRole("button", { name: "Close the search" }).click();
    await expect(missing).toHaveCount(0);

    await page.unroute("**/find-*.wasm");
    await made.box.press("Control+f");
    await missing.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("textbox", { name: "Find in the conversation" })).toBeVisible();
  });

  test("colours are fetched again by themselves", async ({ page, chunks }) => {
    let refused = 0;
    await page.route("**/highlight-*.wasm", (route) => {
      if (refused === 2) return route.continue();
      refused += 1;
      return route.fulfill({ status: 404, body: "gone" });
    });
    const text = "```rust\nfn main() {}\n```\n\nThe answer ends here.";
    const words = partOf(0, "b", "1", { type: "text", text, time: { start: 2, end: 3 } });
    await playing(recording([...begin(0, "Question."), words]), "Colours", async (gateway) => {
      await page.goto(gateway.url);
      const code = page.locator(".pc-md-code-lines");
      await expect(code).toHaveText("fn main() {}", { timeout: 30_000 });
      await expect(code.locator(".pc-tok-keyword")).toHaveText("fn", { timeout: 15_000 });
      expect(refused).toBe(2);
      expect(chunks.filter((chunk) => chunk === "highlight")).toHaveLength(3);
    });
  });
});
