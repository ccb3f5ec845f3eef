// Agents that work inside of agents.
import { agent } from "./made";

const session = (depth: number) => `ses_${depth + 1}`;

/** The answer of an agent at a depth, which hands its work to another one where it is not the last, `below`. */
export function handing(depth: number, below: number): string[] {
  const message = depth === 0 ? "msg_0_b" : `msg_${depth}_b`;
  const part = (name: string, fields: object) =>
    agent({
      type: "message.part.updated",
      properties: {
        sessionID: session(depth),
        part: { id: `prt_${depth}_${name}`, sessionID: session(depth), messageID: message, ...fields },
      },
    });
  const info = { id: message, sessionID: session(depth), role: "assistant", time: { created: 2 } };
  const child = { id: session(depth), parentID: session(depth - 1), title: `Agent ${depth}` };
  const state = {
    status: "completed",
    title: "",
    output: "",
    input: { description: `hand to ${depth + 1}` },
    metadata: { sessionId: session(depth + 1) },
    time: { start: 1, end: 2 },
  };
  return [
    depth > 0 && agent({ type: "session.created", properties: { info: child } }),
    depth > 0 && agent({ type: "message.updated", properties: { sessionID: session(depth), info } }),
    part("1", { type: "text", text: `Words of agent ${depth}.`, time: { start: 1, end: 2 } }),
    depth < below && part("2", { type: "tool", callID: `c${depth}`, tool: "task", state }),
  ].filter((line) => line !== false);
}
