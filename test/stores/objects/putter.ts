import { createHash, randomBytes } from "node:crypto";
import { openDirectoryStore } from "../../../src/stores/objects/directory/store.js";

/* Puts objects without end and says so on stdout when one is acknowledged, until it is killed. */
const store = await openDirectoryStore(process.argv[2]);

for (let round = 0; ; round++) {
  await Promise.all(
    [0, 1, 2, 3].map(async (slot) => {
      const body = randomBytes(1 + Math.floor(Math.random() * 200_000));
      const key = `folder-${slot}/key-${round % 7}/${slot % 2 ? "x" : ""}`;
      async function* chunks() {
        for (let at = 0; at < body.length; at += 10_000) yield body.subarray(at, at + 10_000);
      }
      const etag = createHash("md5").update(body).digest("hex");
      process.stdout.write(`begin ${key} ${etag}\n`);
      await store.put("bucket", key, chunks());
      process.stdout.write(`done ${key} ${etag}\n`);
    }),
  );
}
