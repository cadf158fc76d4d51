import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { s3 } from "../../../src/apis/s3/service.js";
import { openDirectoryStore } from "../../../src/stores/objects/directory/store.js";
import { openUpstreamStore } from "../../../src/stores/objects/upstream/store.js";
import { clientFor, serving } from "../../server/running.js";
import { objectStoreConformance } from "./conformance.js";

/* The upstream store over an S3 that is served here. */
objectStoreConformance(open);

async function open() {
  const folder = await mkdtemp(join(tmpdir(), "kakehi-upstream-"));
  const listener = await serving([s3(await openDirectoryStore(folder))]);
  const store = openUpstreamStore(clientFor(listener));
  return {
    store,
    async close() {
      store.close();
      await listener.close();
      await rm(folder, { recursive: true });
    },
  };
}

test("upstream: a long body goes up in parts; when it breaks off, neither object nor upload is left", async () => {
  const { store, close } = await open();
  const chunk = Buffer.alloc(1 << 20, "0123456789abcdef");
  async function* long(breaksOff: boolean) {
    for (let sent = 0; sent < 66; sent++) yield chunk;
    if (breaksOff) throw new Error("the source is gone");
    yield Buffer.from("the end");
  }
  try {
    await store.createBucket("long");
    const { size, etag } = await store.put("long", "whole", long(false));
    assert.equal(size, 66 * chunk.length + 7);
    assert.match(etag, /-2$/);
    const [sent, kept] = [createHash("sha256"), createHash("sha256")];
    for await (const part of long(false)) sent.update(part);
    for await (const part of (await store.get("long", "whole")).body) kept.update(part);
    assert.equal(kept.digest("hex"), sent.digest("hex"));
    await assert.rejects(store.put("long", "broken", long(true)), /the source is gone/);
    await assert.rejects(store.head("long", "broken"), { code: "NoSuchKey" });
    assert.deepEqual(await store.listUploads("long"), []);
  } finally {
    await close();
  }
});
