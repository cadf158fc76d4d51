import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { root } from "../support.js";

test("compiled WebAssembly is that of its source", () => {
  const result = spawnSync(process.execPath, ["scripts/wasm.mjs", "--check"], { cwd: root, encoding: "utf8" });
  assert.equal(result.status, 0, result.stderr);
});
