// The chat as a person sees and uses it.
import { expect, type Locator, type Page } from "@playwright/test";
import { words } from "./words";

/** The projects that a new gateway begins with. */
export const WORD_COUNTER = "00000000-0000-4000-8000-000000000001";
export const LEGACY_TASK = "00000000-0000-4000-8000-000000000002";

/** How long an answer may take, at whatever speed a test plays it. */
const ANSWER_LIMIT = 30_000;

/** What is not part of an answer's words: the frame of a code block, and what is not shown. */
const FRAME =
  ".pc-md-code-header, .pc-completion-line, button, [aria-hidden='true'], .pc-hidden";

export class Chat {
  readonly root: Locator;
  readonly box: Locator;
  readonly composer: Locator;
  readonly connection: Locator;
  readonly sessions: Locator;
  readonly stopButton: Locator;
  readonly dock: Locator;
  readonly announcer: Locator;

  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    this.root = page.locator(".pc-chat");
    this.box = this.root.getByRole("textbox", { name: "Message to the agent" });
    this.composer = this.root.locator(".pc-composer");
    this.connection = this.root.locator(".pc-connection");
    this.sessions = this.root.locator(".pc-session");
    this.dock = this.root.locator(".pc-dock");
    this.announcer = this.root.locator(".pc-announcer");
    this.stopButton = this.root.getByRole("button", { name: "Stop the agent" });
  }

  /** Opens a project and waits for its live session. */
  async open(project: string = WORD_COUNTER): Promise<void> {
    await this.page.goto(`${this.url}/#conversation/${project}`);
    await this.isOpen();
  }

  async isOpen(): Promise<void> {
    await expect(this.root).toHaveAttribute("data-load", "loaded");
    await expect(this.connection).toHaveAttribute("data-connection", "open");
  }

  /** The session of a generation. */
  session(version: "v1" | "v2"): Locator {
    return this.sessions.and(this.page.locator(`[data-version="${version}"]`));
  }

  /** Unfolds the session of a generation that has ended, which may be unfolded already. */
  async unfold(version: "v1" | "v2"): Promise<Locator> {
    const session = this.session(version);
    const line = session.locator(".pc-session-line");
    if ((await line.getAttribute("aria-expanded")) === "false") await line.click();
    await expect(session).toHaveAttribute("data-history", "loaded");
    return session;
  }

  /** Everything that is said and done. */
  get rows(): Locator {
    return this.root.locator("[data-row]");
  }

  /** The person's messages, within a session or everywhere. */
  messages(within: Locator = this.root): Locator {
    return within.locator('[data-row="user"]');
  }

  /** The person's messages that say something; a replay may still be adding others. */
  messagesSaying(text: string): Locator {
    return this.messages().filter({ hasText: text });
  }

  /** The last turn of the conversation. */
  get lastTurn(): Locator {
    return this.root.locator(".pc-session").last().locator(".pc-turn").last();
  }

  /** Rows of the last answer; those of other agents inside of it do not count. */
  answerRows(kind: string, turn: Locator = this.lastTurn): Locator {
    return turn.locator(`> .pc-answer > [data-row="${kind}"]`);
  }

  /** The tools of the last answer, those too that are drawn as one group; unfolds the groups. */
  async unfoldedTools(): Promise<Locator> {
    const folded = this.lastTurn.locator('> .pc-answer > [data-row="context"][data-open="false"]');
    for (let left = await folded.count(); left > 0; left--) {
      // What is drawn at the same moment brings the end back into view, away from under the pointer.
      await expect(async () => {
        if ((await folded.count()) === left) await folded.first().getByRole("button").first().click();
        await expect(folded).toHaveCount(left - 1, { timeout: 1_000 });
      }).toPass();
    }
    return this.lastTurn.locator(
      '> .pc-answer > [data-row="tool"], > .pc-answer > [data-row="context"] [data-row="tool"]',
    );
  }

  /** Types a message and sends it. */
  async say(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press("Enter");
  }

  /** Answers what the agent asks, the first choice of each. */
  async allow(): Promise<void> {
    const form = this.dock.locator(".pc-prompt");
    await expect(form).toHaveAttribute("data-state", "open");
    const primary = form.locator(".pc-primary");
    if ((await form.getAttribute("data-row")) === "question") {
      const tabs = await form.getByRole("tab").count();
      for (let tab = 0; tab < tabs; tab += 1) {
        await form.locator(".pc-choice input").first().check();
        await primary.click();
      }
    } else {
      await primary.click();
    }
  }

  /** Sends a message and waits until it is answered. */
  async ask(text: string): Promise<void> {
    await this.say(text);
    await expect(this.messages(this.lastTurn).last()).toContainText(text);
    await this.isAnswered();
  }

  /** Waits until the agent has the last message, and has answered it. */
  async isAnswered(): Promise<void> {
    const last = this.messages(this.lastTurn).last();
    await expect(last).toHaveAttribute("data-delivery", "delivered", { timeout: ANSWER_LIMIT });
    await expect(this.composer).toHaveAttribute("data-state", "idle", { timeout: ANSWER_LIMIT });
  }

  /** What rows say, without what frames it. */
  async saying(rows: Locator): Promise<string[]> {
    return rows.evaluateAll(
      (rows, frame) =>
        rows.map((row) => {
          const copy = row.cloneNode(true) as HTMLElement;
          for (const other of copy.querySelectorAll(frame)) other.remove();
          // The copy is not laid out, so blocks would run into each other.
          for (const block of copy.querySelectorAll("p,li,tr,td,th,pre,h1,h2,h3,h4,h5,h6,br")) {
            block.append("\n");
          }
          return copy.textContent ?? "";
        }),
      FRAME,
    );
  }

  /** Waits until rows say exactly these texts, word by word. */
  async says(rows: Locator, texts: string[]): Promise<void> {
    await expect
      .poll(async () => (await this.saying(rows)).map(words))
      .toEqual(texts.map(words));
  }

  /** How many words rows have said so far. */
  async length(rows: Locator): Promise<number> {
    return (await this.saying(rows)).flatMap(words).length;
  }
}
