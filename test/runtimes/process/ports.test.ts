import assert from "node:assert/strict";
import { test } from "node:test";
import { freePorts } from "../../../src/runtimes/process/ports.js";

test("runs of ports that were given out at the same time share none, until they are released", async () => {
  const runs = await Promise.all(Array.from({ length: 60 }, freePorts));
  const ports = runs.flatMap(({ bind, safe }) => {
    assert.equal(safe.first, bind + 1);
    return Array.from({ length: safe.last - bind + 1 }, (_, offset) => bind + offset);
  });
  assert.equal(new Set(ports).size, 60 * 11);
  for (const { release } of runs) release();
});
