// The gallery's long conversation, whose every change a test asks for.
import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./test";

/** What of the conversation is where on the screen, in CSS pixels below the area's top edge. */
export type Place = { turn: string; top: number };

export class LongConversation {
  readonly area: Locator;
  readonly jump: Locator;
  readonly box: Locator;

  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    this.area = page.locator(".pc-scroll");
    this.jump = page.locator(".pc-jump");
    this.box = page.getByRole("textbox", { name: "Message to the agent" });
  }

  async open(turns: number): Promise<void> {
    await this.page.goto(`${this.url}/#long/${turns}`);
    // Making thousands of turns takes the page a while.
    await expect(this.turns.last()).toHaveAttribute("aria-posinset", String(turns), {
      timeout: 60_000,
    });
    await this.isAtEnd();
    await this.rests();
  }

  get turns(): Locator {
    return this.page.locator("[data-window] > [data-turn]");
  }

  /** Does what a button of the page is for, without taking the focus from where it is. */
  async act(name: string, turn?: number): Promise<void> {
    if (turn !== undefined) {
      await this.page.getByLabel("Turn", { exact: true }).evaluate((field, turn) => {
        (field as HTMLInputElement).value = String(turn);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }, turn);
    }
    await this.page
      .getByRole("button", { name, exact: true })
      .evaluate((button) => (button as HTMLElement).click());
    await this.rests();
  }

  /** How much is below what is seen. */
  toEnd(): Promise<number> {
    return this.area.evaluate((area) => area.scrollHeight - area.clientHeight - area.scrollTop);
  }

  async isAtEnd(): Promise<void> {
    await expect.poll(() => this.toEnd()).toBeLessThanOrEqual(1);
  }

  async isFollowing(following: boolean): Promise<void> {
    await expect(this.page.locator(".pc-jump-place")).toHaveAttribute(
      "data-following",
      String(following),
    );
  }

  /** Waits until nothing moves any more. */
  async rests(): Promise<void> {
    await this.area.evaluate(
      (area) =>
        new Promise<void>((resolve) => {
          let last = "";
          let same = 0;
          const look = () => {
            const now = `${area.scrollTop} ${area.scrollHeight} ${area.querySelectorAll("*").length}`;
            same = now === last ? same + 1 : 0;
            last = now;
            if (same > 5) resolve();
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
  }

  /** Turns the wheel over the area; up is negative. */
  async wheel(by: number): Promise<void> {
    await this.area.hover();
    await this.page.mouse.wheel(0, by);
    await this.rests();
  }

  /** The turn in the middle of what is seen, and where it begins. */
  place(): Promise<Place> {
    return this.area.evaluate((area) => {
      const { top, height } = area.getBoundingClientRect();
      const turns = [...area.querySelectorAll<HTMLElement>("[data-window] > [data-turn]")];
      const turn = turns.find((turn) => turn.getBoundingClientRect().bottom > top + height / 2)!;
      return { turn: turn.dataset.turn!, top: turn.getBoundingClientRect().top - top };
    });
  }

  /** Expects that what was seen is where it was. */
  async isAt(place: Place, off = 1): Promise<void> {
    const top = () =>
      this.area.evaluate((area, name) => {
        const turn = area.querySelector(`[data-window] > [data-turn="${name}"]`);
        return turn && turn.getBoundingClientRect().top - area.getBoundingClientRect().top;
      }, place.turn);
    await expect.poll(async () => Math.abs(((await top()) ?? 1e9) - place.top)).toBeLessThan(off);
  }

  /** Which turns are drawn above what is seen, counted from 0. */
  passed(): Promise<number[]> {
    return this.area.evaluate((area) => {
      const { top } = area.getBoundingClientRect();
      const turns = [...area.querySelectorAll("[data-window] > [data-turn]")];
      const above = turns.filter((turn) => turn.getBoundingClientRect().bottom < top);
      return above.map((turn) => Number(turn.getAttribute("aria-posinset")) - 1);
    });
  }

  /** The words of the turn at the top edge. */
  readingAt(): Promise<string> {
    return this.area.evaluate((area) => {
      const { top } = area.getBoundingClientRect();
      const turns = [...area.querySelectorAll("[data-window] > [data-turn]")];
      return turns.find((turn) => turn.getBoundingClientRect().bottom > top + 1)?.textContent ?? "";
    });
  }
}

/** The test of specs that begin in a conversation of so many turns. */
export const inLongConversation = (turns: number) =>
  test.extend<{ long: LongConversation }>({
    long: async ({ page, gateway }, use) => {
      const long = new LongConversation(page, gateway.url);
      await long.open(turns);
      await use(long);
    },
  });
