// Recordings that tests make themselves, and a gateway that plays one.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Gateway } from "./gateway";

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Fields = { [name: string]: Json };

/** The lines of a recording. */
export type Recording = string;

export function recording(lines: string[]): Recording {
  return lines.map((line) => `${line}\n`).join("");
}

/** Runs a gateway whose only project plays a recording; `name` becomes the project's title. */
export async function playing(
  recording: Recording,
  name: string,
  look: (gateway: Gateway) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "project-chat-made-"));
  const file = join(folder, `${name}.jsonl`);
  await writeFile(file, recording);
  const gateway = await Gateway.start({ speed: "max", recording: file });
  try {
    await look(gateway);
  } finally {
    await gateway.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The turn of a number begins: the person's message `a`, and an answer `b` without parts. */
export function begin(n: number, question: string): string[] {
  return [
    message(n, "a", { role: "user", time: { created: 1000 * n + 1 } }),
    partOf(n, "a", "q", { type: "text", text: question }),
    message(n, "b", {
      role: "assistant",
      parentID: messageId(n, "a"),
      time: { created: 1000 * n + 2 },
    }),
  ];
}

/** A message of a turn is said, or said anew. */
function message(n: number, which: string, fields: Fields): string {
  const info = { id: messageId(n, which), sessionID: "ses_1", ...fields };
  return agent({ type: "message.updated", properties: { sessionID: "ses_1", info } });
}

/** A part of a message of a turn is said, or said anew. */
export function partOf(n: number, which: string, name: string, fields: Fields): string {
  const part = {
    ...fields,
    id: `prt_${n}_${name}`,
    sessionID: "ses_1",
    messageID: messageId(n, which),
  };
  return agent({ type: "message.part.updated", properties: { sessionID: "ses_1", part } });
}

/** A tool of the answer of a turn is done; `state` has its input and its output. */
export function toolOf(n: number, name: string, tool: string, state: Fields): string {
  const time = { start: 2, end: 3 };
  return partOf(n, "b", name, {
    type: "tool",
    callID: name,
    tool,
    state: { status: "completed", title: "", time, metadata: {}, ...state },
  });
}

function messageId(n: number, which: string): string {
  return `msg_${n}_${which}`;
}

/** An event of the agent's own. */
export function agent(data: Fields): string {
  return envelope("kilocode", data);
}

/** An event of the stream. */
export function envelope(streamEventType: string, data: Json): string {
  return JSON.stringify({ sessionId: "recorded", streamEventType, data });
}
