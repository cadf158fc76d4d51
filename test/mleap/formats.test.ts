import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compress } from "../../src/bytes/deflate.js";
import { ProtobufWriter } from "../../src/bytes/protobuf-writer.js";
import { collect } from "../../src/bytes/source.js";
import { writeTar } from "../../src/bytes/tar-writer.js";
import { readZip } from "../../src/bytes/zip.js";
import { writeZip } from "../../src/bytes/zip-writer.js";
import { json } from "../../src/mleap/formats/json.js";
import { protobuf } from "../../src/mleap/formats/protobuf.js";
import { writeClusters, writeTree } from "../../src/mleap/formats/tree-write.js";
import {
  type Attribute,
  type BundleModel,
  type BundleNode,
  loadBundle,
  MleapError,
  writeBundle,
} from "../../src/mleap/index.js";
import { Model } from "../../src/mleap/model.js";
import { clusterRecords } from "../../src/mleap/ops/clustering/cluster-tree.js";
import { treeRecords } from "../../src/mleap/ops/trees/records.js";
import { fixtureCases } from "./fixture-cases.js";
import { filesOf, frame, plain, strings } from "./support.js";

const indexer = filesOf([
  {
    name: "ix",
    op: "string_indexer",
    attributes: { labels: strings("a", "é") },
    inputs: { input: "x" },
    outputs: { output: "i" },
  },
]);

async function tarOf(files: Iterable<readonly [string, Uint8Array]>): Promise<Uint8Array> {
  return collect(writeTar([...files].map(([path, body]) => ({ path, size: body.length, body }))));
}

test("a bundle is found in a zip, a tar, a tar.gz, and in a zip inside a tar.gz, also one folder down", async () => {
  const zip = await writeZip(indexer);
  const below = [...indexer].map(([path, body]) => [`model/${path}`, body] as const);
  const sources = [
    zip,
    await tarOf(indexer),
    await collect(compress(await tarOf(below), "gzip")),
    await collect(compress(await tarOf([["model.zip", zip]]), "gzip")),
    await collect(
      compress(
        await tarOf([
          ["model/any.zip", zip],
          ["model/notes.txt", zip.subarray(9)],
        ]),
        "gzip",
      ),
    ),
    new Map([["bundle.zip", zip]]),
  ];
  for (const source of sources) {
    const bundle = await loadBundle(source);
    assert.deepEqual(plain(bundle.plan(["i"]).run(frame({ x: ["é"] })), "i"), [1]);
  }
  const code = (wanted: string) => (error: unknown) => error instanceof MleapError && error.code === wanted;
  await assert.rejects(loadBundle(zip, { limits: { archiveBytes: 100 } }), code("bad-bundle"));
  await assert.rejects(loadBundle(new Uint8Array(2000).fill(7)), code("bad-bundle"));
  await assert.rejects(loadBundle(await tarOf([["readme", zip.subarray(3)]])), code("no-bundle"));
});

test("what is written in either format reads back as it was", async () => {
  for (const { set, name, folder, formats } of fixtureCases()) {
    for (const from of formats) {
      const bundle = await loadBundle(await readZip(readFileSync(join(folder, `${from}.zip`)), 1e8));
      for (const to of ["json", "protobuf"] as const) {
        // JSON has no infinity, which is the end of the outer buckets, and a norm.
        if (from === "protobuf" && to === "json" && /^bucketizer|^normalizer-infinity/.test(name)) continue;
        const again = await loadBundle(writeBundle({ root: bundle.root, info: { ...bundle.info, format: to } }));
        assert.deepEqual(comparable(again.root), comparable(bundle.root), `${set}/${name}, ${from} to ${to}`);
      }
    }
  }
});

/** The bundle with its trees in one encoding, whichever they were read from. */
function comparable(root: BundleNode): BundleNode {
  const inModel = (model: BundleModel): BundleModel => ({
    ...model,
    attributes: new Map([...model.attributes].map(([name, attribute]) => [name, unlessDefault(attribute)])),
    files: new Map(
      [...model.files].map(([name, bytes]) => [
        name.replace(/^(tree|nodes)\.(pb|json)$/, "tree"),
        treeBytes(model, name, bytes),
      ]),
    ),
    models: new Map([...model.models].map(([name, child]) => [name, inModel(child)])),
  });
  return { ...root, model: inModel(root.model), nodes: root.nodes.map(comparable) };
}

/** MLeap leaves out 0, false and the empty string, and so does what is written here; scikit-learn's exporter does not. */
function unlessDefault(attribute: Attribute): Attribute {
  return attribute.kind === "scalar" && !attribute.value ? { kind: "scalar" } : attribute;
}

