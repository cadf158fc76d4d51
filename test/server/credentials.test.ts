import assert from "node:assert/strict";
import { appendFile, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openKeyRing } from "../../src/server/credentials.js";

const owner = { partition: "aws", account: "123456789012" };
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "kakehi-keys-"));
});
after(() => rm(folder, { recursive: true }));

test("keys are made once, by whoever comes first, and only their owner can read them", async () => {
  const rings = await Promise.all([1, 2, 3].map(() => openKeyRing(folder, owner)));
  const { main, file } = rings[0];
  assert.match(main.accessKeyId, /^AKIA[A-Z2-7]{16}$/);
  assert.match(main.secretAccessKey, /^[A-Za-z0-9+/]{40}$/);
  for (const ring of rings) assert.deepEqual(ring.main, main);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(folder), ["credentials"]);
});

test("profiles that a user adds are good as well", async () => {
  const { file, main } = await openKeyRing(folder, owner);
  await appendFile(
    file,
    "\n[ colleague ]\naws_access_key_id=MYKEY\n  aws_secret_access_key = s=e/c+ret\nregion = x\n[empty]\n",
  );
  const ring = await openKeyRing(folder, owner);
  assert.deepEqual(ring.main, main);
  assert.equal(ring.find("MYKEY")?.secretAccessKey, "s=e/c+ret");
  assert.equal(ring.find("MYKEY")?.caller.arn, "arn:aws:sts::123456789012:assumed-role/kakehi/colleague");
  assert.equal(ring.find("NOKEY"), undefined);
});

test("a file without keys is an error that names it", async () => {
  const other = await mkdtemp(join(folder, "other-"));
  await writeFile(join(other, "credentials"), "[default]\n");
  await assert.rejects(openKeyRing(other, owner), {
    name: "DataFolderError",
    message: `${join(other, "credentials")} has no profile with aws_access_key_id and aws_secret_access_key`,
  });
});
