import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { writeZip } from "../../src/bytes/zip-writer.js";
import { root } from "../support.js";
import { filesOf, shapes, strings } from "./support.js";

test("the TypeScript of docs/moving-from-mleap.md runs", async () => {
  const guide = readFileSync(join(root, "docs/moving-from-mleap.md"), "utf8");
  const code = /```ts\n([^`]*)```/.exec(guide)![1]!;
  const folder = mkdtempSync(join(tmpdir(), "kakehi-guide-"));
  try {
    const nodes = [
      {
        name: "index",
        op: "string_indexer",
        attributes: { labels: strings("M", "F") },
        inputs: { input: "sex" },
        outputs: { output: "sex_index" },
      },
      {
        name: "assemble",
        op: "vector_assembler",
        attributes: { input_shapes: shapes(0, 0) },
        inputs: { input0: "sex_index", input1: "length" },
        outputs: { output: "features" },
      },
    ];
    const zip = join(folder, "pipeline.zip");
    writeFileSync(zip, await writeZip(filesOf(nodes)));
    const library = pathToFileURL(join(root, "dist/src/mleap/index.js")).href;
    const script = join(folder, "guide.mjs");
    const runnable = code
      .replace('"kakehi/mleap"', JSON.stringify(library))
      .replace('"pipeline.zip"', JSON.stringify(zip));
    writeFileSync(script, `${runnable}\nexport { features };\n`);
    const { features } = await import(pathToFileURL(script).href);
    assert.deepEqual([...features], [1, 0.515]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
