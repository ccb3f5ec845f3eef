// A network that a test commands: it stands between the page and the gateway.
import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { close, frame, Frames } from "./frames";

/** What happens to an open stream. */
export type Fault =
  /** The connection is cut. */
  | { kind: "cut" }
  /** Nothing comes any more, and nobody is told. */
  | { kind: "half-open" }
  /** All frames so far come again. */
  | { kind: "repeat" }
  /** The next frame is cut in its middle, and the connection with it. */
  | { kind: "truncate" }
  /** Frames come that the gateway never sent; `SESSION` in a text is the stream's own session. */
  | { kind: "inject"; frames: (string | Uint8Array)[] }
  /** The server closes; 1005 is a close without a code. */
  | { kind: "close"; code: number; reason?: string }
  /** The server says an error, then closes. */
  | { kind: "error"; error: string; code: number };

/** How an attempt to connect is refused. */
export type Refusal =
  /** The call for the ticket is answered with this status. */
  | { kind: "no ticket"; status: number }
  /** The ticket is none any more when it comes to the gateway, which answers 401. */
  | { kind: "ticket expired" }
  /** The upgrade is answered with this status. */
  | { kind: "refused"; status: number };

/** What a stream or an attempt to open one meets; a stream does after so many frames. */
export type Passage = Refusal | { after: number; fault: Fault };

/** Stands for the stream's session in texts that are injected. */
export const SESSION = "{session}";

const END_OF_HEAD = "\r\n\r\n";

/** A proxy on a free port. Only streams and their tickets are tampered with. */
export class FaultProxy {
  /** How many faults and refusals were met. */
  met = 0;
  private passages: Passage[] = [];
  private always: Refusal | undefined;
  private readonly streams = new Set<Stream>();

  private constructor(
    private readonly server: Server,
    private readonly gateway: URL,
  ) {
    server.on("request", (incoming, outgoing) => {
      const refusal = incoming.url?.endsWith("/stream-ticket") && this.refusal("no ticket");
      if (refusal) {
        outgoing.writeHead(refusal.status).end();
        return;
      }
      const { hostname, port } = this.gateway;
      const { method, url: path, headers } = incoming;
      const passed = request({ hostname, port, method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      });
      // A gateway that is gone looks to the page as it would without a proxy.
      passed.on("error", () => outgoing.destroy());
      incoming.pipe(passed);
    });
    server.on("upgrade", (incoming, client) => this.open(incoming, client));
  }

  static async start(gateway: string): Promise<FaultProxy> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new FaultProxy(server, new URL(gateway));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What comes next: the open stream meets the first, and each attempt to connect one more. */
  next(...passages: Passage[]): void {
    this.passages = passages;
    for (const stream of this.streams) stream.meets(this.passage());
  }

  /** Refuses every attempt from now on, or none any more. */
  refuse(refusal: Refusal | undefined): void {
    this.always = refusal;
  }

  /** Cuts the open streams at once. */
  cut(): void {
    for (const stream of this.streams) stream.cut();
  }

