import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ArchiveError } from "../../src/bytes/errors.js";
import { collect, concat } from "../../src/bytes/source.js";
import { readTar, readTarFiles } from "../../src/bytes/tar.js";
import { writePax, writeTarHeader } from "../../src/bytes/tar-header.js";
import { writeTar } from "../../src/bytes/tar-writer.js";

const utf8 = new TextEncoder();
const end = new Uint8Array(1024);

/** An archive of bare headers, as an attacker would write it. */
function archive(...entries: { path: string; type?: string; target?: string; size?: number }[]): Uint8Array {
  const headers = entries.map((entry) =>
    writeTarHeader({ mode: 0o644, modified: 0, size: 0, type: "0", target: "", ...entry }),
  );
  return concat([...headers, end]);
}

async function entries(source: Uint8Array) {
  const found = [];
  for await (const { path, type, target } of readTar(source)) found.push({ path, type, target });
  return found;
}

const refused = (code: string) => (error: ArchiveError) => error.name === "ArchiveError" && error.code === code;

test("what is written is read back, and the same files give the same bytes", async () => {
  const segment = fc
    .string({ minLength: 1, maxLength: 60, unit: "grapheme" })
    .filter((name) => !/[/\\\0]|^\.\.?$|^[A-Za-z]:/.test(name));
  const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join("/"));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(path, fc.uint8Array({ maxLength: 1500 }), { maxKeys: 5 }), async (tree) => {
      const files = Object.entries(tree).map(([path, body]) => ({ path, body }));
      const bytes = await collect(writeTar(files));
      assert.equal(bytes.length % 512, 0);
      assert.deepEqual(await collect(writeTar(files)), bytes);
      assert.deepEqual(await readTarFiles(bytes), new Map(files.map(({ path, body }) => [path, body])));
    }),
    { numRuns: 50 },
  );
});

test("however the bytes are chunked, the entries are the same", async () => {
  const files = [
    { path: "a", body: utf8.encode("x".repeat(700)) },
    { path: `${"d/".repeat(80)}b`, body: utf8.encode("y") },
  ];
  const bytes = await collect(writeTar(files));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 600 }), async (size) => {
      const chunks = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
      assert.deepEqual(await readTarFiles(chunks), new Map(files.map(({ path, body }) => [path, body])));
    }),
    { numRuns: 30 },
  );
});

test("a body left unread is passed over", async () => {
  const bytes = await collect(
    writeTar([
      { path: "big", body: new Uint8Array(5000) },
      { path: "small", body: utf8.encode("s") },
    ]),
  );
  assert.deepEqual(
    (await entries(bytes)).map((entry) => entry.path),
    ["big", "small"],
  );
});

test("a streamed body must be as long as was said", async () => {
  const body = [new Uint8Array(3), new Uint8Array(4)];
  assert.equal((await collect(writeTar([{ path: "a", body, size: 7 }]))).length, 2048);
  await assert.rejects(collect(writeTar([{ path: "a", body, size: 6 }])), refused("Malformed"));
});

for (const path of ["../a", "a/../../b", "/etc/passwd", "a\\..\\b", "C:/a", "..", ""]) {
  test(`the path ${JSON.stringify(path)} is refused`, async () => {
    await assert.rejects(entries(archive({ path })), refused("UnsafePath"));
    await assert.rejects(collect(writeTar([{ path, body: end }])), (error: ArchiveError) =>
      ["UnsafePath", "Malformed"].includes(error.code),
    );
  });
}

const link = { type: "2" };
const unsafeLinks: Record<string, Parameters<typeof archive>> = {
  "to an absolute path": [{ path: "a", target: "/etc", ...link }],
  "that climbs out": [{ path: "d/a", target: "../../x", ...link }],
  "that climbs after a name": [{ path: "a", target: "b/../..", ...link }],
  "that a later entry goes through": [{ path: "a", target: "b", ...link }, { path: "a/x" }],
  "that a later file overwrites": [{ path: "a", target: "b", ...link }, { path: "a" }],
  "in the place of a folder": [{ path: "a/x" }, { path: "a", target: "b", ...link }],
  "that a hard link names": [
    { path: "d/e/a", target: "../..", ...link },
    { path: "b", target: "d/e/a", type: "1" },
  ],
  "that is hard and climbs out": [{ path: "b", target: "../x", type: "1" }],
};
for (const [name, headers] of Object.entries(unsafeLinks)) {
  test(`a link ${name} is refused`, async () => {
    await assert.rejects(entries(archive(...headers)), refused("UnsafePath"));
  });
}

test("links that stay inside are given", async () => {
  const found = await entries(
    archive({ path: "d/a" }, { path: "d/b", target: "../d/a", ...link }, { path: "c", target: "./d/a", type: "1" }),
  );
  assert.deepEqual(found, [
    { path: "d/a", type: "file", target: "" },
    { path: "d/b", type: "symlink", target: "../d/a" },
    { path: "c", type: "link", target: "d/a" },
  ]);
});

test("devices and sparse files are refused", async () => {
  await assert.rejects(entries(archive({ path: "null", type: "3" })), refused("Unsupported"));
  const pax = writePax([["GNU.sparse.size", "1"]]);
  const padded = concat([pax, new Uint8Array(512 - pax.length)]);
  const header = archive({ path: "pax", type: "x", size: pax.length }).subarray(0, 512);
  await assert.rejects(entries(concat([header, padded, archive({ path: "a" })])), refused("Unsupported"));
});

test("archives cut anywhere are truncated, not shortened in silence", async () => {
  const bytes = await collect(writeTar([{ path: "a", body: new Uint8Array(700) }]));
  for (const length of [0, 1, 511, 513, 1000, 1400]) {
    await assert.rejects(entries(bytes.subarray(0, length)), refused("Truncated"), `${length} bytes`);
  }
});

test("no input crashes or hangs the reader: it gives entries or an ArchiveError", async () => {
  const bytes = await collect(
    writeTar([
      { path: "a".repeat(120), body: utf8.encode("b".repeat(600)) },
      { path: "c", body: end },
    ]),
  );
  const mutation = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { maxLength: 8 }), fc.nat(bytes.length), async (mutations, length) => {
      const broken = bytes.slice(0, length);
      for (const [at, value] of mutations) if (at < length) broken[at] = value;
      try {
        await entries(broken);
      } catch (error) {
        assert.equal((error as Error).name, "ArchiveError");
      }
    }),
    { numRuns: 300 },
  );
});
