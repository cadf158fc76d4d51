import assert from "node:assert/strict";
import { test } from "node:test";
import { shapes } from "../../../src/apis/sagemaker/shape-tables.js";
import { broken } from "../../../src/aws/shapes/constraints.js";
import type { Shape } from "../../../src/aws/shapes/shape.js";

const all = Object.entries(shapes) as [string, Shape][];

test("every member, element and value has its shape in the table", () => {
  for (const [name, shape] of all) {
    const used =
      shape.type === "structure"
        ? [...Object.values(shape.required), ...Object.values(shape.optional)]
        : shape.type === "list"
          ? [shape.member]
          : shape.type === "map"
            ? [shape.key, shape.value]
            : [];
    for (const other of used) assert.ok(other in shapes, `${name} uses ${other}`);
  }
});

test("every pattern is one that JavaScript understands, and is matched in time that grows with the text", () => {
  const hostile = ["a".repeat(5000), "a-".repeat(2500), `${"a".repeat(5000)}!`, "-".repeat(5000)];
  for (const [name, shape] of all) {
    if (shape.type !== "string") continue;
    const started = performance.now();
    for (const text of hostile) broken(shape, text);
    assert.ok(performance.now() - started < 250, name);
  }
});
