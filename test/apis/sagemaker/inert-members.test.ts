import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { shapes } from "../../../src/apis/sagemaker/shape-tables.js";
import type { Shape } from "../../../src/aws/shapes/shape.js";
import { root } from "../../support.js";

test("every member that the documents call inert is one that AWS's model has", () => {
  const document = readFileSync(join(root, "docs/inert-members.md"), "utf8");
  const rows = [...document.matchAll(/^\| (\w+) \| ([\w, ]+) \|/gm)].filter(
    ([, structure]) => structure !== "structure",
  );
  assert.ok(rows.length > 5);
  for (const [, structure, members] of rows) {
    const shape = (shapes as Record<string, Shape>)[structure!];
    assert.ok(shape?.type === "structure", structure);
    for (const member of members!.split(", ")) {
      assert.ok(member in shape.optional || member in shape.required, `${structure}.${member}`);
    }
  }
});
