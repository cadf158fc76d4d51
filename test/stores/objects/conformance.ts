import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import type { ListOptions, ObjectStore, UploadRef } from "../../../src/stores/objects.js";

export interface Opened {
  readonly store: ObjectStore;
  close(): Promise<void>;
}

const md5 = (data: Uint8Array | string) => createHash("md5").update(data).digest("hex");
const mebibyte = 1024 * 1024;

async function* bytes(...chunks: (Uint8Array | string)[]) {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

async function* broken() {
  yield Buffer.from("half of ");
  throw new Error("the client went away");
}

/** What holds for every object store. */
export function objectStoreConformance(open: () => Promise<Opened>): void {
  let opened: Opened;
  let store: ObjectStore;
  let count = 0;
  before(async () => {
    opened = await open();
    store = opened.store;
  });
  after(() => opened.close());

  async function newBucket(...keys: string[]): Promise<string> {
    const bucket = `bucket-${count++}`;
    await store.createBucket(bucket);
    for (const key of keys) await store.put(bucket, key, bytes(key));
    return bucket;
  }

  async function read(bucket: string, key: string): Promise<string> {
    return (await buffer((await store.get(bucket, key)).body)).toString();
  }

  test("buckets are made, found, listed by name and deleted", async () => {
    const names = ["zeta.bucket", "alpha-bucket"];
    for (const name of names) await store.createBucket(name);
    const listed = (await store.listBuckets()).map(({ name }) => name).filter((name) => names.includes(name));
    assert.deepEqual(listed, ["alpha-bucket", "zeta.bucket"]);
    const { name, created } = await store.headBucket("zeta.bucket");
    assert.equal(name, "zeta.bucket");
    assert.ok(Math.abs(created.getTime() - Date.now()) < 60_000);
    await assert.rejects(store.createBucket("zeta.bucket"), { code: "BucketAlreadyOwnedByYou" });
    for (const each of names) await store.deleteBucket(each);
    await assert.rejects(store.headBucket("zeta.bucket"), { code: "NoSuchBucket" });
    await assert.rejects(store.deleteBucket("zeta.bucket"), { code: "NoSuchBucket" });
  });

  test("a bucket with objects cannot be deleted", async () => {
    const bucket = await newBucket("deep/down/key");
    await assert.rejects(store.deleteBucket(bucket), { code: "BucketNotEmpty" });
    await store.delete(bucket, "deep/down/key");
    await store.deleteBucket(bucket);
  });

  test("in a bucket that is not there nothing can be done", async () => {
    const missing = { code: "NoSuchBucket" };
    await assert.rejects(store.put("no-such-bucket", "k", bytes("x")), missing);
    await assert.rejects(store.get("no-such-bucket", "k"), missing);
    await assert.rejects(store.head("no-such-bucket", "k"), missing);
    await assert.rejects(store.delete("no-such-bucket", "k"), missing);
    await assert.rejects(store.list("no-such-bucket"), missing);
    await assert.rejects(store.createUpload("no-such-bucket", "k"), missing);
    await assert.rejects(store.listUploads("no-such-bucket"), missing);
  });

  test("an object is given back as it was put, with all that was said of it", async () => {
    const bucket = await newBucket();
    const body = randomBytes(3 * mebibyte + 17);
    const attributes = {
      contentType: "text/csv; charset=utf-8",
      contentEncoding: "identity",
      cacheControl: "no-cache",
      contentDisposition: 'attachment; filename="a.csv"',
      contentLanguage: "ja",
      metadata: { owner: "me", "with-dash": "v=1;w" },
    };
    const put = await store.put(bucket, "data.csv", bytes(body.subarray(0, 1000), body.subarray(1000)), {
      attributes,
      checksum: "crc32",
    });
    const value = Buffer.alloc(4);
    value.writeUInt32BE(crc32(body));
    const got = await store.get(bucket, "data.csv");
    assert.ok((await buffer(got.body)).equals(body));
    for (const info of [put, await store.head(bucket, "data.csv"), got.info]) {
      const { modified, expires, partSizes, ...rest } = info;
      assert.ok(Math.abs(modified.getTime() - Date.now()) < 60_000);
      assert.equal(modified.getMilliseconds(), 0);
      assert.deepEqual(rest, {
        ...attributes,
        bucket,
        key: "data.csv",
        size: body.length,
        etag: md5(body),
        checksums: { crc32: value.toString("base64") },
      });
    }
    await store.put(bucket, "data.csv", bytes("new"));
    assert.equal(await read(bucket, "data.csv"), "new");
    assert.equal((await store.head(bucket, "data.csv")).contentType ?? "binary/octet-stream", "binary/octet-stream");
  });

  test("an empty object", async () => {
    const bucket = await newBucket();
    const { etag, size } = await store.put(bucket, "empty", bytes());
    assert.deepEqual([etag, size], [md5(""), 0]);
    assert.equal(await read(bucket, "empty"), "");
  });

  test("a key that is not there", async () => {
    const bucket = await newBucket("a/b");
    for (const key of ["a", "a/", "a/b/", "a/b/c", "b", "k".repeat(1024)]) {
      await assert.rejects(store.get(bucket, key), { code: "NoSuchKey" }, key);
      await assert.rejects(store.head(bucket, key), { code: "NoSuchKey" }, key);
      await store.delete(bucket, key);
    }
    assert.equal(await read(bucket, "a/b"), "a/b");
  });

  test("ranges", async () => {
    const bucket = await newBucket();
    await store.put(bucket, "k", bytes("0123456789"));
    const part = async (range: Parameters<ObjectStore["get"]>[2]) => {
      const { body, range: got, info } = await store.get(bucket, "k", range);
      assert.equal(info.size, 10);
      return [got?.start, got?.end, (await buffer(body)).toString()];
    };
    assert.deepEqual(await part({ range: { start: 2, end: 4 } }), [2, 4, "234"]);
    assert.deepEqual(await part({ range: { start: 7 } }), [7, 9, "789"]);
    assert.deepEqual(await part({ range: { start: 7, end: 99 } }), [7, 9, "789"]);
    assert.deepEqual(await part({ range: { suffix: 3 } }), [7, 9, "789"]);
    assert.deepEqual(await part({ range: { suffix: 30 } }), [0, 9, "0123456789"]);
    await assert.rejects(part({ range: { start: 10 } }), { code: "InvalidRange" });
    await assert.rejects(part({ range: { suffix: 0 } }), { code: "InvalidRange" });
  });

  test("a body that breaks off leaves nothing, and what was there before stays", async () => {
    const bucket = await newBucket();
    await assert.rejects(store.put(bucket, "k", broken()), /the client went away/);
    await assert.rejects(store.head(bucket, "k"), { code: "NoSuchKey" });
    await store.put(bucket, "k", bytes("old"));
    await assert.rejects(store.put(bucket, "k", broken()), /the client went away/);
    assert.equal(await read(bucket, "k"), "old");
  });

  test("verify sees size and checksums, and can refuse", async () => {
    const bucket = await newBucket();
    const refused = store.put(bucket, "k", bytes("ab", "c"), {
      checksum: "sha256",
      verify({ size, md5: hash, checksums }) {
        assert.deepEqual([size, hash], [3, md5("abc")]);
        assert.equal(checksums.sha256, createHash("sha256").update("abc").digest("base64"));
        throw new Error("not what was promised");
      },
    });
    await assert.rejects(refused, /not what was promised/);
    await assert.rejects(store.head(bucket, "k"), { code: "NoSuchKey" });
  });

  test("allow sees what is there, and can refuse", async () => {
    const bucket = await newBucket();
    const seen: (string | undefined)[] = [];
    const allow = (current: { etag: string } | undefined) => {
      seen.push(current?.etag);
      if (current) throw new Error("there is one already");
    };
    await store.put(bucket, "k", bytes("first"), { allow });
    await assert.rejects(store.put(bucket, "k", bytes("second"), { allow }), /there is one already/);
    assert.deepEqual(seen, [undefined, md5("first")]);
    assert.equal(await read(bucket, "k"), "first");
    const refuseGet = store.get(bucket, "k", {
      allow: () => {
        throw new Error("not modified");
      },
    });
    await assert.rejects(refuseGet, /not modified/);
  });

  test("a body that is being read stays as it was", async () => {
    const bucket = await newBucket();
    const old = randomBytes(2 * mebibyte);
    await store.put(bucket, "k", bytes(old));
    const { body } = await store.get(bucket, "k");
    const reader = body[Symbol.asyncIterator]();
    const first = await reader.next();
    await store.put(bucket, "k", bytes("new"));
    await store.delete(bucket, "k");
    const rest: Uint8Array[] = [first.value];
    for (let next = await reader.next(); !next.done; next = await reader.next()) rest.push(next.value);
    assert.ok(Buffer.concat(rest).equals(old));
  });

  test("keys that are each other's prefixes, or odd, do not meet", async () => {
    const keys = [
      ..."a a/ a/b a/b/ a// / // /a . .. ../x ../../etc/passwd ./a a/. a/.. a/../b".split(" "),
      ..."A Ab aB %41 %61 %2f + a+b a%2Bb %25 ~ a= a+ con nul. a. .a a\\b".split(" "),
      ...[
        "a b",
        " ",
        "a\tb",
        "a\nb",
        "a\r\n",
        "\u0001",
        "é",
        "e\u0301",
        "日本/語",
        "😀",
        "\uff61",
        "ﬀ",
        '<&">',
        "a?b#c&d",
      ],
      ...["x".repeat(1024), `${"x".repeat(200)}/y`, `${"x".repeat(200)}y`, "ü".repeat(512), "/".repeat(300)],
    ];
    const bucket = await newBucket(...keys);
    for (const key of keys) assert.equal(await read(bucket, key), key);
    const listed = (await store.list(bucket)).objects.map(({ key }) => key);
    const byBytes = [...new Set(keys)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual(listed, byBytes);
    for (const key of keys) await store.delete(bucket, key);
    await store.deleteBucket(bucket);
  });

  test("lists by prefix, delimiter and page, as a plain filter over sorted keys would", async () => {
    const part = fc.string({ unit: fc.constantFrom("a", "b", "-", "/", "0", "é"), minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(part, { maxLength: 12 }),
        fc.option(fc.string({ unit: fc.constantFrom("a", "b", "/", "-"), maxLength: 2 }), { nil: undefined }),
        fc.constantFrom(undefined, "/", "-", "a/"),
        fc.integer({ min: 1, max: 4 }),
        async (keys, prefix, delimiter, limit) => {
          const bucket = await newBucket(...keys);
          const objects: string[] = [];
          const commonPrefixes: string[] = [];
          let startAfter: string | undefined;
          do {
            const options: ListOptions = {
              limit,
              ...(prefix === undefined ? {} : { prefix }),
              ...(delimiter === undefined ? {} : { delimiter }),
              ...(startAfter === undefined ? {} : { startAfter }),
            };
            const page = await store.list(bucket, options);
            assert.ok(page.objects.length + page.commonPrefixes.length <= limit);
            objects.push(...page.objects.map(({ key }) => key));
            commonPrefixes.push(...page.commonPrefixes);
            startAfter = page.next;
          } while (startAfter !== undefined);
          assert.deepEqual({ objects, commonPrefixes }, expectedListing(keys, prefix ?? "", delimiter));
        },
      ),
      { numRuns: 25 },
    );
  });

  test("a listing tells size and ETag, and starts after a key", async () => {
    const bucket = await newBucket("a", "b", "c");
    const { objects, next } = await store.list(bucket, { startAfter: "a", limit: 1 });
    const [{ modified, ...b }] = objects as [(typeof objects)[number]];
    assert.deepEqual(b, { key: "b", size: 1, etag: md5("b") });
    assert.ok(Math.abs(modified.getTime() - Date.now()) < 60_000);
    assert.equal(next, "b");
  });

  test("an upload in parts: put in any order, replaced, completed, and then gone", async () => {
    const bucket = await newBucket();
    const [one, two] = [randomBytes(5 * mebibyte), randomBytes(100)];
    const id = await store.createUpload(bucket, "big", { attributes: { contentType: "x/y", metadata: { a: "b" } } });
    const upload: UploadRef = { bucket, key: "big", id };
    assert.deepEqual(
      (await store.listUploads(bucket)).map(({ key, id: listed }) => [key, listed]),
      [["big", id]],
    );
    const second = await store.putPart(upload, 7, bytes(two));
    await store.putPart(upload, 2, bytes("to be replaced"));
    const first = await store.putPart(upload, 2, bytes(one));
    assert.deepEqual([first.size, first.etag], [one.length, md5(one)]);
    const { parts } = await store.listParts(upload);
    assert.deepEqual(
      parts.map(({ part, etag }) => [part, etag]),
      [
        [2, md5(one)],
        [7, md5(two)],
      ],
    );
    await assert.rejects(store.head(bucket, "big"), { code: "NoSuchKey" });

    const made = await store.completeUpload(upload, [first, second]);
    const etag = `${md5(Buffer.concat([Buffer.from(md5(one), "hex"), Buffer.from(md5(two), "hex")]))}-2`;
    assert.deepEqual([made.etag, made.size], [etag, one.length + two.length]);
    const { info, body } = await store.get(bucket, "big");
    assert.deepEqual([info.etag, info.contentType, info.metadata], [etag, "x/y", { a: "b" }]);
    assert.ok((await buffer(body)).equals(Buffer.concat([one, two])));
    assert.deepEqual(await store.listUploads(bucket), []);
    await assert.rejects(store.putPart(upload, 1, bytes("late")), { code: "NoSuchUpload" });
    await assert.rejects(store.listParts(upload), { code: "NoSuchUpload" });
  });

  test("an upload's completion is refused for parts that are missing, changed, out of order or too small", async () => {
    const bucket = await newBucket();
    const upload = { bucket, key: "k", id: await store.createUpload(bucket, "k") };
    const one = await store.putPart(upload, 1, bytes("small"));
    const two = await store.putPart(upload, 2, bytes("also small"));
    const complete = (...parts: Parameters<ObjectStore["completeUpload"]>[1]) => store.completeUpload(upload, parts);
    await assert.rejects(complete(two, one), { code: "InvalidPartOrder" });
    await assert.rejects(complete(one, { part: 3, etag: two.etag }), { code: "InvalidPart" });
    await assert.rejects(complete({ part: 1, etag: two.etag }), { code: "InvalidPart" });
    await assert.rejects(complete(one, two), { code: "EntityTooSmall" });
    assert.equal((await complete(two)).size, 10);
  });

  test("an upload that is given up leaves nothing", async () => {
    const bucket = await newBucket();
    const upload = { bucket, key: "k", id: await store.createUpload(bucket, "k") };
    await store.putPart(upload, 1, bytes("x"));
    await store.abortUpload(upload);
    await assert.rejects(store.abortUpload(upload), { code: "NoSuchUpload" });
    await assert.rejects(store.completeUpload(upload, [{ part: 1, etag: md5("x") }]), { code: "NoSuchUpload" });
    await assert.rejects(store.listParts({ ...upload, id: "../../nonsense" }), { code: "NoSuchUpload" });
    await store.deleteBucket(bucket);
  });

  test("checksums of an upload in parts: of the parts' checksums, or of the whole", async () => {
    const bucket = await newBucket();
    const [one, two] = [randomBytes(5 * mebibyte), Buffer.from("the end")];
    const base64 = (value: number) => {
      const raw = Buffer.alloc(4);
      raw.writeUInt32BE(value);
      return raw;
    };
    const ofParts = base64(crc32(Buffer.concat([base64(crc32(one)), base64(crc32(two))]))).toString("base64");
    const ofWhole = base64(crc32(Buffer.concat([one, two]))).toString("base64");
    for (const checksumOfWhole of [false, true]) {
      const id = await store.createUpload(bucket, "k", { checksum: "crc32", checksumOfWhole });
      const upload = { bucket, key: "k", id };
      const parts = [
        await store.putPart(upload, 1, bytes(one), { checksum: "crc32" }),
        await store.putPart(upload, 2, bytes(two), { checksum: "crc32" }),
      ];
      assert.equal(parts[1].checksums.crc32, base64(crc32(two)).toString("base64"));
      const expected = checksumOfWhole ? ofWhole : `${ofParts}-2`;
      assert.equal((await store.completeUpload(upload, parts)).checksums.crc32, expected);
      assert.equal((await store.head(bucket, "k")).checksums.crc32, expected);
    }
  });
}

/** The same listing, done the plain way. */
function expectedListing(keys: readonly string[], prefix: string, delimiter: string | undefined) {
  const objects: string[] = [];
  const commonPrefixes: string[] = [];
  const sorted = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const key of sorted.filter((each) => each.startsWith(prefix))) {
    const at = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length);
    const common = key.slice(0, at + (delimiter ?? "").length);
    if (at < 0) objects.push(key);
    else if (!commonPrefixes.includes(common)) commonPrefixes.push(common);
  }
  return { objects, commonPrefixes };
}
