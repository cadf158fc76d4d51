import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support.js";

/**
 * The interpreter of a virtual environment below .work/interop/ with these packages (`name==version`, nothing else: what they
 * depend on must be among them), made when absent; or the reason why there is none, to skip with.
 */
export function python(
  name: string,
  packages: readonly string[],
): { readonly path: string } | { readonly absent: string } {
  const folder = join(root, ".work", "interop", name);
  const path = join(folder, "bin", "python");
  const ready = join(folder, packages.join("-").replace(/[^\w.-]/g, "_"));
  if (existsSync(ready)) return { path };
  const steps: [string, string[]][] = [
    ["python3", ["-m", "venv", "--clear", folder]],
    [path, ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:", ...packages]],
    [path, ["-c", `open(${JSON.stringify(ready)}, "w")`]],
  ];
  for (const [command, parameters] of steps) {
    const { error, status, stderr } = spawnSync(command, parameters, { encoding: "utf8" });
    if (error) return { absent: `${command} is not there` };
    if (status !== 0)
      return { absent: `${packages.join(", ")} cannot be installed: ${stderr.trim().split("\n").at(-1)}` };
  }
  return { path };
}
