import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { awscli, type ServerForClients, serverForClients } from "./clients.js";
import { python } from "./python.js";

const interpreter = python("awscli", awscli);
const skip = "absent" in interpreter && interpreter.absent;
const path = "path" in interpreter ? interpreter.path : "";

let server: ServerForClients;
before(async () => {
  server = await serverForClients();
});
after(() => server.close());

const aws = (...parameters: string[]) => server.run(join(dirname(path), "aws"), parameters);
const file = (name: string) => join(server.folder, name);

test("aws sts", { skip }, async () => {
  assert.equal(JSON.parse(await aws("sts", "get-caller-identity")).Account, "000000000000");
});

test("aws s3: make, copy, list, synchronise, move, presign, remove", { skip }, async () => {
  mkdirSync(file("tree/deep"), { recursive: true });
  writeFileSync(file("tree/a b+c.txt"), "one");
  writeFileSync(file("tree/deep/ü.bin"), Buffer.alloc(9 * 1024 * 1024, 7));
  await aws("s3", "mb", "s3://cli");
  await aws("s3", "cp", "--recursive", "--quiet", file("tree"), "s3://cli/tree/");
  assert.match(await aws("s3", "ls", "s3://cli/tree/"), /^ +PRE deep\/\n.* 3 a b\+c\.txt\n$/);
  const listing = await aws("s3", "ls", "--recursive", "--summarize", "s3://cli");
  assert.match(listing, /9437184 tree\/deep\/ü\.bin/);
  assert.match(listing, /Total Objects: 2/);
  await aws("s3", "sync", "--quiet", "s3://cli/tree", file("back"));
  assert.equal(readFileSync(file("back/a b+c.txt"), "utf8"), "one");
  assert.ok(readFileSync(file("back/deep/ü.bin")).equals(readFileSync(file("tree/deep/ü.bin"))));
  assert.equal(await aws("s3", "sync", "s3://cli/tree", file("back")), "");
  await aws("s3", "cp", "--quiet", "s3://cli/tree/deep/ü.bin", "s3://cli/copy");
  await aws("s3", "mv", "--quiet", "s3://cli/copy", "s3://cli/moved");
  assert.equal(await aws("s3", "cp", "s3://cli/tree/a b+c.txt", "-"), "one");
  const url = (await aws("s3", "presign", "s3://cli/tree/a b+c.txt")).trim();
  assert.equal(await (await fetch(url)).text(), "one");
  await assert.rejects(aws("s3", "cp", "s3://cli/nothing", "-"), /404/);
  await assert.rejects(aws("s3", "rb", "s3://cli"), /BucketNotEmpty/);
  await aws("s3", "rb", "--force", "s3://cli");
  assert.equal(await aws("s3", "ls"), "");
});

test("aws s3api", { skip }, async () => {
  await aws(
    "s3api",
    "create-bucket",
    "--bucket",
    "api",
    "--create-bucket-configuration",
    "LocationConstraint=us-west-2",
  );
  writeFileSync(file("body"), "body");
  const put = JSON.parse(await aws("s3api", "put-object", "--bucket", "api", "--key", "k", "--body", file("body")));
  assert.match(put.ETag, /^"[0-9a-f]{32}"$/);
  const list = JSON.parse(await aws("s3api", "list-objects-v2", "--bucket", "api"));
  assert.deepEqual(
    list.Contents.map(({ Key, Size }: { Key: string; Size: number }) => [Key, Size]),
    [["k", 4]],
  );
  await assert.rejects(aws("s3api", "get-bucket-cors", "--bucket", "api"), /NotImplemented/);
});
