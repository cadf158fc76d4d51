// Makes a clone ready to run: installs from the npm registry when the lock file has changed, compiles when the sources have.
// Every npm script begins with it, so that a fresh clone needs no other step.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`kakehi needs Node 20.19 or newer; this is ${process.versions.node}`);
  process.exit(1);
}

const stamp = "node_modules/.kakehi-installed";
const digest = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== digest) {
  console.log("installing dependencies …");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, digest);
}

mkdirSync("dist", { recursive: true });
run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"]);
removeOrphans("dist");

/** Runs a command with its output shown; a failure ends this process with the same exit code. */
function run(command, args) {
  try {
    execFileSync(command, args, { stdio: "inherit", shell: process.platform === "win32" && command === "npm" });
  } catch (error) {
    process.exit(error.status ?? 1);
  }
}

/** Compiled files whose source is gone would still be run as tests: remove them. */
function removeOrphans(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeOrphans(path);
    else if (/\.(js|js\.map|d\.ts)$/.test(entry.name)) {
      const source = path.slice("dist/".length).replace(/\.(js|js\.map|d\.ts)$/, ".ts");
      if (!existsSync(source)) rmSync(path);
    }
  }
}