function treeBytes(source: BundleModel, name: string, bytes: Uint8Array): Uint8Array {
  if (!/^(tree|nodes)\./.test(name)) return bytes;
  const model = new Model(source);
  if (source.op === "bisecting_k_means") return writeClusters(clusterRecords(model), "json");
  return writeTree(treeRecords(model), "json");
}

test("both formats hold every kind of attribute", () => {
  const attributes = {
    empty: {},
    boolean: { boolean: true },
    int: { int: -5 },
    long: { long: 5 },
    double: { double: 0.1 },
    float: { float: 0.5 },
    string: { string: 'é"\\' },
    bytes: { byte_string: "AP8=" },
    type: { basic_type: "long" },
    shape: { data_shape: { base: "tensor", isNullable: true, tensorShape: { dimensions: [{ size: 2, name: "" }] } } },
    model: { model: { op: "inner", attributes: { a: { int: 1 } } } },
    list: { type: "list" },
    booleans: { type: "list", boolean: [true, false] },
    ints: { type: "list", int: [1, -1, 0] },
    doubles: { type: "list", double: [1.5, null, 0] },
    strings: { type: "list", string: ["", "b"] },
    types: { type: "list", basic_type: ["boolean", "string", "byte_string"] },
    shapes: {
      type: "list",
      data_shape: [
        { base: "scalar", isNullable: false },
        { base: "list", isNullable: true },
      ],
    },
    tensor: {
      type: "tensor",
      double: [1, 2],
      shape: {
        dimensions: [
          { size: 1, name: "" },
          { size: 2, name: "" },
        ],
      },
    },
    flags: { type: "tensor", boolean: [true, false], shape: { dimensions: [{ size: 2, name: "" }] } },
    longs: { type: "tensor", long: [1, -2], shape: { dimensions: [{ size: 2, name: "" }] } },
    shorts: { type: "tensor", short: [1, -2], shape: { dimensions: [{ size: 2, name: "" }] } },
    texts: { type: "tensor", string: ["a", ""], shape: { dimensions: [{ size: 2, name: "" }] } },
    tensors: { type: "list", tensor: [{ int: [7], shape: { dimensions: [] } }] },
  };
  const read = json.readModel(new TextEncoder().encode(JSON.stringify({ op: "any", attributes })), "from-1");
  const model = { ...read, files: new Map(), models: new Map() };
  for (const format of [json, protobuf])
    assert.deepEqual(format.readModel(format.writeModel(model), "from-1"), model, format.name);
  const text = JSON.parse(new TextDecoder().decode(json.writeModel(model)));
  assert.deepEqual(text, { op: "any", attributes });
});

test("longs beyond 2^53 keep every digit", () => {
  const source =
    '{"op":"x","attributes":{"a":{"long":9007199254740993},"b":{"type":"list","long":[1,-9223372036854775808]},"c":{"string":"\\"long\\": 12345678901234567"}}}';
  const model = json.readModel(new TextEncoder().encode(source), "from-1");
  assert.deepEqual(model.attributes.get("a"), { kind: "scalar", base: "long", value: 9007199254740993n });
  assert.deepEqual(model.attributes.get("b"), { kind: "list", base: "long", values: [1, -9223372036854775808n] });
  assert.deepEqual(model.attributes.get("c"), { kind: "scalar", base: "string", value: '"long": 12345678901234567' });
  const again = { ...model, files: new Map(), models: new Map() };
  for (const format of [json, protobuf])
    assert.deepEqual(format.readModel(format.writeModel(again), "from-1").attributes, model.attributes);
});

test("protobuf bundles of MLeap 0.8 number their types from 0", () => {
  const tensor = new ProtobufWriter();
  tensor.varint(1, 6);
  const shape = new ProtobufWriter();
  const dimension = new ProtobufWriter();
  dimension.varint(1, 1);
  shape.bytes(1, dimension.finish());
  tensor.bytes(2, shape.finish());
  tensor.bytes(3, new Uint8Array([0x3f, 0xf8, 0, 0, 0, 0, 0, 0]));
  const model = [tensor.finish()].reduce((bytes, inner) => wrap(3, inner, bytes), new Uint8Array(0));
  const attributes = protobuf.readModel(wrap(2, wrap(1, entryOf("t", model))), "from-0").attributes;
  assert.deepEqual(attributes.get("t"), {
    kind: "tensor",
    tensor: { base: "double", dimensions: [1], values: Float64Array.of(1.5) },
  });
});

function wrap(field: number, inner: Uint8Array, before: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const writer = new ProtobufWriter();
  writer.bytes(field, inner);
  return Uint8Array.from([...before, ...writer.finish()]);
}

function entryOf(name: string, value: Uint8Array): Uint8Array {
  const writer = new ProtobufWriter();
  writer.string(1, name);
  writer.bytes(2, value);
  return writer.finish();
}
