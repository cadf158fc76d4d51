// Runs the property tests with one seed after another, for as many minutes as the argument says; stops at the first failure.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const until = Date.now() + Number(process.argv[2] ?? 5) * 60_000;
const files = readdirSync("dist/test", { recursive: true })
  .map((name) => join("dist/test", name))
  .filter((path) => path.endsWith(".test.js") && readFileSync(path, "utf8").includes("fc.assert("));
do {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const args = ["--test", "--test-reporter=dot", "--enable-source-maps"];
  const env = { ...process.env, SEED: String(seed) };
  const run = spawnSync(process.execPath, [...args, "--import=./dist/test/seed.js", ...files], {
    stdio: "inherit",
    env,
  });
  if (run.status !== 0) {
    console.error(`failed with SEED=${seed}`);
    process.exit(1);
  }
} while (Date.now() < until);
