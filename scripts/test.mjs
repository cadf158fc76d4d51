// Runs the compiled tests with Node's own runner. Arguments narrow the run: `npm test -- mleap xgboost` runs the tests whose
// path contains one of the words. The tests of other languages' clients (test/interop) have their own command.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const words = process.argv.slice(2);
const files = readdirSync("dist/test", { recursive: true })
  .map((name) => join("dist/test", name))
  .filter((path) => path.endsWith(".test.js") && !path.includes(join("test", "interop")))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .sort();
if (files.length === 0) {
  console.error(`no test file matches ${words.join(", ")}`);
  process.exit(1);
}
const reporter = process.env.CI ? "spec" : "dot";
const result = spawnSync(
  process.execPath,
  ["--test", `--test-reporter=${reporter}`, "--enable-source-maps", "--import=./dist/test/seed.js", ...files],
  { stdio: "inherit" },
);
process.exit(result.status ?? 1);
