import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { Lines } from "../lines.js";
import { watchOver } from "./watchdog.js";

/** How long to wait for the rest of the output of a process that has ended. */
const outputGraceMs = 1_000;

/** How a process ended: `exit code 3`, `signal SIGKILL`, or why it could not be started. */
export type Ending = string;

/** A process and all that it starts: one group, which ends together. */
export class Child {
  /** Resolves when the process has ended and its output has been read to the end. */
  readonly ended: Promise<Ending>;
  readonly #process: ChildProcess;
  /** Its number may be somebody else's by then. */
  #gone = false;

  constructor(
    command: readonly string[],
    options: { cwd: string; env: Record<string, string>; log: (line: string) => void },
  ) {
    const { cwd, env, log } = options;
    this.#process = spawn(command[0], command.slice(1), {
      cwd,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const output of [this.#process.stdout!, this.#process.stderr!]) {
      const lines = new Lines(log);
      output.on("data", (chunk: Buffer) => lines.write(chunk));
      output.on("end", () => lines.end());
    }
    const group = this.#process.pid;
    const forget = group === undefined ? () => {} : watchOver(group);
    this.ended = new Promise((resolve) => {
      this.#process.once("error", (error) => resolve(`it could not be started: ${error.message}`));
      this.#process.once("exit", (code, signal) => {
        this.#signal("SIGKILL"); // what the process has left behind in its group
        this.#gone = true;
        forget();
        const ending = signal === null ? `exit code ${code}` : `signal ${signal}`;
        // A descendant that has left the group may hold the pipes open for ever.
        const late = setTimeout(() => resolve(ending), outputGraceMs);
        this.#process.once("close", () => {
          clearTimeout(late);
          resolve(ending);
        });
      });
    });
  }

  /** SIGTERM to the group, SIGKILL when it has not ended after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#signal("SIGTERM");
    const done = new AbortController();
    const late = sleep(graceMs, true, { signal: done.signal }).catch(() => false);
    if (await Promise.race([this.ended.then(() => false), late])) this.#signal("SIGKILL");
    await this.ended;
    done.abort();
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#process.pid === undefined || this.#gone) return;
    try {
      process.kill(-this.#process.pid, signal);
    } catch {
      // The group has ended already.
    }
  }
}
