import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readDelimited } from "../../src/content/delimited.js";
import type { ContentError, ContentErrorCode } from "../../src/content/errors.js";
import { readLibsvm } from "../../src/content/libsvm.js";
import { toDense } from "../../src/content/matrix.js";

const utf8 = new TextEncoder();
const rows = (matrix: { values: Float32Array; rows: number; columns: number }) =>
  Array.from({ length: matrix.rows }, (_, row) => [
    ...matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns),
  ]);
const delimited = (text: string) => rows(readDelimited(utf8.encode(text)));
const libsvm = (text: string, shift?: "if-one-based") => rows(toDense(readLibsvm(utf8.encode(text), shift)));
const nan = Number.NaN;

function refused(code: ContentErrorCode, message?: string) {
  return (error: ContentError) => {
    assert.equal(error.code, code);
    if (message !== undefined) assert.equal(error.message, message);
    return true;
  };
}

test("rows of delimited numbers", () => {
  const cases: [string, number[][]][] = [
    ["5", [[5]]],
    ["1,2", [[1, 2]]],
    ["1;2", [[1, 2]]],
    ["1 2", [[1, 2]]],
    ["1\t2", [[1, 2]]],
    [
      "1,,3\n,,\n4,nan,NaN",
      [
        [1, nan, 3],
        [nan, nan, nan],
        [4, nan, nan],
      ],
    ],
    [
      "\n 1, 2\r\n3,4 \r\n",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "1,2,\r\n3,4,\r\n5,6,7",
      [
        [1, 2, nan],
        [3, 4, nan],
        [5, 6, 7],
      ],
    ],
    ["1_0,.5,1e5,+3", [[10, 0.5, 100000, 3]]],
    ["\u0661\u0662,1", [[12, 1]]],
    ["0.1,16777217", [[Math.fround(0.1), 16777216]]],
    [
      "1\u00e42\u00e43\u00e44\n5\u00e46\u00e47\u00e48".replaceAll("\u00e4", "§"),
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    ],
    ["\ufeff1,2", [[1, 2]]],
  ];
  for (const [text, values] of cases) assert.deepEqual(delimited(text), values, JSON.stringify(text));
});

test("delimited numbers that are refused", () => {
  const cases: [string, ContentErrorCode, string?][] = [
    ["1,NA", "number-syntax", "could not convert string to float: 'NA'"],
    ["a,b\n1,2", "number-syntax", "could not convert string to float: 'a'"],
    ['1,"2"', "number-syntax", "could not convert string to float: '\"2\"'"],
    ["0.1|0.2", "number-syntax", "could not convert string to float: '0.1|0.2'"],
    ["1,0x10", "number-syntax"],
    ["1,inf", "number-range"],
    ["1,1e39", "number-range"],
    ["1,2\n3", "ragged"],
    ["1,2\n\n3,4", "ragged"],
    ["1\n2,3", "ragged"],
    [`1${",".repeat(2000)}${"\n1".repeat(2000)}`, "ragged"],
    ["   ", "delimiter", "Could not determine delimiter"],
  ];
  for (const [text, code, message] of cases)
    assert.throws(() => delimited(text), refused(code, message), text.slice(0, 20));
  assert.throws(
    () => delimited("1,2\n3,x"),
    (error: ContentError) => {
      assert.deepEqual(error.place, { row: 1, column: 1 });
      return true;
    },
  );
});

test("rows of LIBSVM pairs", () => {
  const cases: [string, number[][]][] = [
    ["0 0:1 2:3", [[1, nan, 3]]],
    [
      "1 1:5\n0\n1 0:0 1:2",
      [
        [nan, 5],
        [nan, nan],
        [0, 2],
      ],
    ],
    ["0:1\n1\n1", [[1]]],
    ["0:1 0:2.5", [[3.5]]],
    [
      "1 3:1e2\r\n0 0:7\r\n",
      [
        [nan, nan, nan, 100],
        [7, nan, nan, nan],
      ],
    ],
    ["qid:4".replace("qid", "0"), [[4]]],
    ["0:1:9", [[1]]],
  ];
  for (const [text, values] of cases) assert.deepEqual(libsvm(text), values, JSON.stringify(text));
  assert.deepEqual(libsvm("1 1:5 2:6", "if-one-based"), [[5, 6]]);
  assert.deepEqual(libsvm("1 1:5 2:6\n1 0:1", "if-one-based"), [
    [nan, 5, 6],
    [1, nan, nan],
  ]);
});

test("LIBSVM that is refused", () => {
  const cases: [string, ContentErrorCode, string?][] = [
    ["1", "no-values", "cannot infer dimensions from zero sized index arrays"],
    ["", "no-values"],
    ["1 a:1", "number-syntax", "invalid literal for int() with base 10: 'a'"],
    ["1 1:b", "number-syntax", "could not convert string to float: 'b'"],
    ["1 -1:1", "number-range"],
    ["1 99999999999:1", "number-range"],
    ["1 1:inf", "number-range"],
  ];
  for (const [text, code, message] of cases) assert.throws(() => libsvm(text), refused(code, message), text);
});

test("no input breaks the readers", () => {
  const text = fc.stringMatching(/^[0-9.,:;e\n\r -]{0,60}$/).map((value) => utf8.encode(value));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), text), (bytes) => {
      for (const read of [readDelimited, readLibsvm]) {
        try {
          read(bytes);
        } catch (error) {
          assert.equal((error as Error).name, "ContentError");
        }
      }
    }),
    { numRuns: 1000 },
  );
});
