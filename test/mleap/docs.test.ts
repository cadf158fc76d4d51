import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { root } from "../support.js";

test("docs/ops.md is what the registry says (node scripts/ops-table.mjs writes it)", async () => {
  const { opsTable } = await import(pathToFileURL(join(root, "scripts", "ops-table.mjs")).href);
  assert.equal(readFileSync(join(root, "docs", "ops.md"), "utf8"), await opsTable());
});
