// Rewrites package-lock.json after a change of dependencies: complete for every platform, and without download addresses, so
// that `npm ci` takes each package from whichever registry the machine is set up for.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";

rmSync("node_modules", { recursive: true, force: true });
rmSync("package-lock.json", { force: true });
execFileSync("npm", ["install", "--package-lock-only", "--loglevel=error"], { stdio: "inherit" });
const lock = readFileSync("package-lock.json", "utf8");
writeFileSync("package-lock.json", lock.replace(/^ *"resolved": "https?:.*\n/gm, ""));
