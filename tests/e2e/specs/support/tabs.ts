// A browser whose tabs are hidden, frozen and kept as a person's are; those of tests never are.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Browser, type LaunchOptions, type Page } from "@playwright/test";

const READY = /DevTools listening on (ws:\S+)/;

export class Tabs {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly browser: Browser,
    /** The tab that the test is about. */
    readonly page: Page,
  ) {}

  static async open({ executablePath, args }: LaunchOptions): Promise<Tabs> {
    const folder = await mkdtemp(join(tmpdir(), "project-chat-tabs-"));
    const own = ["--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"];
    const child = spawn(executablePath!, [...args!, ...own], { stdio: ["ignore", "ignore", "pipe"] });
    const browser = await chromium.connectOverCDP(await address(child), { noDefaults: true });
    const page = browser.contexts()[0]!.pages()[0]!;
    return new Tabs(child, folder, browser, page);
  }

  /** Puts another tab in front of the page. */
  async hide(): Promise<void> {
    const other = await this.page.context().newPage();
    await other.bringToFront();
    await this.page.waitForFunction(() => document.hidden, undefined, { polling: 50 });
  }

  /** Puts the page in front of all others. */
  async show(): Promise<void> {
    await this.page.bringToFront();
    await this.page.waitForFunction(() => !document.hidden, undefined, { polling: 50 });
  }

  /** Stops everything on the page, which is hidden, as a browser does to save power. */
  async freeze(): Promise<void> {
    await this.lifecycle("frozen");
  }

  async thaw(): Promise<void> {
    await this.lifecycle("active");
  }

  async close(): Promise<void> {
    await this.browser.close();
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, "exit");
      this.child.kill("SIGKILL");
      await gone;
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async lifecycle(state: "frozen" | "active"): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send("Page.setWebLifecycleState", { state });
    await session.detach();
  }
}

/** Waits until a browser says where it listens. */
async function address(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stderr! })) {
    const found = READY.exec(line)?.[1];
    if (found) return found;
  }
  throw new Error("The browser ended before it said where it listens.");
}
