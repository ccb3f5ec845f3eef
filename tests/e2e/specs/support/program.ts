// Programs that tests start: where they are, and where they say that they listen.
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

const READY = /listening on (http:\/\/\S+)/;
const READY_LIMIT = 20_000;

/** Waits for the address that a program announces. */
export async function ready(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}:\n${said.join("\n")}`));
    const limit = setTimeout(() => fail("The program did not say where it listens"), READY_LIMIT);
    child.once("error", (error) => fail(`The program could not be started: ${error.message}`));
    child.once("exit", (code) => fail(`The program ended with ${code}`));
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output! }).on("line", (line) => {
        said.push(line);
        const address = READY.exec(line)?.[1];
        if (!address) return;
        clearTimeout(limit);
        resolve(address);
      });
    }
  });
}

/** A variable of the environment that `cargo xtask e2e` sets. */
export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; \`cargo xtask e2e\` sets it.`);
  return value;
}
