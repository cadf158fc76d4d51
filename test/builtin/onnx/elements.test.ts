import assert from "node:assert/strict";
import { test } from "node:test";
import { elementOf, elementTypes } from "../../../src/builtin/onnx/elements.js";

test("a cell that the element's type would turn into another value is refused", () => {
  const types = new Map([...elementTypes.values()].map((type) => [type.name, type]));
  const cases = [
    ["uint8", "255", 255],
    ["uint8", "300", undefined],
    ["int8", "-129", undefined],
    ["int64", "-9223372036854775808", -(2n ** 63n)],
    ["int64", "9223372036854775808", undefined],
    ["uint64", "-1", undefined],
    ["bool", "TRUE", 1],
    ["bool", "constructor", undefined],
  ] as const;
  for (const [name, cell, value] of cases) assert.equal(elementOf(types.get(name)!, cell), value, `${name} ${cell}`);
});
