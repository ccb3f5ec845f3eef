// A real gateway with a scripted agent, started and ended by a test.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ready, required } from "./program";

/** How a gateway is to run. */
export type GatewayOptions = {
  /** How many times faster than recorded answers are played; "max" is without pauses. */
  speed: number | "max";
  /** The file of a recording that is played instead of the built-in ones. */
  recording?: string;
};

/** A gateway on a free port, with a data directory of its own. */
export class Gateway {
  /** Where gateways were that their tests are done with. */
  private static readonly left = new Set<string>();

  private child: ChildProcess | undefined;
  private port = 0;

  private constructor(
    private readonly dataDir: string,
    private readonly options: GatewayOptions,
  ) {}

  static async start(options: GatewayOptions): Promise<Gateway> {
    const gateway = new Gateway(await mkdtemp(join(tmpdir(), "project-chat-e2e-")), options);
    await gateway.restart();
    return gateway;
  }

  /** Whether a page is of a gateway that its test is done with, and so may miss it. */
  static isLeft(page: string): boolean {
    return URL.canParse(page) && Gateway.left.has(new URL(page).origin);
  }

  /** Where the gateway and its web page are reached. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it again, on the port and the data directory that it had. */
  async restart(): Promise<void> {
    const child = spawn(
      required("GATEWAY_BIN"),
      [
        ["--port", String(this.port)],
        ["--data-dir", this.dataDir],
        ["--web-root", required("WEB_ROOT")],
        ["--speed", String(this.options.speed)],
        this.options.recording ? ["--recording", this.options.recording] : [],
      ].flat(),
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    this.child = child;
    this.port = Number(new URL(await ready(child)).port);
    Gateway.left.delete(this.url);
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  /** Ends it and forgets what it has kept. */
  async dispose(): Promise<void> {
    Gateway.left.add(this.url);
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
