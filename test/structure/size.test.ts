import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../support.js";

test("files hold one subject: the median is under 80 lines, nine of ten are under 250, none but a table is over 400", (context) => {
  const sizes = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ name, lines: readFileSync(join(root, "src", name), "utf8").split("\n").length }))
    .sort((a, b) => a.lines - b.lines);
  const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))].lines;
  const long = sizes
    .filter((file) => file.lines > 400 && !/(^|[-/])tables?\.ts$/.test(file.name))
    .map((file) => `${file.lines} ${file.name}`);
  context.diagnostic(`${sizes.length} files, median ${at(0.5)} lines, nine of ten under ${at(0.9)}`);
  assert.ok(at(0.5) <= 80, `the median is ${at(0.5)} lines`);
  assert.ok(at(0.9) <= 250, `nine of ten are under ${at(0.9)} lines`);
  assert.deepEqual(long, []);
});
