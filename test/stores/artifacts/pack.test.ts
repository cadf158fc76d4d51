import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { collect } from "../../../src/bytes/source.js";
import { readTarFiles } from "../../../src/bytes/tar.js";
import { filesBelow, packed } from "../../../src/stores/artifacts/pack.js";

test("files below a folder are packed under their paths", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-pack-"));
  context.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "b"));
  writeFileSync(join(folder, "b", "two"), "2");
  writeFileSync(join(folder, "a"), "");
  const files = await filesBelow(folder);
  const archive = await readTarFiles(gunzipSync(await collect(packed(files))));
  assert.deepEqual(
    [...archive].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]),
    [
      ["a", ""],
      ["b/two", "2"],
    ],
  );
});

test("no folder has no files; what is no folder is an error, not an empty archive", async () => {
  assert.deepEqual(await filesBelow("/nowhere/at/all"), []);
  await assert.rejects(filesBelow("/dev/null"), { code: "ENOTDIR" });
});

test("a file that cannot be read is thrown to whoever reads the archive", async () => {
  const gone = { path: "gone", file: "/nowhere/at/all", size: 3 };
  await assert.rejects(collect(packed([gone])), { code: "ENOENT" });
});
