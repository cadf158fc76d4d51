import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CsvScanner, readCsv, writeCsvRecord } from "../../src/content/csv.js";
import type { ContentError } from "../../src/content/errors.js";

const utf8 = new TextEncoder();
const read = (text: string) => readCsv(utf8.encode(text));

test("the dialect of commons-csv", () => {
  const cases: [string, string[][]][] = [
    ["1,C,34.5", [["1", "C", "34.5"]]],
    ['2,"C",34.5', [["2", "C", "34.5"]]],
    ["1, x,2 ", [["1", " x", "2 "]]],
    [
      "a,b\nc,d\r\ne,f\rg,h",
      [
        ["a", "b"],
        ["c", "d"],
        ["e", "f"],
        ["g", "h"],
      ],
    ],
    ["\n\r\n1\n\n\n2\n\n", [["1"], ["2"]]],
    [" \n1", [[" "], ["1"]]],
    ["1,2,", [["1", "2", ""]]],
    ["1,2,\n3", [["1", "2", ""], ["3"]]],
    [",", [["", ""]]],
    ['""', [[""]]],
    ['"a,b","c\nd","e""f"', [["a,b", "c\nd", 'e"f']]],
    ['a"b"c,d', [['a"b"c', "d"]]],
    ['"a" \t,b', [["a", "b"]]],
    ["größe,筧", [["größe", "筧"]]],
    ["\ufeffa,b", [["a", "b"]]],
    ["", []],
    ["\n\n", []],
  ];
  for (const [text, records] of cases) assert.deepEqual(read(text), records, JSON.stringify(text));
});

test("what commons-csv refuses, in its words", () => {
  const cases: [string, string, number][] = [
    ['1,"x', "(startline 1) EOF reached before encapsulated token finished", 0],
    ['1\n\n2,"x\n', "(startline 3) EOF reached before encapsulated token finished", 1],
    ['"a"b,c', "(line 1) invalid char between encapsulated token and delimiter", 0],
    ['1,"a\nb"c', "(line 2) invalid char between encapsulated token and delimiter", 0],
  ];
  for (const [text, message, row] of cases) {
    assert.throws(
      () => read(text),
      (error: ContentError) => {
        assert.equal(error.code, "csv-syntax");
        assert.equal(error.message, message);
        assert.equal(error.place.row, row);
        return true;
      },
    );
  }
});

test("cells that are left unread are passed over", () => {
  const scanner = new CsvScanner(utf8.encode('1,2,"x\ny",4\n5,6'));
  assert.equal(scanner.recordsLikely(), 3);
  assert.ok(scanner.nextRecord() && scanner.nextCell());
  assert.equal(scanner.number(), 1);
  assert.ok(scanner.nextRecord() && scanner.nextCell());
  assert.equal(scanner.number(), 5);
  assert.equal(scanner.row, 1);
  assert.ok(scanner.nextCell());
  assert.ok(!scanner.nextCell());
  assert.ok(!scanner.nextRecord());
});

test("what is written is read back", () => {
  const cell = fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[a",\r\n ]{0,8}$/));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (records) => {
      const text = records.map((record) => `${writeCsvRecord(record)}\r\n`).join("");
      assert.deepEqual(read(text), records);
    }),
  );
});

test("no input breaks the reader", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.stringMatching(/^[a",\r\n]*$/).map((text) => utf8.encode(text)),
      ),
      (bytes) => {
        try {
          readCsv(bytes);
        } catch (error) {
          assert.equal((error as Error).name, "ContentError");
        }
      },
    ),
    { numRuns: 500 },
  );
});
