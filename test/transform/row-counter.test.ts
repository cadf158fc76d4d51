import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { countRows } from "../../src/transform/blocks/row-check.js";
import { csvSplitter } from "../../src/transform/split/csv.js";
import { lineSplitter } from "../../src/transform/split/line.js";
import { RowCounter } from "../../src/transform/streams/row-counter.js";
import { inPieces } from "./records.js";

test("rows that go by in pieces are as many as a splitter finds in the whole", async () => {
  const text = fc.array(fc.constantFrom("a", ",", '"', "\n", "\r"), { maxLength: 60 }).map((marks) => marks.join(""));
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(text, sizes, async (rows, pieces) => {
      const bytes = new Uint8Array(Buffer.from(rows));
      for (const splitter of [csvSplitter, lineSplitter]) {
        const counter = new RowCounter(splitter === csvSplitter);
        for await (const piece of inPieces(bytes, pieces)) counter.push(piece);
        assert.equal(counter.rows, countRows(bytes, splitter));
      }
    }),
    { numRuns: 2000 },
  );
});
