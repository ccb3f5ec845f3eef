// The test of specs whose page reaches its gateway through a network that is hostile.
import type { Browser, Page } from "@playwright/test";
import { Chat } from "./chat";
import type { Gateway } from "./gateway";
import { FaultProxy } from "./fault-proxy";
import { expect, test as base } from "./test";

/** Longer than any wait between two attempts to connect. */
export const LONGEST_WAIT = 46_000;

type Fixtures = {
  /** The network that the page goes through. */
  network: FaultProxy;
  /** Waits until the chat shows, without a reload, what a page shows that met no fault. */
  isUndisturbed: () => Promise<void>;
  /** Sends a message and waits until it is answered; time flies between attempts to connect. */
  ask: (text: string) => Promise<void>;
};

export const test = base.extend<Fixtures>({
  speed: 20,
  // So high that no turn is out of sight and therefore not mounted.
  viewport: { width: 1000, height: 6000 },
  // The browser's own reports of what the network does.
  expectedErrors: /WebSocket connection to|Failed to load resource/,

  network: async ({ gateway }, use) => {
    const proxy = await FaultProxy.start(gateway.url);
    await use(proxy);
    await proxy.dispose();
  },

  chat: async ({ page, network }, use) => {
    await use(new Chat(page, network.url));
  },

  ask: async ({ chat, page }, use) => {
    await installClock(page);
    await use(async (text) => {
      await chat.say(text);
      const message = chat.messages(chat.lastTurn).last();
      await expect(message).toContainText(text);
      const states = async () => {
        const connection = await chat.connection.getAttribute("data-connection");
        if (connection === "waiting") await page.clock.fastForward(LONGEST_WAIT);
        return [
          await message.getAttribute("data-delivery"),
          await chat.composer.getAttribute("data-state"),
        ];
      };
      await expect.poll(states, { timeout: 30_000 }).toEqual(["delivered", "idle"]);
    });
  },

  isUndisturbed: async ({ browser, chat, gateway, network, page, viewport }, use) => {
    let loads = 0;
    page.on("request", (request) => {
      if (request.isNavigationRequest() && request.url().startsWith(network.url)) loads += 1;
    });
    await use(async () => {
      const expected = await undisturbed(browser, gateway, new URL(page.url()).hash, viewport);
      await expect.poll(() => chat.saying(chat.rows)).toEqual(expected);
      expect(loads, "loads of the page").toBe(1);
    });
  },
});

/** Puts the page's time into the test's hands; frames are drawn as ever. */
export async function installClock(page: Page): Promise<void> {
  // The ids that a clock gives to frames are larger than the programs of pages expect.
  await page.addInitScript(() => {
    const { requestAnimationFrame, cancelAnimationFrame } = window;
    Object.assign(window, { ownFrames: { requestAnimationFrame, cancelAnimationFrame } });
  });
  await page.clock.install();
  await page.addInitScript(() => Object.assign(window, (window as { ownFrames?: object }).ownFrames));
}

/** What a new page shows of a project, straight from the gateway. */
async function undisturbed(
  browser: Browser,
  gateway: Gateway,
  address: string,
  viewport: { width: number; height: number } | null,
): Promise<string[]> {
  const context = await browser.newContext({ viewport });
  const chat = new Chat(await context.newPage(), gateway.url);
  await chat.open(address.replace("#conversation/", ""));
  await expect(chat.composer).toHaveAttribute("data-state", "idle");
  await expect.poll(() => chat.rows.count()).toBeGreaterThan(0);
  // The end is drawn first, what is above it once it is known how much can be seen.
  await expect(chat.root.locator("[data-gap], [data-chunk='coming']")).toHaveCount(0);
  const saying = await chat.saying(chat.rows);
  await context.close();
  return saying;
}

export { expect };
