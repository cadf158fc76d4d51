import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The compiled postprocess handler as a `model.tar.gz`. */
export function packPostprocess(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-postprocess-"));
  try {
    copyFileSync(new URL("postprocess.js", import.meta.url), join(folder, "handler.mjs"));
    return execFileSync("tar", ["-czf", "-", "-C", folder, "handler.mjs"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
