// The test that every spec uses: a gateway of its own, and a page on which nothing may go wrong.
import { test as base, expect } from "@playwright/test";
import { Chat } from "./chat";
import { Gateway, type GatewayOptions } from "./gateway";

type Options = GatewayOptions & {
  /** Console errors that belong to what the test does, such as a connection that it cuts. */
  expectedErrors: RegExp | undefined;
};

type Fixtures = { gateway: Gateway; chat: Chat; noErrors: void };

export const test = base.extend<Options & Fixtures>({
  speed: [8, { option: true }],
  expectedErrors: [undefined, { option: true }],

  gateway: async ({ speed }, use) => {
    const gateway = await Gateway.start({ speed });
    await use(gateway);
    await gateway.dispose();
  },

  // Whatever a test looks at, the page must not complain: no script error, no refused resource.
  noErrors: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(`page error: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() !== "error" || Gateway.isLeft(page.url())) return;
        errors.push(`console: ${message.text()}`);
      });
      await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          console.error(`policy: ${event.violatedDirective} refuses ${event.blockedURI}`);
        });
      });
      await use();
      const surprises = errors.filter((error) => !expectedErrors?.test(error));
      expect(surprises, "errors of the page").toEqual([]);
    },
    { auto: true },
  ],

  chat: async ({ page, gateway }, use) => {
    await use(new Chat(page, gateway.url));
  },
});

export { expect };
