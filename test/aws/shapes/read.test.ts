import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AwsError } from "../../../src/aws/errors.js";
import { readShape } from "../../../src/aws/shapes/read.js";
import type { ShapeTable } from "../../../src/aws/shapes/shape.js";

const table = {
  Input: {
    type: "structure",
    required: { Name: "Name" },
    optional: {
      Count: "Count",
      Weight: "Weight",
      On: "On",
      At: "At",
      Mode: "Mode",
      Ids: "Ids",
      Parts: "Parts",
      Variables: "Variables",
      Named: "Named",
    },
  },
  Name: { type: "string", min: 2, max: 5, pattern: "[\\p{L}\\p{Alnum}-]*" },
  Count: { type: "integer", min: 1, max: 9 },
  Weight: { type: "float", min: 0 },
  On: { type: "boolean" },
  At: { type: "timestamp" },
  Mode: { type: "string", values: ["A", "B"] },
  Ids: { type: "list", member: "Name", min: 1, max: 2 },
  Parts: { type: "list", member: "Part" },
  Part: { type: "structure", required: { Name: "Name" }, optional: {} },
  Variables: { type: "map", key: "Name", value: "Name" },
  Named: { type: "map", key: "Name", value: "Part" },
} as const satisfies ShapeTable;

const read = (input: unknown) => readShape(table, "Input", input);

test("gives back the members the shape has, times as dates, without nulls", () => {
  const input = {
    Name: "äb-1",
    Count: 1,
    Weight: 0.5,
    On: false,
    At: 1529870369.986,
    Mode: "B",
    Ids: ["ab", null],
    Parts: [{ Name: "cd", Extra: 1 }],
    Variables: { __proto__x: "no" },
    Unknown: "left out",
  };
  const output = read({ ...input, Variables: { ab: "cd" } });
  assert.deepEqual(output, {
    Name: "äb-1",
    Count: 1,
    Weight: 0.5,
    On: false,
    At: new Date(1529870369986),
    Mode: "B",
    Ids: ["ab"],
    Parts: [{ Name: "cd" }],
    Variables: { ab: "cd" },
  });
});

test("words broken constraints as AWS does, with paths in lower camel case", () => {
  const at = (value: string, path: string, constraint: string) =>
    `1 validation error detected: Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;
  const cases: [object, string][] = [
    [{ Name: undefined }, at("null", "name", "Member must not be null")],
    [{ Name: "a" }, at("'a'", "name", "Member must have length greater than or equal to 2")],
    [{ Name: "abcdef" }, at("'abcdef'", "name", "Member must have length less than or equal to 5")],
    [{ Name: "a b" }, at("'a b'", "name", "Member must satisfy regular expression pattern: [\\p{L}\\p{Alnum}-]*")],
    [{ Name: "ab\n" }, at("'ab\n'", "name", "Member must satisfy regular expression pattern: [\\p{L}\\p{Alnum}-]*")],
    [{ Count: 0 }, at("'0'", "count", "Member must have value greater than or equal to 1")],
    [{ Count: 10 }, at("'10'", "count", "Member must have value less than or equal to 9")],
    [{ Mode: "C" }, at("'C'", "mode", "Member must satisfy enum value set: [A, B]")],
    [{ Ids: [] }, at("'[]'", "ids", "Member must have length greater than or equal to 1")],
    [{ Parts: [{ Name: "ab" }, {}] }, at("null", "parts.2.member.name", "Member must not be null")],
    [
      { Ids: ["ab", "c d"] },
      at(
        "'[ab, c d]'",
        "ids",
        "Member must satisfy constraint: [Member must have length less than or equal to 5, Member must have length greater " +
          "than or equal to 2, Member must satisfy regular expression pattern: [\\p{L}\\p{Alnum}-]*]",
      ),
    ],
    [
      { Variables: { ab: "x" } },
      at(
        "'{ab=x}'",
        "variables",
        "Map value must satisfy constraint: [Member must have length less than or equal to 5, Member must have length greater " +
          "than or equal to 2, Member must satisfy regular expression pattern: [\\p{L}\\p{Alnum}-]*]",
      ),
    ],
    [
      { Variables: { a: "xy" } },
      at(
        "'{a=xy}'",
        "variables",
        "Map keys must satisfy constraint: [Member must have length less than or equal to 5, Member must have length greater " +
          "than or equal to 2, Member must satisfy regular expression pattern: [\\p{L}\\p{Alnum}-]*]",
      ),
    ],
    [{ Named: { ab: {} } }, at("null", "named.ab.member.name", "Member must not be null")],
  ];
  for (const [input, message] of cases) {
    assert.throws(() => read({ Name: "ab", ...input }), { code: "ValidationException", status: 400, message });
  }
});

test("lists every broken constraint", () => {
  assert.throws(() => read({ Name: "a b c d", Count: 0 }), {
    message:
      "3 validation errors detected: Value 'a b c d' at 'name' failed to satisfy constraint: Member must have length less than " +
      "or equal to 5; Value 'a b c d' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: " +
      "[\\p{L}\\p{Alnum}-]*; Value '0' at 'count' failed to satisfy constraint: Member must have value greater than or equal to 1",
  });
});

test("another type is a SerializationException", () => {
  const cases: [object, string][] = [
    [{ Name: 1 }, "NUMBER_VALUE can not be converted to a String"],
    [{ Name: {} }, "Start of structure or map found where not expected."],
    [{ Count: "1" }, "STRING_VALUE can not be converted to an Integer"],
    [{ Count: 1.5 }, "NUMBER_VALUE can not be converted to an Integer"],
    [{ Weight: "1" }, "STRING_VALUE can not be converted to a Float"],
    [{ On: "yes" }, "STRING_VALUE can not be converted to a Boolean"],
    [{ On: 1 }, "NUMBER_VALUE can not be converted to a Boolean"],
    [{ Name: true }, "TRUE_VALUE can not be converted to a String"],
    [{ At: "today" }, "STRING_VALUE can not be converted to a Timestamp"],
    [{ At: 1e300 }, "NUMBER_VALUE can not be converted to a Timestamp"],
    [{ Ids: "ab" }, "Start of list found where not expected."],
    [{ Parts: [1] }, "Start of structure or map found where not expected."],
    [{ Variables: [] }, "Start of structure or map found where not expected."],
  ];
  for (const [input, message] of cases) {
    assert.throws(() => read({ Name: "ab", ...input }), { code: "SerializationException", message });
  }
});

test("keys of a map are kept as they are, whatever they mean to JavaScript", () => {
  const input = JSON.parse('{"Name":"ab","Variables":{"__proto__":"xy"}}');
  const unbound = { ...table, Name: { type: "string" } } as const;
  const { Variables } = readShape(unbound, "Input", input);
  assert.equal(JSON.stringify(Variables), '{"__proto__":"xy"}');
});

test("whatever JSON comes in, it is read or refused by one of the two errors", () => {
  const member = fc.constantFrom(...Object.keys(table.Input.optional), "Name", "Extra");
  const input = fc.oneof(fc.dictionary(member, fc.jsonValue()), fc.jsonValue());
  fc.assert(
    fc.property(input, (value) => {
      try {
        read(value);
      } catch (error) {
        assert.ok(error instanceof AwsError, String(error));
        assert.ok(["ValidationException", "SerializationException"].includes(error.code), error.code);
      }
    }),
    { numRuns: 500 },
  );
});
