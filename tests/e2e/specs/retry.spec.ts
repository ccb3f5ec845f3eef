// A request that is tried again says when, every second anew.
import { type WebSocketRoute } from "@playwright/test";
import { begin, partOf, playing, recording } from "./support/made";
import { expect, test } from "./support/test";

const CONVERSATION = recording([
  ...begin(0, "Begin."),
  partOf(0, "b", "1", { type: "text", text: "The work has begun.", time: { start: 2, end: 3 } }),
]);

test("counts down to the retry, and goes on after it", async ({ page }) => {
  // The agent's own session, and the stream that the page hears of it.
  let session = "";
  let envelope: { [name: string]: unknown } = {};
  let stream!: WebSocketRoute;
  await page.routeWebSocket(/./, (socket) => {
    stream = socket;
    socket.connectToServer().onMessage((message) => {
      const said = JSON.parse(message.toString());
      const about = said.data?.properties?.sessionID;
      if (about) [session, envelope] = [about, said];
      socket.send(message);
    });
  });
  const say = (status: object) => {
    const data = { type: "session.status", properties: { sessionID: session, status } };
    // An event without a number always counts.
    stream.send(JSON.stringify({ ...envelope, eventId: 0, data }));
  };
  await playing(CONVERSATION, "Retried", async (gateway) => {
    await page.goto(gateway.url);
    await expect(page.getByText("The work has begun.")).toBeVisible();
    const next = Date.now() + 5_000;
    say({ type: "retry", attempt: 2, message: "Overloaded", next });
    const notice = page.locator('[data-row="retry"]');
    await expect(notice).toContainText("Overloaded");
    const left = async () => {
      const text = (await notice.textContent())!;
      return text.includes("Retrying…") ? 0 : Number(/Retrying in (\d+) s/.exec(text)![1]);
    };
    const first = await left();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(5);
    await expect.poll(left).toBeLessThan(first);
    await expect.poll(left).toBe(0);
    // It never says so before it is time.
    expect(Date.now()).toBeGreaterThanOrEqual(next - 1_000);

    say({ type: "busy" });
    await expect(notice).toHaveCount(0);
  });
});
