import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { collect } from "../../../src/bytes/source.js";
import { writeTar } from "../../../src/bytes/tar-writer.js";
import { ArtifactCache } from "../../../src/stores/artifacts/cache.js";
import type { ArtifactSource } from "../../../src/stores/artifacts/source.js";
import { memoryObjects } from "./memory-objects.js";

const folder = mkdtempSync(join(tmpdir(), "kakehi-artifacts-"));
after(() => rmSync(folder, { recursive: true }));
let count = 0;
const root = () => join(folder, `${count++}`);

const archive = async (files: Record<string, string>) =>
  gzipSync(await collect(writeTar(Object.entries(files).map(([path, body]) => ({ path, body: Buffer.from(body) })))));
const s3 = (key: string, form: ArtifactSource["form"] = "archive"): ArtifactSource => ({
  uri: `s3://bucket/${key}`,
  form,
});

test("unpacks a model.tar.gz once; the same content packed anew is the same artifact", async () => {
  const objects = memoryObjects();
  const cache = new ArtifactCache(root(), objects);
  objects.files.set("bucket/a/model.tar.gz", await archive({ "bundle.json": "{}", "root/model.json": "[]" }));
  const first = await cache.fetch(s3("a/model.tar.gz"));
  assert.equal(readFileSync(join(first.folder, "root/model.json"), "utf8"), "[]");
  assert.deepEqual(await cache.fetch(s3("a/model.tar.gz")), first);
  assert.equal(objects.gets, 1);
  objects.files.set("bucket/b/model.tar.gz", await archive({ "root/model.json": "[]", "bundle.json": "{}" }));
  assert.deepEqual(await cache.fetch(s3("b/model.tar.gz")), first);
  objects.files.set("bucket/a/model.tar.gz", await archive({ "bundle.json": "{1}" }));
  const changed = await cache.fetch(s3("a/model.tar.gz"));
  assert.notEqual(changed.digest, first.digest);
  assert.deepEqual(cache.get(first.digest), first);
  assert.equal(cache.get("0"), undefined);
});

test("an artifact is there at once for a cache opened on the same folder", async () => {
  const objects = memoryObjects();
  const path = root();
  objects.files.set("bucket/model.tar.gz", await archive({ "xgboost-model": "x" }));
  const { digest } = await new ArtifactCache(path, objects).fetch(s3("model.tar.gz"));
  objects.files.clear();
  assert.ok(new ArtifactCache(path, objects).get(digest));
});

test("takes one object as a file, and a prefix as a folder", async () => {
  const objects = memoryObjects();
  const cache = new ArtifactCache(root(), objects);
  objects.files.set("bucket/m/weights.bin", Buffer.from("w"));
  objects.files.set("bucket/m/code/a.js", Buffer.from("a"));
  objects.files.set("bucket/m/code/", Buffer.alloc(0));
  const one = await cache.fetch(s3("m/weights.bin", "object"));
  assert.deepEqual(readdirSync(one.folder), ["weights.bin"]);
  const all = await cache.fetch(s3("m/", "prefix"));
  assert.deepEqual(readdirSync(all.folder, { recursive: true }).sort(), ["code", "code/a.js", "weights.bin"]);
});

test("takes an archive and a folder by a file: URI", async () => {
  const cache = new ArtifactCache(root(), memoryObjects());
  const source = root();
  mkdirSync(join(source, "code"), { recursive: true });
  writeFileSync(join(source, "code/run.sh"), "#!", { mode: 0o755 });
  const copied = await cache.fetch({ uri: pathToFileURL(source).href, form: "archive" });
  assert.ok(statSync(join(copied.folder, "code/run.sh")).mode & 0o100);
  const packed = join(folder, "packed.tar.gz");
  writeFileSync(packed, await archive({ "a.txt": "a" }));
  const unpacked = await cache.fetch({ uri: pathToFileURL(packed).href, form: "archive" });
  assert.equal(readFileSync(join(unpacked.folder, "a.txt"), "utf8"), "a");
});

test("what cannot be had or laid out is refused by a text that names it, and leaves nothing behind", async () => {
  const objects = memoryObjects();
  const path = root();
  const cache = new ArtifactCache(path, objects, { bytes: 100_000, files: 3 });
  objects.files.set("bucket/plain", Buffer.from("no archive"));
  objects.files.set("bucket/cut", (await archive({ a: "aaaaaaaaaaaaaaaaaa" })).subarray(0, -10));
  // The same letters in another order leave the header's checksum as it is.
  const harmless = Buffer.from(await collect(writeTar([{ path: "a./b.c", body: Buffer.from("x") }]))).toString(
    "latin1",
  );
  objects.files.set("bucket/escape", gzipSync(Buffer.from(harmless.replace("a./b.c", "../abc"), "latin1")));
  objects.files.set("bucket/bomb", await archive({ a: "0".repeat(200_000) }));
  objects.files.set("bucket/many", await archive({ a: "", b: "", c: "", d: "" }));
  objects.files.set("bucket/clash/a", Buffer.from("a"));
  objects.files.set("bucket/clash/a/b", Buffer.from("b"));
  objects.files.set("bucket/dots/../b", Buffer.from("b"));
  const cases: [ArtifactSource, RegExp][] = [
    [s3("none"), /^Could not find model data at s3:\/\/bucket\/none\.$/],
    [s3("none/", "prefix"), /^Could not find model data/],
    [{ uri: "file:///nowhere/at/all", form: "archive" }, /^Could not find model data/],
    [{ uri: "ftp://x/y", form: "archive" }, /is no location of model data/],
    [s3("plain"), /^Could not read model data at s3:\/\/bucket\/plain: the gzip archive is malformed/],
    [s3("cut"), /^Could not read model data at s3:\/\/bucket\/cut: /],
    [s3("escape"), /leaves its folder with "\.\."/],
    [s3("bomb"), /expands to more than the limit/],
    [s3("many"), /larger than the limit of 3 files/],
    [s3("clash", "prefix"), /must end with a slash/],
    [s3("clash/", "prefix"), /the key "clash\/a" is a file and a folder at once/],
    [s3("dots/", "prefix"), /has a segment "\.\."/],
  ];
  for (const [source, message] of cases) await assert.rejects(cache.fetch(source), { name: "ArtifactError", message });
  assert.deepEqual(existsSync(path) ? readdirSync(path) : [], []);
});

test("check looks at a single object without reading it", async () => {
  const objects = memoryObjects();
  const cache = new ArtifactCache(root(), objects);
  await assert.rejects(cache.check(s3("none")), { code: "NotFound" });
  objects.files.set("bucket/there", Buffer.from(""));
  await cache.check(s3("there"));
  assert.equal(objects.gets, 0);
});

test("prune keeps what is used or young, and clears what was left half done", async () => {
  const path = root();
  for (const name of ["used", "unused", "part-1"]) mkdirSync(join(path, name), { recursive: true });
  const cache = new ArtifactCache(path, memoryObjects());
  await cache.prune(new Set(["used"]), 60_000);
  assert.deepEqual(readdirSync(path).sort(), ["unused", "used"]);
  await cache.prune(new Set(["used"]), -1);
  assert.deepEqual(readdirSync(path), ["used"]);
});
