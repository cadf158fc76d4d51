import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import type { DataFormat } from "../../../src/builtin/xgboost/content-type.js";
import { readParquet } from "../../../src/builtin/xgboost-training/data/parquet.js";
import { readChannel } from "../../../src/builtin/xgboost-training/data/read-channel.js";
import { writeRecordIO } from "../../../src/content/recordio.js";
import { fixture } from "../../support.js";
import { recordOf } from "./record.js";

/** A folder with these files, gone when the test is over. */
async function folderOf(context: TestContext, files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kakehi-channel-"));
  context.after(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

async function read(
  context: TestContext,
  files: Record<string, string | Uint8Array>,
  format: DataFormat,
  weighted = false,
) {
  const lines: string[] = [];
  const folder = await folderOf(context, files);
  const data = await readChannel(folder, format, weighted, (line) => lines.push(line));
  return { data: data!, lines };
}

const n = Number.NaN;

test("csv: label first, files and folders joined, cells without a number missing", async (context) => {
  const files = {
    "a.csv": "1,2,3\n4,,nan\r\n\n7,x,1e-2",
    "b/c.csv": "0,5\n",
    _SUCCESS: "",
    "d/e/f/deep.csv": "9,9,9\n",
  };
  const { data, lines } = await read(context, files, "csv");
  assert.deepEqual(data.labels, Float32Array.of(1, 4, 7, 0));
  const values = Float32Array.of(2, 3, n, n, n, 0.01, 5, n);
  assert.deepEqual(data.features, { kind: "dense", rows: 4, columns: 2, values });
  assert.deepEqual(lines, ["Determined delimiter of CSV input is ','"]);
});

test("csv: the second column weighs rows where csv_weights says so", async (context) => {
  const { data } = await read(context, { "a.csv": "1;0.5;3\n4;2;6\n" }, "csv", true);
  assert.deepEqual(data.weights, Float32Array.of(0.5, 2));
  assert.deepEqual(data.features, { kind: "dense", rows: 2, columns: 1, values: Float32Array.of(3, 6) });
});

test("csv: a header line is refused by its first cell", async (context) => {
  await assert.rejects(read(context, { "a.csv": "rings,length\n1,2\n" }, "csv"), {
    message: "Label 'rings' in line 1 of file 'a.csv' is not a number. There must be no header line.",
  });
});

test("libsvm: indices as written, weights, query ids, comments", async (context) => {
  const text = "1:0.5 qid:3 0:1 2:0.25 # first\n\n0:2 qid:3 1:3\n2:1 qid:4 2:-1 0:4\n";
  const { data } = await read(context, { "a.libsvm": text }, "libsvm");
  assert.deepEqual(data.labels, Float32Array.of(1, 0, 2));
  assert.deepEqual(data.weights, Float32Array.of(0.5, 2, 1));
  assert.deepEqual(data.groups, Uint32Array.of(2, 1));
  assert.deepEqual(data.features, {
    kind: "sparse",
    rows: 3,
    columns: 3,
    starts: Uint32Array.of(0, 2, 3, 5),
    indices: Uint32Array.of(0, 2, 1, 0, 2),
    values: Float32Array.of(1, 0.25, 3, 4, -1),
  });
});

test("libsvm: a first line of another format is quoted", async (context) => {
  await assert.rejects(read(context, { "a.txt": "1,2,3\n" }, "libsvm"), {
    message:
      "First line '1,2,3...' of file 'a.txt' is not 'LIBSVM' format. Please ensure the file is in 'LIBSVM' format.",
  });
});

test("recordio-protobuf: dense and sparse records with labels", async (context) => {
  const dense = writeRecordIO([recordOf(1, [2, 3]), recordOf(0, [4, 5])]);
  const { data } = await read(context, { "a.rec": dense }, "recordio-protobuf");
  assert.deepEqual(data.labels, Float32Array.of(1, 0));
  assert.deepEqual(data.features, { kind: "dense", rows: 2, columns: 2, values: Float32Array.of(2, 3, 4, 5) });
  const sparse = writeRecordIO([recordOf(1, [2], [3], 5), recordOf(0, [4, 5], [0, 1], 5)]);
  const { data: rare } = await read(context, { "a.rec": sparse }, "recordio-protobuf");
  assert.equal(rare.features.kind, "sparse");
  assert.equal(rare.features.columns, 5);
  assert.deepEqual([...rare.features.values], [2, 4, 5]);
});

test("parquet: every encoding and compression gives the same rows", async () => {
  const rows = JSON.parse(await readFile(fixture("xgboost-training", "rows.json"), "utf8")) as (number | null)[][];
  const cells = rows.flatMap((row) => row.slice(1).map((cell) => cell ?? n));
  for (const name of ["snappy", "gzip", "zstd", "plain"]) {
    const part = await readParquet(fixture("xgboost-training", `${name}.parquet`));
    assert.deepEqual(
      part.labels,
      Float32Array.from(rows, (row) => row[0]!),
      name,
    );
    assert.deepEqual(part.features.values, Float32Array.from(cells), name);
  }
});

test("parquet: a column of text is named", async (context) => {
  const text = await readFile(fixture("xgboost-training", "text.parquet"));
  await assert.rejects(read(context, { "text.parquet": text }, "parquet"), {
    message: "Failed to load parquet data with exception:\ncolumn 'name' holds string values, not numbers",
  });
});

test("a hidden file anywhere is refused, and no file at all is no data", async (context) => {
  await assert.rejects(read(context, { "a.csv": "1,2\n", "b/.hidden": "" }, "csv"), {
    message: "Hidden file found in the data path! Remove that before training.",
  });
  assert.equal((await read(context, {}, "csv")).data, undefined);
});
