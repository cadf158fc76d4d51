import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { partOfName, pathOfKey, readName } from "../../../src/stores/objects/directory/key-path.js";

const key = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(..."aA/.+=%é~"), maxLength: 30 }),
    fc.string({ unit: fc.constantFrom("x", "ü", "/"), minLength: 150, maxLength: 500 }),
  )
  .filter((text) => text !== "" && !/\p{Surrogate}/u.test(text));

/** The key that a path stands for. */
function keyOf(names: readonly string[]): string {
  const parts: string[] = [];
  let continued = "";
  for (const name of names) {
    const { kind, bare } = readName(name);
    if (kind === "continued") continued += bare;
    else {
      parts.push(partOfName(continued, bare));
      continued = "";
    }
  }
  return parts.join("/");
}

test("every key has a path of names that any file system takes, and is found again from it", () => {
  fc.assert(
    fc.property(key, (text) => {
      const names = pathOfKey(text);
      for (const name of names) {
        assert.match(name, /^[a-z0-9_.%-]*[+=]?$/);
        assert.ok(name.length > 0 && name.length <= 201);
        assert.ok(!/^\.|\.$/.test(name), name);
      }
      assert.equal(keyOf(names), text);
      assert.notEqual(readName(names.at(-1)!).kind, "folder");
    }),
    { numRuns: 500 },
  );
});

test("two keys never share a path, and no object's path is another one's folder", () => {
  fc.assert(
    fc.property(fc.uniqueArray(key, { minLength: 2, maxLength: 10 }), (keys) => {
      const paths = keys.map((text) => pathOfKey(text).join("/"));
      assert.equal(new Set(paths).size, keys.length);
      for (const path of paths) assert.ok(!paths.some((other) => other.startsWith(`${path}/`)));
    }),
    { numRuns: 500 },
  );
});
