import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { readZip } from "../../src/bytes/zip.js";
import type { Frame } from "../../src/frame/types.js";
import { type Bundle, loadBundle, MleapError } from "../../src/mleap/index.js";
import { registry } from "../../src/mleap/registry.js";
import { fixtureCases } from "./fixture-cases.js";

/** Bundles of every op, from the fixtures, in both formats. */
const samples = await sampleBundles();
const limits = { longestVector: 1 << 16, regexSteps: 100_000, archiveBytes: 1e7 };

async function sampleBundles(): Promise<Map<string, Uint8Array>[]> {
  const found: Map<string, Uint8Array>[] = [];
  const seen = new Set<string>();
  for (const { set, name, folder, formats } of fixtureCases()) {
    const op = name.split("-")[0];
    if (seen.has(`${set} ${op}`)) continue;
    seen.add(`${set} ${op}`);
    for (const format of formats) found.push(await readZip(readFileSync(join(folder, `${format}.zip`)), 1e8));
  }
  return found;
}

/** Loads and runs what is left of a bundle. All that may go wrong is a MleapError; none may take long. */
async function survive(files: Map<string, Uint8Array>): Promise<void> {
  const start = performance.now();
  try {
    const bundle = await loadBundle(files, { limits });
    const outputs = bundle.outputs.map(({ name }) => name);
    for (const rows of [0, 1, 3]) bundle.plan(outputs).run(anyFrame(bundle, rows));
  } catch (error) {
    if (!(error instanceof MleapError)) throw error;
  }
  assert.ok(performance.now() - start < 30_000, "takes too long");
}

function anyFrame(bundle: Bundle, rows: number): Frame {
  return {
    fields: bundle.inputs,
    columns: bundle.inputs.map(({ type }) => {
      if (type.shape === "scalar" && type.base === "string") {
        return { kind: "string", values: Array.from({ length: rows }, (_, r) => ["a b", "", "été"][r]) };
      }
      if (type.shape === "scalar")
        return { kind: "number", values: Float64Array.from({ length: rows }, (_, r) => r - 0.5) };
      const size = type.shape === "tensor" ? (type.dimensions?.[0] ?? 3) : 3;
      if (type.shape === "tensor")
        return {
          kind: "vector",
          size: Math.min(size, 99),
          values: new Float64Array(rows * Math.min(size, 99)).fill(1),
        };
      const one = type.shape === "map" ? new Map([["a", 1]]) : type.base === "string" ? ["a", "b", null] : [1, 2];
      return { kind: "value", values: new Array(rows).fill(one) };
    }),
    rows,
  };
}

const anySample = fc.constantFrom(...samples);

test("bytes flipped anywhere in any file", async () => {
  const flips = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(anySample, flips, async (sample, changes) => {
      const files = new Map(sample);
      for (const [file, at, byte] of changes) {
        const path = [...files.keys()][file % files.size];
        const bytes = Uint8Array.from(files.get(path)!);
        if (bytes.length > 0) bytes[at % bytes.length] = byte;
        files.set(path, bytes);
      }
      await survive(files);
    }),
    { numRuns: 600 },
  );
});

test("files cut off, empty or gone", async () => {
  await fc.assert(
    fc.asyncProperty(anySample, fc.nat(), fc.option(fc.nat()), async (sample, file, length) => {
      const files = new Map(sample);
      const path = [...files.keys()][file % files.size];
      if (length === null) files.delete(path);
      else files.set(path, files.get(path)!.subarray(0, length % (files.get(path)!.length + 1)));
      await survive(files);
    }),
    { numRuns: 200 },
  );
});

const strange = fc.oneof(
  fc.constantFrom(-1, 0, 1, 2 ** 31 - 1, 2 ** 31, 1e15, -1e300, 0.5, null, "", "keep", "(a+)+$", true, [], {}),
  fc.anything({ maxDepth: 2, withNullPrototype: false }),
);

const jsonSamples = samples.filter((files) => files.has("root/model.json"));

