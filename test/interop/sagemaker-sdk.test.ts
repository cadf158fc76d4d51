import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../support.js";
import { serverForClients } from "./clients.js";

const version = "2.257.6";
const folder = join(root, ".work", "interop", "sagemaker-sdk");

/** A virtual environment with the SDK and all that it depends on, some 300 MB; or why there is none. */
function environment(): { readonly path: string } | { readonly absent: string } {
  const path = join(folder, "bin", "python");
  const ready = join(folder, `ready-${version}`);
  if (existsSync(ready)) return { path };
  try {
    execFileSync("python3", ["-m", "venv", "--clear", folder], { stdio: "pipe" });
    execFileSync(path, ["-m", "pip", "install", "--quiet", "--only-binary", ":all:", `sagemaker==${version}`], {
      stdio: "pipe",
      timeout: 600_000,
    });
    writeFileSync(ready, "");
    return { path };
  } catch (error) {
    return { absent: `SageMaker's SDK cannot be installed: ${(error as Error).message.split("\n").at(-1)}` };
  }
}

test("SageMaker's Python SDK: the sample notebook, from training to batch transform", async (context) => {
  const found = environment();
  if ("absent" in found) return context.skip(found.absent);
  const server = await serverForClients();
  context.after(() => server.close());
  const script = join(root, "test", "interop", "sagemaker-sdk", "notebook.py");
  await server.run(found.path, ["-W", "ignore", script, root], {
    PYTHONDONTWRITEBYTECODE: "1",
    SAGEMAKER_TELEMETRY_OPT_OUT: "true",
  });
});