  async dispose(): Promise<void> {
    this.cut();
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  private open(incoming: IncomingMessage, client: Duplex): void {
    client.on("error", () => client.destroy());
    const refused = this.refusal("refused");
    if (refused) {
      client.end(`HTTP/1.1 ${refused.status} Refused\r\ncontent-length: 0${END_OF_HEAD}`);
      return;
    }
    const target = this.refusal("ticket expired")
      ? incoming.url!.replace(/ticket=[^&]*/, "ticket=expired")
      : incoming.url!;
    const stream = new Stream(this, incoming, target, client, this.gateway);
    stream.meets(this.passage());
    this.streams.add(stream);
    client.once("close", () => this.streams.delete(stream));
  }

  /** What is in the way of an attempt, where it is of this kind. */
  private refusal<Kind extends Refusal["kind"]>(kind: Kind) {
    type Wanted = Extract<Refusal, { kind: Kind }>;
    const next = this.passages[0];
    const found = this.always ?? (next && "kind" in next ? next : undefined);
    if (found?.kind !== kind) return undefined;
    if (!this.always) this.passages.shift();
    this.met += 1;
    return found as Wanted;
  }

  /** What the next stream meets, unless an attempt is refused before. */
  private passage(): { after: number; fault: Fault } | undefined {
    const next = this.passages[0];
    if (!next || "kind" in next) return undefined;
    this.passages.shift();
    return next;
  }
}

/** A stream through a proxy. */
class Stream {
  private readonly upstream: Socket;
  private readonly frames = new Frames();
  private readonly session: string;
  private passed: Buffer[] = [];
  private due: { at: number; fault: Fault } | undefined;
  /** Whether nothing of the gateway's gets through any more. */
  private isSilent = false;
  private head: Buffer | undefined = Buffer.alloc(0);

  constructor(
    private readonly proxy: FaultProxy,
    incoming: IncomingMessage,
    target: string,
    private readonly client: Duplex,
    gateway: URL,
  ) {
    this.session = new URLSearchParams(target.split("?")[1]).get("cloudAgentSessionId") ?? "";
    this.upstream = connect(Number(gateway.port), gateway.hostname);
    const { rawHeaders } = incoming;
    const headers = rawHeaders.map((word, at) => (at % 2 ? `${word}\r\n` : `${word}: `)).join("");
    this.upstream.write(`GET ${target} HTTP/1.1\r\n${headers}\r\n`);
    client.pipe(this.upstream);
    this.upstream.on("data", (bytes: Buffer) => this.take(bytes));
    this.upstream.on("error", () => this.upstream.destroy());
    this.upstream.on("close", () => {
      if (!this.isSilent) this.client.end();
    });
    client.on("close", () => this.upstream.destroy());
  }

  /** Something happens after so many frames more. */
  meets(passage: { after: number; fault: Fault } | undefined): void {
    this.due = passage && { at: this.passed.length + passage.after, fault: passage.fault };
  }

  cut(): void {
    this.isSilent = true;
    this.client.destroy();
  }

  private take(bytes: Buffer): void {
    if (this.isSilent) return;
    if (this.head) {
      this.head = Buffer.concat([this.head, bytes]);
      const end = this.head.indexOf(END_OF_HEAD);
      if (end < 0) return;
      bytes = this.head.subarray(end + END_OF_HEAD.length);
      this.client.write(this.head.subarray(0, end + END_OF_HEAD.length));
      this.head = undefined;
    }
    for (const next of this.frames.take(bytes)) {
      if (this.due && this.due.at <= this.passed.length) {
        const { fault } = this.due;
        this.due = undefined;
        this.proxy.met += 1;
        this.suffer(fault, next);
      }
      if (this.isSilent) return;
      this.passed.push(next);
      this.client.write(next);
    }
  }

  private suffer(fault: Fault, next: Buffer): void {
    switch (fault.kind) {
      case "cut":
        this.cut();
        break;
      case "half-open":
        this.isSilent = true;
        break;
      case "repeat":
        this.client.write(Buffer.concat(this.passed));
        break;
      case "truncate":
        this.isSilent = true;
        this.client.end(next.subarray(0, next.length / 2));
        break;
      case "inject":
        for (const content of fault.frames) this.client.write(frame(this.addressed(content)));
        break;
      case "close":
        this.isSilent = true;
        this.client.end(close(fault.code, fault.reason ?? ""));
        break;
      case "error": {
        this.isSilent = true;
        const error = { type: "error", code: fault.error, message: "No." };
        this.client.write(frame(JSON.stringify(error)));
        this.client.end(close(fault.code, ""));
      }
    }
  }

  private addressed(content: string | Uint8Array): string | Uint8Array {
    return typeof content === "string" ? content.replaceAll(SESSION, this.session) : content;
  }
}
