// The attack corpora as recordings that a gateway plays: a turn for each text that attacks.
import { readFileSync } from "node:fs";
import { agent, begin, envelope, partOf, recording, type Fields, type Json, type Recording } from "./made";

type SecondGeneration = {
  tools: string[];
  states: Fields[];
  parts: { by?: "person"; part: Fields }[];
  events: { event: Fields }[];
  stream: { kind: string; data: Fields }[];
};
type Corpus = {
  strings: string[];
  v2: SecondGeneration;
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
export type AttackRecording = { recording: Recording; turns: number; cases: number };

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
  return {
    recording: recording([...lines, ...end(cases.length)]),
    turns: cases.length + 1,
    cases: cases.length,
  };
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
  return { recording: recording([...lines, ...end(turns)]), turns: turns + 1, cases };
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
  return { recording: recording([...lines, last]), turns: corpus.strings.length, cases };
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

function end(n: number): string[] {
  return [
    ...begin(n, "Was that all?"),
    partOf(n, "b", "end", { type: "text", text: LAST_WORDS, time: { start: 2, end: 3 } }),
  ];
}
