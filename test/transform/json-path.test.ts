import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { TransformError } from "../../src/transform/errors.js";
import { selectFields } from "../../src/transform/json-path/csv.js";
import { selectJson } from "../../src/transform/json-path/json.js";
import { elements, members } from "../../src/transform/json-path/json-text.js";
import { parseJsonPath } from "../../src/transform/json-path/parse.js";
import { JsonPathError } from "../../src/transform/rule-errors.js";

const row = ["a", "b", "c", "d", "e", "f", "g"];
const fields = (path: string) => selectFields(parseJsonPath(path), row).join("");
const json = (path: string, text: string) => selectJson(parseJsonPath(path), text);

test("CSV rows: indexes, slices, both, wildcards", () => {
  const cases: [string, string][] = [
    ["$", "abcdefg"],
    ["$.*", "abcdefg"],
    ["$[*]", "abcdefg"],
    ["$[1]", "b"],
    ["$[-1]", "g"],
    ["$[1,3,5]", "bdf"],
    ["$[3,1]", "db"],
    ["$[ 0 , -1 ]", "ag"],
    ["$[1:]", "bcdefg"],
    ["$[:5]", "abcde"],
    ["$[2:5]", "cde"],
    ["$[0:-1]", "abcdef"],
    ["$[-2:]", "fg"],
    ["$[5:2]", ""],
    ["$[4:99]", "efg"],
    ["$[0,5:]", "afg"],
    ["$.[1]", "b"],
  ];
  for (const [path, expected] of cases) assert.equal(fields(path), expected, path);
});

test("an index outside of the row is an error", () => {
  for (const path of ["$[7]", "$[-8]", "$[0,7]"]) assert.throws(() => fields(path), { code: "path-outside" }, path);
});

test("JSON: what is selected is copied as it was written", () => {
  const record =
    '{"id": 12345678901234567890, "features" : [1.0, 2e3, {"x":"]}\\"" }], "o":{"a":1,"b":[true,null]}, "n_1":"é"}';
  const cases: [string, string][] = [
    ["$", record],
    ["$.id", "12345678901234567890"],
    ["$['id']", "12345678901234567890"],
    ["$.features", '[1.0, 2e3, {"x":"]}\\"" }]'],
    ["$.features[0]", "1.0"],
    ["$.features[-1]", '{"x":"]}\\"" }'],
    ["$.features[-1].x", '"]}\\""'],
    ["$.features[0,1]", "[1.0,2e3]"],
    ["$.features[1:]", '[2e3,{"x":"]}\\"" }]'],
    ["$.o.*", "[1,[true,null]]"],
    ["$.o.['a','b']", '{"a":1,"b":[true,null]}'],
    ["$['n_1','id']", '{"n_1":"é","id":12345678901234567890}'],
    ["$.n_1", '"é"'],
    ["$['o'].b[*]", "[true,null]"],
  ];
  for (const [path, expected] of cases) assert.equal(json(path, record), expected, path);
  assert.equal(json("$[*].a", '[{"a":1},{"a":2}]'), "[1,2]");
  assert.equal(json("$[1]", " [ 1 , 2 ] "), "2");
  assert.equal(json("$['it\\'s']", `{"it's":1}`), "1");
});

test("JSON: a name that is not there, or a step that does not fit, is an error", () => {
  for (const [path, text] of [
    ["$.a", "{}"],
    ["$.a", "[1]"],
    ["$[0]", '{"a":1}'],
    ["$[1]", "[1]"],
    ["$['a','b']", '{"a":1}'],
    ["$.*", "3"],
  ] as const) {
    assert.throws(() => json(path, text), { code: "path-outside" }, `${path} of ${text}`);
  }
});

test("paths outside of the subset are refused, several slices with AWS's words", () => {
  for (const path of [
    "",
    "a",
    "$..a",
    "$.",
    "$[",
    "$[]",
    "$[?(@.a)]",
    "$['a'",
    "$[1 2]",
    "$[::2]",
    "$a",
    "$['a',1]",
    "$[(1)]",
    "$x[0]",
  ]) {
    assert.throws(() => parseJsonPath(path), JsonPathError, path);
  }
  assert.throws(() => parseJsonPath("$[0:2,246:]"), {
    message:
      "Invalid JsonPath: $[0:2,246:]: only single range filters of format (eg: [1:5]) are supported. Format [0:2,246:] is not supported",
  });
});

test("any JSON is taken apart into the parts it was made of", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      if (Array.isArray(value))
        assert.deepEqual(
          elements(text).map((part) => JSON.parse(part)),
          JSON.parse(text),
        );
      else if (typeof value === "object" && value !== null) {
        assert.deepEqual(
          members(text).map(({ name, value }) => [name, JSON.parse(value)]),
          Object.entries(JSON.parse(text) as object),
        );
      }
    }),
  );
});

test("no path and no JSON crash or hang", () => {
  const part = fc.constantFrom("$", ".", "[", "]", "'", "a", "_", "*", ":", ",", "-", "1", " ", "\\", "(");
  fc.assert(
    fc.property(fc.string({ unit: part, maxLength: 20 }), fc.json(), (path, text) => {
      try {
        JSON.parse(json(`$${path}`, text));
      } catch (error) {
        assert.ok(error instanceof JsonPathError || error instanceof TransformError, String(error));
      }
    }),
  );
});
