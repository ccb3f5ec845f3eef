// A hostile network between the page and its gateway: whatever it does, nothing is lost or doubled.
import { LEGACY_TASK } from "./support/chat";
import { expect, test } from "./support/network";
import { SESSION, type Fault, type Passage } from "./support/fault-proxy";
import { V2Recording } from "./support/recordings";

/** How far an answer has come when something happens to it. */
const MIDDLE = 40;

const middle = (fault: Fault): Passage[] => [{ after: MIDDLE, fault }];
const closes = (code: number, reason = "") => middle({ kind: "close", code, reason });
const says = (error: string, code: number) => middle({ kind: "error", error, code });

/** A stream that is cut, and what the attempts to open it again meet. */
const cutThen = (...passages: Passage[]): Passage[] => [
  ...middle({ kind: "cut" }),
  ...passages,
];

const envelope = (event: number, type: string, data: unknown) =>
  JSON.stringify({
    eventId: event,
    executionId: null,
    sessionId: SESSION,
    streamEventType: type,
    timestamp: "2026-11-22T16:00:00.000Z",
    data,
  });

const GARBAGE = ["", "{", "null", "[]", '"text"', '{"type":"kilocode"}', "\u0000", "<html>"];

const UNKNOWN = [
  envelope(0, "something_new", { any: ["thing"] }),
  envelope(0, "kilocode", { type: "session.sneezed", properties: { sessionID: "ses_1" } }),
  envelope(0, "heartbeat", null),
  envelope(0, "kilocode", { type: "message.part.delta", properties: { delta: 7 } }),
  envelope(0, "kilocode", null).replace(SESSION, "agent_of_somebody_else"),
];

/** What happens to one answer after the other, all in one conversation. */
const CONVERSATIONS: [string, Passage[][]][] = [
  ["cuts", [
    middle({ kind: "cut" }),
    cutThen({ after: 3, fault: { kind: "cut" } }, { after: 3, fault: { kind: "truncate" } }),
  ]],
  ["frames twice, in halves and of nobody", [
    middle({ kind: "repeat" }),
    middle({ kind: "truncate" }),
    middle({ kind: "inject", frames: [...GARBAGE, Buffer.from([0, 159, 146, 150])] }),
    middle({ kind: "inject", frames: UNKNOWN }),
  ]],
  ["attempts that are refused", [
    cutThen(
      { kind: "refused", status: 401 },
      { kind: "refused", status: 403 },
      { kind: "refused", status: 503 },
    ),
    cutThen({ kind: "no ticket", status: 503 }, { kind: "ticket expired" }),
  ]],
  ["closes of every kind", [
    closes(1000),
    closes(1001, "The gateway stops"),
    closes(1005),
    closes(1008),
    closes(1009),
    closes(1011, "The log cannot be read"),
    closes(1012),
    closes(1013),
    closes(4001),
    closes(1000, "Unauthorized: invalid ticket"),
  ]],
  ["errors that the server says", [
    says("WS_PROTOCOL_ERROR", 1002),
    says("WS_AUTH_ERROR", 1008),
    says("WS_DUPLICATE_CONNECTION", 1000),
    says("WS_INTERNAL_ERROR", 1011),
    says("WS_SOMETHING_NEW", 4999),
  ]],
];

const ANSWER = new V2Recording("reasoning");

for (const [what, answers] of CONVERSATIONS) {
  test(`stays whole through ${what}`, async ({ ask, chat, network, isUndisturbed }) => {
    await chat.open();
    for (const [index, passages] of answers.entries()) {
      const met = network.met + passages.length;
      const words = `reasoning, number ${index}`;
      network.next(...passages);
      await ask(words);
      expect(network.met, `faults of ${words}`).toBe(met);
      await chat.says(chat.answerRows("text"), ANSWER.texts);
      await expect(chat.messagesSaying(words)).toHaveCount(1);
    }
    await chat.isOpen();
    await isUndisturbed();
  });
}

test("stays whole while a session of the first generation is replayed", async ({
  chat,
  network,
  isUndisturbed,
}) => {
  network.next(
    { after: 20, fault: { kind: "cut" } },
    { after: 20, fault: { kind: "repeat" } },
  );
  await chat.open(LEGACY_TASK);
  await expect(chat.session("v1")).toHaveAttribute("data-state", "live");
  await isUndisturbed();
  expect(network.met).toBe(2);
});
