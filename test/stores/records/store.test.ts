import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import Database from "libsql";
import type { ListQuery } from "../../../src/stores/records/record.js";
import { RecordStore } from "../../../src/stores/records/store.js";

const folder = mkdtempSync(join(tmpdir(), "kakehi-records-"));
after(() => rmSync(folder, { recursive: true }));

let count = 0;
const open = () => new RecordStore(join(folder, `${count++}.db`));
const record = (name: string, more: object = {}) => ({
  kind: "model",
  name,
  arn: `arn:aws:sagemaker:us-east-1:123456789012:model/${name.toLowerCase()}`,
  status: "",
  created: new Date(1000),
  modified: new Date(1000),
  document: { name },
  ...more,
});
const byCreation: ListQuery = { sortBy: "created", descending: true, limit: 10 };
const names = (store: RecordStore, query: Partial<ListQuery>) =>
  store.list("model", { ...byCreation, ...query }).items.map(({ name }) => name);

test("does not touch what a newer version wrote", () => {
  const path = join(folder, "newer.db");
  new RecordStore(path).close();
  const database = new Database(path);
  database.exec("PRAGMA user_version = 99");
  database.close();
  assert.throws(() => new RecordStore(path), {
    name: "DataFolderError",
    message: `${path} was written by a newer version of this program`,
  });
});

test("keeps a document as it came, also after the store was opened anew", () => {
  const path = join(folder, "again.db");
  const document = { text: "ünï\u2028\0", number: 1e21, list: [null, true, { "": [] }], weight: 0.1 };
  const first = new RecordStore(path);
  first.insert(record("M", { document }), [{ Key: "k", Value: "v" }]);
  first.close();
  const second = new RecordStore(path);
  assert.deepEqual(second.get("model", "M"), record("M", { document }));
  assert.deepEqual(second.tags(record("M").arn), [{ Key: "k", Value: "v" }]);
  second.close();
});

test("names are unique per kind whatever their case, and keep their case", () => {
  const store = open();
  store.insert(record("Abc"));
  assert.throws(() => store.insert(record("aBC"), [{ Key: "k", Value: "v" }]), { name: "RecordExistsError" });
  assert.deepEqual(store.tags(record("abc").arn), []);
  store.insert(record("abc", { kind: "endpoint" }));
  assert.equal(store.get("model", "ABC")?.name, "Abc");
  assert.equal(store.get("model", "other"), undefined);
  store.close();
});

test("update writes status, time and document; delete takes the tags along", () => {
  const store = open();
  store.insert(record("a"), [{ Key: "k", Value: "v" }]);
  const changed = record("a", { status: "InService", modified: new Date(2000), document: { changed: true } });
  store.update(changed);
  assert.deepEqual(store.get("model", "a"), changed);
  assert.equal(store.hasArn(changed.arn), true);
  assert.equal(store.delete("model", "A"), true);
  assert.equal(store.delete("model", "A"), false);
  assert.equal(store.hasArn(changed.arn), false);
  assert.deepEqual(store.tags(changed.arn), []);
  store.close();
});

test("a transaction that throws leaves nothing", () => {
  const store = open();
  const fail = () =>
    store.transact(() => {
      store.insert(record("a"));
      throw new Error("no");
    });
  assert.throws(fail, /no/);
  assert.equal(store.get("model", "a"), undefined);
  store.close();
});

test("sorts, filters and bounds", () => {
  const store = open();
  store.insert(record("b", { created: new Date(1), modified: new Date(9), status: "Failed" }));
  store.insert(record("C", { created: new Date(2), modified: new Date(8), status: "InService" }));
  store.insert(record("a", { created: new Date(2), modified: new Date(7), status: "InService" }));
  store.insert(record("x", { kind: "endpoint" }));
  assert.deepEqual(names(store, {}), ["a", "C", "b"]);
  assert.deepEqual(names(store, { descending: false }), ["b", "C", "a"]);
  assert.deepEqual(names(store, { sortBy: "name", descending: false }), ["a", "b", "C"]);
  assert.deepEqual(names(store, { sortBy: "status", descending: false }), ["b", "C", "a"]);
  assert.deepEqual(names(store, { sortBy: "modified" }), ["b", "C", "a"]);
  assert.deepEqual(names(store, { nameContains: "c" }), ["C"]);
  assert.deepEqual(names(store, { nameContains: "%" }), []);
  assert.deepEqual(names(store, { status: "InService" }), ["a", "C"]);
  assert.deepEqual(names(store, { createdAfter: new Date(1) }), ["a", "C"]);
  assert.deepEqual(names(store, { createdBefore: new Date(2) }), ["b"]);
  assert.deepEqual(names(store, { modifiedAfter: new Date(7), modifiedBefore: new Date(9) }), ["C"]);
  assert.deepEqual(
    store.all("model").map(({ name }) => name),
    ["b", "C", "a"],
  );
  store.close();
});

test("pages through ties without loss or repetition while rows come and go", () => {
  const store = open();
  for (let i = 0; i < 25; i++) store.insert(record(`m${i}`, { created: new Date(i % 3) }));
  const expected = names(store, { limit: 100 });
  const seen: string[] = [];
  let token: string | undefined;
  do {
    const page = store.list("model", { ...byCreation, limit: 4, token });
    seen.push(...page.items.map(({ name }) => name));
    store.delete("model", seen.at(-1)!);
    store.insert(record(`new${seen.length}`, { created: new Date(99) }));
    token = page.next;
  } while (token !== undefined);
  assert.deepEqual(seen, expected);
  store.close();
});

test("a page that ends with the last row has no token; a token of another listing is refused", () => {
  const store = open();
  for (const name of ["a", "b", "c", "d"]) store.insert(record(name));
  const { next } = store.list("model", { ...byCreation, limit: 2 });
  assert.equal(store.list("model", { ...byCreation, limit: 2, token: next }).next, undefined);
  for (const token of ["", "!", Buffer.from("[1]").toString("base64url"), Buffer.from("null").toString("base64url")]) {
    assert.throws(() => store.list("model", { ...byCreation, token }), { name: "PagingTokenError" });
  }
  assert.throws(() => store.list("model", { ...byCreation, sortBy: "name", token: next }), {
    name: "PagingTokenError",
  });
  store.close();
});

test("tags merge by key", () => {
  const store = open();
  store.setTags("arn", [
    { Key: "a", Value: "1" },
    { Key: "b", Value: "2" },
  ]);
  store.setTags("arn", [{ Key: "b", Value: "3" }]);
  store.deleteTags("arn", ["a", "none"]);
  assert.deepEqual(store.tags("arn"), [{ Key: "b", Value: "3" }]);
  store.close();
});
