// The gallery's own frame: its pages and its themes.
import { expect, type Page } from "@playwright/test";

export const PAGES = ["conversation", "markdown", "tools", "messages", "prompts", "states", "long"] as const;
export const THEMES = ["light", "dark"] as const;

export type PageName = (typeof PAGES)[number];
export type Theme = (typeof THEMES)[number];

export class Gallery {
  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {}

  /** Opens a page and waits until it shows what it has. */
  async open(name: PageName): Promise<void> {
    await this.page.goto(`${this.url}/#${name}`);
    await expect(this.page.locator(`[data-page^="${name}"]`)).toBeVisible();
    if (name === "conversation") {
      await expect(this.page.locator(".pc-connection")).toHaveAttribute("data-connection", "open");
    } else if (name === "long") {
      await expect(this.page.locator(".pc-turn").last()).toBeVisible();
    } else {
      await expect(this.page.locator(".gallery-specimen").first()).toBeVisible();
    }
  }

  /** Chooses a theme with the gallery's switch. */
  async choose(theme: Theme): Promise<void> {
    await this.page.getByLabel("Theme").selectOption({ label: theme === "dark" ? "Dark" : "Light" });
    await expect(this.page.locator(".gallery")).toHaveAttribute("data-theme", theme);
  }
}
