import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Starts `kakehi serve` with a data folder and further flags, in a process whose memory is the server's alone. */
export async function serverProcess(dataFolder: string, ...more: readonly string[]) {
  const cli = fileURLToPath(new URL("../src/cli/main.js", import.meta.url));
  const flags = ["serve", "--port", "0", "--data", dataFolder, "--no-auth", ...more];
  const child = spawn(process.execPath, [cli, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
  };
  return { url: /http:\S+/.exec(line)![0], pid: child.pid!, stop };
}
