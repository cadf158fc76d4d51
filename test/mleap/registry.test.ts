import assert from "node:assert/strict";
import { test } from "node:test";
import { registry, unsupported } from "../../src/mleap/registry.js";

test("every op is registered under its own name", async () => {
  for (const [name, load] of registry) assert.equal((await load()).op.name, name);
  assert.deepEqual(
    [...unsupported.keys()].filter((name) => registry.has(name)),
    [],
  );
});
