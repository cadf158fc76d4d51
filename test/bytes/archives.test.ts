import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { expand, isGzip } from "../../src/bytes/deflate.js";
import { readTarFiles } from "../../src/bytes/tar.js";
import { isZip, readZip } from "../../src/bytes/zip.js";
import { fixture } from "../support.js";

const folder = fixture("archives");
const expected = JSON.parse(readFileSync(fixture("archives", "expected.json"), "utf8")) as Record<string, string>;

for (const name of readdirSync(folder).filter((name) => /\.(tar\.gz|zip)$/.test(name))) {
  test(`${name} gives the files that went into it`, async () => {
    const bytes = readFileSync(fixture("archives", name));
    assert.equal(isGzip(bytes), name.endsWith(".gz"));
    assert.equal(isZip(bytes), name.endsWith(".zip"));
    const files = name.endsWith(".zip") ? await readZip(bytes, 1e6) : await readTarFiles(expand(bytes, "gzip", 1e6));
    const digests = [...files].map(([path, body]) => [path, createHash("sha256").update(body).digest("hex")] as const);
    assert.deepEqual(Object.fromEntries(digests), expected);
  });
}
