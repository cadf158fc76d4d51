// Runs the tests with clients and engines of other languages. Each test file installs what it needs into a folder of its own
// below .work/ and skips itself, saying why, where its language is absent.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const words = process.argv.slice(2);
const folder = "dist/test/interop";
const files = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => name.endsWith(".test.js"))
  .map((name) => join(folder, name))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)));
const result = spawnSync(
  process.execPath,
  ["--test", "--test-reporter=spec", "--test-concurrency=1", "--enable-source-maps", ...files],
  { stdio: "inherit" },
);
process.exit(result.status ?? 1);
