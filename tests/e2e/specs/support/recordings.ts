// What real agents had stored after the turns that the scripted agent plays.
import { readdirSync, readFileSync } from "node:fs";
import { shown } from "./words";

type Part = { type: string; text?: string; tool?: string; state?: { status: string } };
type V2Message = { info: { role: string; error?: { name: string } }; parts: Part[] };
type V1Message = {
  type: string;
  say?: string;
  ask?: string;
  content?: string;
  metadata?: Record<string, unknown>;
};

const FOLDER = new URL("../../../transcripts/", import.meta.url);

/** A turn of the second generation. */
export class V2Recording {
  /** The names of all, which are those of their files. */
  static readonly names = readdirSync(new URL("v2/", FOLDER))
    .filter((file) => file.endsWith(".jsonl"))
    .map((file) => file.slice(0, -".jsonl".length))
    .sort();

  readonly messages: V2Message[];

  constructor(name: string) {
    this.messages = read<V2Message[]>(`v2/${name}.messages.json`);
  }

  private get answer(): Part[] {
    return this.messages
      .filter((message) => message.info.role === "assistant")
      .flatMap((message) => message.parts);
  }

  /** What the agent says, text by text, as it is shown. */
  get texts(): string[] {
    return this.answer.filter((part) => part.type === "text").map((part) => shown(part.text ?? ""));
  }

  /** What the agent thinks, as it is shown. */
  get thoughts(): string[] {
    return this.answer
      .filter((part) => part.type === "reasoning")
      .map((part) => shown(part.text ?? ""));
  }

  /** The tools that it used, in order. */
  get tools(): string[] {
    return this.answer.filter((part) => part.type === "tool").map((part) => part.tool ?? "");
  }

  /** How the answer failed, where it did. */
  get errors(): string[] {
    return this.messages.flatMap((message) => message.info.error?.name ?? []);
  }
}

/** A turn of the first generation. */
export class V1Recording {
  readonly messages: V1Message[];

  constructor(name: string) {
    this.messages = read<V1Message[]>(`v1/${name}.messages.json`);
  }

  /** What the agent says, text by text, as it is shown; the first text is the person's. */
  get texts(): string[] {
    return this.messages
      .slice(1)
      .filter(({ say }) => say === "text" || say === "completion_result")
      .map((message) => shown(message.content ?? ""));
  }
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as T;
}
