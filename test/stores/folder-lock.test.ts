import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { lockFolder } from "../../src/stores/folder-lock.js";

test("a folder is one server's until it gives it back", () => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-lock-"));
  const unlock = lockFolder(folder);
  assert.throws(() => lockFolder(folder), /is in use by another server/);
  unlock();
  lockFolder(folder)();
  rmSync(folder, { recursive: true });
});
