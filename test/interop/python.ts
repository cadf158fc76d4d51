import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support.js";

/**
 * The interpreter of a virtual environment below .work/interop/ with these packages (`name==version`, nothing else: what they
 * depend on must be among them), made when absent; or the reason why there is none, to skip with. `version` asks for a Python
 * of that version; any Python 3 does without it.
 */
export function python(
  name: string,
  packages: readonly string[],
  version = "3",
): { readonly path: string } | { readonly absent: string } {
  const folder = join(root, ".work", "interop", name);
  const path = join(folder, "bin", "python");
  const ready = join(folder, [version, ...packages].join("-").replace(/[^\w.-]/g, "_"));
  if (existsSync(ready)) return { path };
  // Where pyenv rules, it runs another than its chosen version only when told so.
  const env = version === "3" ? process.env : { ...process.env, PYENV_VERSION: version };
  const steps: [string, string[]][] = [
    [`python${version}`, ["-m", "venv", "--clear", folder]],
    [path, ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:", ...packages]],
    [path, ["-c", `open(${JSON.stringify(ready)}, "w")`]],
  ];
  for (const [command, parameters] of steps) {
    const { error, status, stderr } = spawnSync(command, parameters, { encoding: "utf8", env });
    if (error || status === 127) return { absent: `${command} is not there` };
    if (status !== 0)
      return { absent: `${packages.join(", ")} cannot be installed: ${stderr.trim().split("\n").at(-1)}` };
  }
  return { path };
}