/** Changes one value in one of the JSON files; only numbers, so that the bundle's structure stays, or any. */
async function change(
  sample: Map<string, Uint8Array>,
  file: number,
  place: number,
  value: unknown,
  onlyNumbers: boolean,
) {
  const files = new Map(sample);
  const paths = [...files.keys()].filter((path) => path.endsWith(onlyNumbers ? "model.json" : ".json"));
  const path = paths[file % paths.length];
  const text = new TextDecoder().decode(files.get(path)!);
  // The files of trees have one object per line.
  const lines = /\/(tree|nodes)\.json$/.test(path) ? text.trim().split("\n") : [text];
  const root = lines.map((line) => JSON.parse(line));
  const places = placesIn(root).filter(([holder, key]) => !onlyNumbers || typeof holder[key] === "number");
  if (places.length === 0) return;
  const [holder, key] = places[place % places.length];
  if (value === undefined) delete holder[key];
  else holder[key] = value;
  const written = root.map((item) =>
    JSON.stringify(item, (_, inner) => (typeof inner === "bigint" ? Number(inner) : inner)),
  );
  files.set(path, new TextEncoder().encode(written.join("\n")));
  await survive(files);
}

test("values of JSON files changed into others, or dropped", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...jsonSamples), fc.nat(), fc.nat(), strange, (sample, file, place, value) =>
      change(sample, file, place, value, false),
    ),
    { numRuns: 1000 },
  );
});

test("numbers of models inflated", async () => {
  const numbers = fc.constantFrom(-1, 0, 1, 7, 1e6, 2 ** 31 - 1, 2 ** 31, 1e15, -1e300, 0.5, null);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...jsonSamples), fc.nat(), fc.nat(), numbers, (sample, file, place, value) =>
      change(sample, file, place, value, true),
    ),
    { numRuns: 1000 },
  );
});

type Holder = Record<string | number, unknown>;

function placesIn(value: unknown): [Holder, string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    [value as Holder, key] as [Holder, string],
    ...placesIn(item),
  ]);
}

test("every op with attributes of random kinds", async () => {
  const attribute = fc.oneof(
    fc.record({ int: fc.integer() }),
    fc.record({ double: fc.double({ noDefaultInfinity: true, noNaN: true }) }),
    fc.record({ string: fc.constantFrom("keep", "error", "log", "double", "a", "(") }),
    fc.record({ boolean: fc.boolean() }),
    fc.record({ type: fc.constant("list"), int: fc.array(fc.integer({ min: -1, max: 9 }), { maxLength: 3 }) }),
    fc.record({ type: fc.constant("list"), string: fc.array(fc.constantFrom("a", "b", "double"), { maxLength: 3 }) }),
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 4 }).map((double) => ({
      type: "tensor",
      double,
      shape: { dimensions: [{ size: double.length, name: "" }] },
    })),
  );
  const names = attributeNames();
  const attributes = fc.dictionary(fc.constantFrom(...names), attribute, { maxKeys: 8 });
  const ports = ["input", "input0", "input1", "input_a", "key", "features", "output", "output0", "prediction"];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...registry.keys()), attributes, async (op, values) => {
      const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
      const sockets = (list: string[]) => list.map((port) => ({ port, name: `column ${port}` }));
      await survive(
        new Map([
          ["bundle.json", encode({ uid: "u", name: "n", format: "json", version: "0.20.0", timestamp: "" })],
          [
            "root/node.json",
            encode({ name: "node", shape: { inputs: sockets(ports.slice(0, 6)), outputs: sockets(ports.slice(6)) } }),
          ],
          ["root/model.json", encode({ op, attributes: values })],
        ]),
      );
    }),
    { numRuns: 2000 },
  );
});

/** What ops ask their models for, as far as the sources say it in so many words. */
function attributeNames(): string[] {
  const known = ["splits", "labels", "threshold", "handle_invalid", "mean", "std", "min", "max", "degree", "operation"];
  const more = [
    "num_features",
    "input_shapes",
    "category_sizes",
    "drop_last",
    "surrogate_value",
    "regex",
    "n",
    "indices",
  ];
  const rest = [
    "vocabulary",
    "words",
    "word_vectors",
    "idf",
    "maxAbs",
    "p_norm",
    "inverse",
    "keys",
    "stop_words",
    "size",
  ];
  return [...known, ...more, ...rest];
}
