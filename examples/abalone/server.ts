import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const cli = fileURLToPath(new URL("../../src/cli/main.js", import.meta.url));

/** Starts `kakehi serve` as a user would, on a free port with a temporary data folder. */
export async function startServer() {
  const data = mkdtempSync(join(tmpdir(), "kakehi-"));
  const child = spawn(process.execPath, [cli, "serve", "--port", "0", "--data", data], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      const ready = /(http:\/\/\S+)/.exec(line);
      if (ready) resolve(ready[1]);
    });
    exited.then(([code]) => reject(new Error(`the server ended with exit code ${code} before it was ready`)));
  });
  const environment = async (format: string) =>
    (await promisify(execFile)(process.execPath, [cli, "env", "--data", data, "--format", format])).stdout.trim();
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION } = JSON.parse(await environment("json"));

  return {
    url,
    region: AWS_REGION as string,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID as string, secretAccessKey: AWS_SECRET_ACCESS_KEY as string },
    /** The exports that other clients need, for a POSIX shell. */
    exports: () => environment("shell"),
    /** Resolves when the server ends, or this process is told to. */
    stopped: () => Promise.race([exited, once(process, "SIGINT"), once(process, "SIGTERM")]),
    async stop() {
      child.kill("SIGTERM");
      await exited;
      rmSync(data, { recursive: true, force: true });
    },
  };
}
