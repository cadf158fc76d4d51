import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { HmacKey } from "../../../src/aws/identity/hmac.js";

test("the same as Node's HMAC, whatever the key and the text, one after the other", () => {
  const ascii = fc.string({ unit: fc.constantFrom(..."az09\n/_-"), maxLength: 3000 });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.array(ascii, { maxLength: 4 }), (key, texts) => {
      const hmac = new HmacKey(key);
      for (const text of texts) {
        assert.equal(hmac.hexOf(text), createHmac("sha256", key).update(text).digest("hex"));
      }
    }),
  );
});
