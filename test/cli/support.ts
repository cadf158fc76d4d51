import { execFile } from "node:child_process";
import { join } from "node:path";
import { root } from "../support.js";

/** Runs the compiled command line as a user would; answers its exit code and what it printed. */
export function kakehi(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, "dist/src/cli/main.js"), ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}
