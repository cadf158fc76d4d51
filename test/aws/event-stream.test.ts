import assert from "node:assert/strict";
import { test } from "node:test";
import { eventMessage } from "../../src/aws/event-stream.js";

test("a message has the bytes of the specification", () => {
  const message = Buffer.from(eventMessage({ ":a": "b" }, new TextEncoder().encode("xyz")));
  assert.equal(message.readUInt32BE(0), message.length);
  assert.equal(message.readUInt32BE(4), 7);
  assert.equal(message.subarray(12, 19).toString("hex"), "023a6107000162");
  assert.equal(message.subarray(19, 22).toString(), "xyz");
  // The checksums as Python's zlib.crc32 gives them for these bytes.
  assert.equal(message.subarray(8, 12).toString("hex"), "d116c5e9");
  assert.equal(message.subarray(-4).toString("hex"), "3a19613f");
});
