// The attack corpora as recordings that a gateway plays: a turn for each text that attacks.
import { readFileSync } from "node:fs";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Fields = { [name: string]: Json };

type Fields2 = {
  tools: string[];
  states: Fields[];
  parts: { by?: "person"; part: Fields }[];
  events: { event: Fields }[];
  stream: { kind: string; data: Fields }[];
};
type Corpus = {
  strings: string[];
  v2: Fields2;
  v1: { says: string[]; asks: string[]; tools: string[]; payload: Fields };
};
type MarkdownCase = { kind: string; markdown: string; repeat?: string; times?: number };

/** How many of the texts every place of a tool is tried with here; the draw tests try them all. */
const TRIES = 3;

/** What the agent says last. */
export const LAST_WORDS = "These were all the cases.";

const FOLDER = new URL("../../../attacks/", import.meta.url);
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
const corpus = read<Corpus>("fields.json");

/** A recording, and how much is in it. */
export type AttackRecording = { lines: string; turns: number; cases: number };

/** Every case of the markdown corpus, each the answer of a turn, first half of it, then whole. */
export function markdownAttacks(): AttackRecording {
  const cases = read<MarkdownCase[]>("markdown.json");
  const lines = cases.flatMap(({ kind, markdown, repeat = "", times = 0 }, n) => {
    const text = repeat.repeat(times) + markdown;
    const part = (text: string, end: Fields) =>
      partOf(n, "b", "text", { type: "text", text, time: { start: 2, ...end } });
    return [
      ...begin(n, `Case ${n}: ${kind}`),
      part(text.slice(0, text.length / 2), {}),
      part(text, { end: 3 }),
    ];
  });
  return recording([...lines, ...end(cases.length)], cases.length + 1, cases.length);
}

/** The texts in the fields of tools, other parts and events of the second generation. */
export function fieldAttacks(): AttackRecording {
  const { tools, states, parts, events, stream } = corpus.v2;
  let cases = 0;
  const lines = corpus.strings.flatMap((attack, n) => {
    const cards = tools
      .flatMap((tool) => states.map((state) => ({ type: "tool", callID: attack, tool, state })))
      .filter((_, at) => (at + n) % corpus.strings.length < TRIES);
    cases += cards.length + parts.length + events.length + stream.length;
    return [
      ...begin(n, attack),
      ...parts.map(({ by, part }, at) =>
        partOf(n, by === "person" ? "a" : "b", `p${at}`, filled(part, attack, n))),
      ...cards.map((card, at) => partOf(n, "b", `t${at}`, filled(card, attack, n))),
      ...events.map(({ event }) => agent(filled(event, attack, n))),
      ...stream.map(({ kind, data }) => envelope(filled(kind, attack, n), filled(data, attack, n))),
    ];
  });
  const turns = corpus.strings.length;
  return recording([...lines, ...end(turns)], turns + 1, cases);
}

/** The texts in what messages of the first generation say and ask. */
export function firstGenerationAttacks(): AttackRecording {
  const { says, asks, tools, payload } = corpus.v1;
  let ts = 1_795_362_501_797;
  let cases = 0;
  const lines = corpus.strings.flatMap((attack, n) => {
    const say = (way: "say" | "ask", kind: string, body: Fields) =>
      agent(filled(
        { timestamp: ts++, type: way, [way]: kind, source: "extension", images: [attack], ...body },
        attack,
        n,
      ));
    const said = (["say", "ask"] as const).flatMap((way) => {
      const kinds = way === "say" ? says : asks;
      return [
        ...kinds.flatMap((kind) => [{ content: "{attack}" }, { metadata: payload }]
          .map((body) => ({ way, kind, body }))),
        ...tools.map((tool) => ({ way, kind: "tool", body: { metadata: { ...payload, tool } } })),
      ];
    }).filter((_, at) => (at + n) % corpus.strings.length < 2 * TRIES);
    cases += said.length;
    return [
      say("say", "user_feedback", { content: "{attack}" }),
      ...said.map(({ way, kind, body }) => say(way, kind, body)),
    ];
  });
  const last = agent({
    timestamp: ts, type: "say", say: "text", source: "extension", content: LAST_WORDS,
  });
  return recording([...lines, last], corpus.strings.length, cases);
}

function recording(lines: string[], turns: number, cases: number): AttackRecording {
  return { lines: lines.map((line) => `${line}\n`).join(""), turns, cases };
}

/** A place with an attack in it. */
function filled<T extends Json>(place: T, attack: string, n: number): T {
  const fill = (text: string) => text.replaceAll("{n}", String(n)).replaceAll("{attack}", attack);
  const inside = (value: Json): Json => {
    if (typeof value === "string") return fill(value);
    if (Array.isArray(value)) return value.map(inside);
    if (value === null || typeof value !== "object") return value;
    // Not by assignment: a field may be named `__proto__`.
    return Object.fromEntries(
      Object.entries(value).map(([name, value]) => [fill(name), inside(value)]),
    );
  };
  return inside(place) as T;
}

function begin(n: number, question: string): string[] {
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

function end(n: number): string[] {
  return [
    ...begin(n, "Was that all?"),
    partOf(n, "b", "end", { type: "text", text: LAST_WORDS, time: { start: 2, end: 3 } }),
  ];
}

function message(n: number, which: string, fields: Fields): string {
  const info = { id: messageId(n, which), sessionID: "ses_1", ...fields };
  return agent({ type: "message.updated", properties: { sessionID: "ses_1", info } });
}

function partOf(n: number, which: string, name: string, fields: Fields): string {
  const part = {
    ...fields,
    id: `prt_${n}_${name}`,
    sessionID: "ses_1",
    messageID: messageId(n, which),
  };
  return agent({ type: "message.part.updated", properties: { sessionID: "ses_1", part } });
}

/** Messages are ordered by their names. */
function messageId(n: number, which: string): string {
  return `msg_${n}_${which}`;
}

function agent(data: Fields): string {
  return envelope("kilocode", data);
}

function envelope(streamEventType: string, data: Json): string {
  return JSON.stringify({ sessionId: "recorded", streamEventType, data });
}
