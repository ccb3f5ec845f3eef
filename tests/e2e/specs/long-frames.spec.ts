// Messages of a stream that are so long that other clients choke on them.
import { begin, partOf, playing, recording, toolOf } from "./support/made";
import { expect, test } from "./support/test";

const MEGABYTE = 1 << 20;

/** The longest frame that is taken in. */
const LONGEST = 64 * MEGABYTE;

/** What stands behind what is long, and shows that it is heard. */
const LAST_WORDS = "All lines were printed.";

/** A command that printed something, and words behind it. */
function printing(output: string) {
  return recording([
    ...begin(0, "Print them."),
    toolOf(0, "1", "bash", { input: { command: "make lines" }, output }),
    partOf(0, "b", "2", { type: "text", text: LAST_WORDS, time: { start: 2, end: 3 } }),
  ]);
}

test("an output of 20 MB in one message is shown, a page of it at a time", async ({ page }) => {
  const line = "0123456789 abcdefghijklmnopqrstuvwxyz 0123456789 abcdefghijklmno\n";
  const output = `${line.repeat((20 * MEGABYTE) / line.length)}the needle is here`;
  let streams = 0;
  page.on("websocket", () => streams++);
  await playing(printing(output), "Long", async (gateway) => {
    await page.goto(gateway.url);
    await expect(page.getByText(LAST_WORDS)).toBeVisible({ timeout: 30_000 });
    const card = page.locator('[data-kind="bash"]');
    await card.getByRole("button").first().click();
    await expect(card.locator("pre").last()).toContainText("the needle is here");
    const held = await page.evaluate(() => {
      const chat = document.querySelector(".pc-chat")!;
      return Math.max(chat.textContent!.length, chat.querySelectorAll("*").length * 100);
    });
    expect(held).toBeLessThan(200_000);

    const box = page.getByRole("textbox", { name: "Message to the agent" });
    await box.fill("The page still listens.");
    await expect(box).toHaveValue("The page still listens.");
    await expect(page.locator(".pc-connection")).toHaveAttribute("data-connection", "open");
    expect(streams).toBe(1);
  });
});

test("what is too big to be shown is told, and what follows it is shown", async ({ page }) => {
  let streams = 0;
  page.on("websocket", () => streams++);
  // The text grows on its last step, inside the page, because it would take long on all others.
  await page.addInitScript((length) => {
    const message = MessageEvent.prototype;
    const { get } = Object.getOwnPropertyDescriptor(message, "data")!;
    Object.defineProperty(message, "data", {
      get(this: MessageEvent) {
        const data = get!.call(this);
        return typeof data === "string" ? data.replace("▒", "x".repeat(length)) : data;
      },
    });
    window.WebSocket = class extends WebSocket {
      constructor(url: string) {
        super(url);
        addEventListener("cut", () => this.close(4000));
      }
    };
  }, LONGEST);
  await playing(printing("▒"), "Too long", async (gateway) => {
    await page.goto(gateway.url);
    await expect(page.getByText(LAST_WORDS)).toBeVisible({ timeout: 30_000 });
    const notice = page.locator('[data-row="left-out"]');
    await expect(notice).toContainText("67 MB");
    await expect(page.locator('[data-kind="bash"]')).toHaveCount(0);

    // It is not asked for again, whatever becomes of the connection.
    await page.evaluate(() => dispatchEvent(new Event("cut")));
    await expect.poll(() => streams).toBe(2);
    const connection = page.locator(".pc-connection");
    await expect(connection).toHaveAttribute("data-connection", "open", { timeout: 20_000 });
    await expect(notice).toContainText("Something of 67 MB");

    await notice.getByRole("button", { name: "Dismiss" }).click();
    await expect(notice).toHaveCount(0);
  });
});
