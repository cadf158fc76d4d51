import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openDirectoryStore } from "../../../src/stores/objects/directory/store.js";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "kakehi-durability-"));
});
after(() => rm(folder, { recursive: true }));

async function* text(value: string) {
  yield Buffer.from(value);
}

test("a process killed while it puts loses nothing acknowledged and shows nothing half-written", async () => {
  const first = await openDirectoryStore(folder);
  await first.createBucket("bucket");
  /** By key: what may be there. The last acknowledged put, and those begun after it. */
  const possible = new Map<string, Set<string>>();
  const acknowledged = new Set<string>();
  for (const lifeMs of [50, 200, 350]) {
    const child = spawn(process.execPath, [fileURLToPath(new URL("putter.js", import.meta.url)), folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    // How long a process takes to start says nothing of its puts.
    await once(child.stdout, "data");
    await delay(lifeMs);
    child.kill("SIGKILL");
    await once(child, "close");
    for (const line of Buffer.concat(output).toString().split("\n").slice(0, -1)) {
      const [what, key, etag] = line.split(" ") as [string, string, string];
      if (what === "begin") possible.set(key, (possible.get(key) ?? new Set()).add(etag));
      else {
        possible.set(key, new Set([etag]));
        acknowledged.add(key);
      }
    }
    const store = await openDirectoryStore(folder);
    assert.deepEqual(await readdir(join(folder, "temporary")), []);
    const { objects } = await store.list("bucket");
    for (const { key, etag } of objects) {
      const body = await buffer((await store.get("bucket", key)).body);
      assert.equal(createHash("md5").update(body).digest("hex"), etag, key);
      assert.ok(possible.get(key)?.has(etag), `${key} is the last put, or one under way`);
      possible.set(key, new Set([etag]));
      acknowledged.delete(key);
    }
    assert.deepEqual([...acknowledged], [], "acknowledged, but lost");
    for (const { key } of objects) acknowledged.add(key);
  }
  assert.ok(acknowledged.size > 4, `only ${acknowledged.size} puts`);
});

test("a completion that is asked for again gets the same answer", async () => {
  const store = await openDirectoryStore(folder);
  await store.createBucket("uploads");
  const upload = { bucket: "uploads", key: "k", id: await store.createUpload("uploads", "k") };
  const part = await store.putPart(upload, 1, text("x"));
  const made = await store.completeUpload(upload, [part]);
  assert.deepEqual(await store.completeUpload(upload, [part]), made);
  await store.put("uploads", "k", text("something else"));
  await assert.rejects(store.completeUpload(upload, [part]), { code: "NoSuchUpload" });
});

test("uploads go on after a restart", async () => {
  const before = await openDirectoryStore(folder);
  await before.createBucket("restart");
  const upload = { bucket: "restart", key: "k", id: await before.createUpload("restart", "k") };
  const part = await before.putPart(upload, 1, text("x"));
  const after = await openDirectoryStore(folder);
  assert.equal((await after.completeUpload(upload, [part])).size, 1);
});

test("a damaged file is an error, never wrong bytes", async () => {
  const store = await openDirectoryStore(folder);
  await store.createBucket("damaged");
  await store.put("damaged", "k", text("some bytes"));
  const file = join(folder, "buckets", "damaged", "objects", "k");
  await truncate(file, 40);
  await assert.rejects(store.get("damaged", "k"), { message: "no footer" });
  await writeFile(file, "");
  await assert.rejects(store.head("damaged", "k"), { message: "no footer" });
});
