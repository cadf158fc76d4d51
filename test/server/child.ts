import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Settings } from "../../src/server/config.js";

export interface ServerProcess {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Milliseconds from the start of the process until requests were taken. */
  readonly readyMs: number;
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Starts a server with the images for tests in a process of its own. */
export async function spawnServer(settings: Settings): Promise<ServerProcess> {
  const started = performance.now();
  const script = fileURLToPath(new URL("serve.js", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, JSON.stringify(settings)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout! });
  const [line] = (await Promise.race([once(lines, "line"), exited.then(() => ["exited"])])) as [string];
  if (line === "exited") throw new Error("the server ended before it took requests");
  const readyMs = performance.now() - started;
  const kill = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  return { ...(JSON.parse(line) as { url: string; accessKeyId: string; secretAccessKey: string }), readyMs, kill };
}
