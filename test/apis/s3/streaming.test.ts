import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { type RunningS3, runningS3 } from "./running.js";

const mebibyte = 1024 * 1024;
const size = 192 * mebibyte;
const Bucket = "streaming";
let running: RunningS3;
before(async () => {
  running = await runningS3();
  await running.client.send(new CreateBucketCommand({ Bucket }));
});
after(() => running.close());

async function* pieces() {
  const piece = Buffer.alloc(mebibyte, "0123456789abcdef");
  for (let sent = 0; sent < size; sent += piece.length) yield piece;
}

/** By how much memory grows at most while something runs, client and server together. */
async function growth(run: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 10);
  await run();
  clearInterval(timer);
  return peak - before;
}

test("a large object passes in both directions without being held", async () => {
  const put = await growth(() =>
    running.client.send(new PutObjectCommand({ Bucket, Key: "k", Body: Readable.from(pieces()), ContentLength: size })),
  );
  const hash = createHash("md5");
  let etag: string | undefined;
  const get = await growth(async () => {
    const answer = await running.client.send(
      new GetObjectCommand({ Bucket, Key: "k", ChecksumMode: "DISABLED" as never }),
    );
    etag = answer.ETag;
    for await (const chunk of answer.Body as Readable) hash.update(chunk);
  });
  assert.equal(etag, `"${hash.digest("hex")}"`);
  for (const grown of [put, get]) assert.ok(grown < size / 2, `${Math.round(grown / mebibyte)} MiB`);
});
