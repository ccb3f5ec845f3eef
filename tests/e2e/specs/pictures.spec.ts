// Pictures of every page, for people to look at; and no page is wider than its window.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { LEGACY_TASK, WORD_COUNTER } from "./support/chat";
import { Gallery, PAGES, THEMES } from "./support/gallery";
import { expect, test } from "./support/test";

const RESULTS = fileURLToPath(new URL("../results/pictures/", import.meta.url));
const README_PICTURE = fileURLToPath(new URL("../../../docs/screenshot.png", import.meta.url));

const COMPONENT_PAGES = PAGES.filter((name) => name !== "conversation");

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

for (const size of SIZES) {
  test.describe(`${size.width} wide`, () => {
    test.use({ viewport: size });

    test("a conversation", async ({ page, gateway, chat }) => {
      await chat.open(WORD_COUNTER);
      await chat.ask("The word count is wrong when a file has more than one line. Please edit it.");
      const gallery = new Gallery(page, gateway.url);
      for (const theme of THEMES) {
        await gallery.choose(theme);
        await fits(page);
        await picture(page, `conversation-${size.width}-${theme}`);
      }
    });

    test("a session that goes on from another", async ({ page, gateway, chat }) => {
      await chat.open(LEGACY_TASK);
      await chat.ask("The word count is wrong when a file has more than one line. Please edit it.");
      await chat.session("v1").locator(".pc-session-line").click();
      await expect(chat.session("v1")).toHaveAttribute("data-open", "false");
      const gallery = new Gallery(page, gateway.url);
      for (const theme of THEMES) {
        await gallery.choose(theme);
        await fits(page);
        await picture(page, `sessions-${size.width}-${theme}`);
      }
      if (size.width === 1280 && process.env.UPDATE_DOCS === "1") {
        await gallery.choose("light");
        await page.screenshot({ path: README_PICTURE, animations: "disabled" });
      }
    });

    for (const name of COMPONENT_PAGES) {
      test(`the page ${name}`, async ({ page, gateway }) => {
        const gallery = new Gallery(page, gateway.url);
        await gallery.open(name);
        await fits(page);
        // The page scrolls inside of the window; a picture of all of it takes a higher window.
        const height = await page.locator(".gallery-page").evaluate((page) => page.scrollHeight);
        await page.setViewportSize({ width: size.width, height: Math.min(height + 120, 8000) });
        for (const theme of THEMES) {
          await gallery.choose(theme);
          await picture(page, `${name}-${size.width}-${theme}`);
        }
      });
    }
  });
}

/** Nothing makes the window scroll sideways. */
async function fits(page: Page): Promise<void> {
  const over = () =>
    page.evaluate(() => {
      const wide = (element: Element) => element.scrollWidth - element.clientWidth;
      const page = document.querySelector(".gallery-page") ?? document.documentElement;
      return Math.max(wide(document.documentElement), wide(page));
    });
  await expect.poll(over).toBe(0);
}

async function picture(page: Page, name: string): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  await page.screenshot({ path: `${RESULTS}${name}.png`, animations: "disabled" });
}
