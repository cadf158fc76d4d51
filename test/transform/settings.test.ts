import assert from "node:assert/strict";
import { test } from "node:test";
import { parseExecutionParameters } from "../../src/transform/settings.js";

test("what a container says of itself counts as far as it makes sense", () => {
  const parse = (text: string) => parseExecutionParameters(Buffer.from(text));
  assert.deepEqual(parse('{"MaxConcurrentTransforms":8,"BatchStrategy":"SINGLE_RECORD","MaxPayloadInMB":0}'), {
    MaxConcurrentTransforms: 8,
    BatchStrategy: "SingleRecord",
    MaxPayloadInMB: 0,
  });
  for (const text of [
    '{"MaxConcurrentTransforms":-1,"BatchStrategy":"SingleRecord","MaxPayloadInMB":101}',
    '{"MaxConcurrentTransforms":0,"MaxPayloadInMB":-6}',
    '{"MaxConcurrentTransforms":"4","MaxPayloadInMB":2.5}',
    "null",
    "[]",
    "<html>",
    "",
  ]) {
    assert.deepEqual(parse(text), {}, text);
  }
});
