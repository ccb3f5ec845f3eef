// The peer of the contract of transports and backends, with the page that runs its cases.
import { spawn, type ChildProcess } from "node:child_process";
import { ready, required } from "./program";

export class Peer {
  private constructor(
    private readonly child: ChildProcess,
    /** Where the page is reached. */
    readonly url: string,
  ) {}

  static async start(): Promise<Peer> {
    const child = spawn(required("CONTRACT_BIN"), [required("CONTRACT_ROOT")], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new Peer(child, await ready(child));
  }

  end(): void {
    this.child.kill("SIGKILL");
  }
}
