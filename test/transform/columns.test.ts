import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { nativeImages } from "../../src/builtin/native-images.js";
import { localPipeline } from "../../src/cli/local-pipeline.js";
import type { Container } from "../../src/pipeline/container.js";
import type { Stage } from "../../src/pipeline/stage.js";
import { inProcess } from "../../src/runtimes/in-process/runtime.js";
import { senderOf } from "../../src/transform/blocks/send.js";
import { blockTransformer } from "../../src/transform/blocks/transform-block.js";
import { fixture, root } from "../support.js";
import { settingsWith } from "./jobs.js";

const folder = mkdtempSync(join(tmpdir(), "kakehi-columns-"));
after(() => rmSync(folder, { recursive: true }));
const sample = (name: string) => join(root, "examples", "abalone", name);

let abalone: Stage[];
before(async () => {
  abalone = await start([sample("sparkml.tar.gz"), sample("xgboost.tar.gz")]);
});

async function start(models: readonly string[]): Promise<Stage[]> {
  const runtime = inProcess(nativeImages);
  const specs = await localPipeline({ models, variables: ["SAGEMAKER_BATCH=true"], folder, log: () => {} });
  return Promise.all(specs.map(async (spec) => ({ name: spec.name, container: await runtime.start(spec) })));
}

/** The same containers, reached by bytes alone: what the column blocks must not be told from. */
function byBytes(stages: readonly Stage[]): Stage[] {
  return stages.map(({ name, container }) => {
    const { native: _, ...rest }: Container = container;
    return { name, container: rest };
  });
}

async function transform(stages: readonly Stage[], text: string, changes: Parameters<typeof settingsWith>[0]) {
  const settings = settingsWith(changes);
  const run = blockTransformer(settings, senderOf(stages, settings), 1);
  const block = { bytes: new Uint8Array(Buffer.from(text)), source: "s3://data/in/a.csv", number: 0 };
  const { output, records, failures } = await run(block, new AbortController().signal);
  return {
    output: Buffer.from(output).toString(),
    records,
    failures: failures.map(({ record, message, status, stage }) => {
      // The container's own 400 has the time of day in it.
      return { record, message: message.replace(/"timestamp":\d+/, ""), status, stage };
    }),
  };
}

const lines = readFileSync(fixture("pipelines", "abalone", "input.csv"), "utf8")
  .trim()
  .split("\n");
/** Enough rows for several column blocks. */
const rows = Array.from({ length: 4000 }, (_, row) => lines[row % lines.length]);

const ways = [
  {},
  { BatchStrategy: "SingleRecord" },
  { BatchStrategy: "SingleRecord", TransformOutput: { AssembleWith: "None" } },
  { TransformOutput: { Accept: "text/csv" }, DataProcessing: { JoinSource: "Input", OutputFilter: "$[0,-1]" } },
  { TransformOutput: { Accept: "application/json" } },
  { TransformOutput: { Accept: "application/json" }, BatchStrategy: "SingleRecord" },
  { TransformOutput: { Accept: "application/jsonlines" } },
] as const;

test("column blocks give what the containers give by bytes, byte for byte, in every mode", async () => {
  for (const way of ways) {
    const found = await transform(abalone, `${rows.join("\n")}\n`, way);
    assert.deepEqual(found, await transform(byBytes(abalone), `${rows.join("\n")}\n`, way), JSON.stringify(way));
    assert.equal(found.records, rows.length);
    assert.deepEqual(found.failures, []);
  }
});

test("so they do with records that they cannot take", async () => {
  const bad = [...rows.slice(0, 3000)];
  bad[7] = "M,nonsense";
  bad[1500] = "";
  bad[2000] = `${rows[0]}\r${rows[1]}`; // two rows to a container, where the empty record before has none
  bad[2900] = '"M","0.455",0.365,0.095,0.514,0.2245,0.101,0.15';
  for (const BatchStrategy of ["MultiRecord", "SingleRecord"] as const) {
    for (const Environment of [{}, { KAKEHI_ON_BAD_RECORD: "skip" }]) {
      const way = { BatchStrategy, Environment };
      const found = await transform(abalone, bad.join("\n"), way);
      const expected = await transform(byBytes(abalone), bad.join("\n"), way);
      assert.ok(found.failures.length > 0);
      assert.deepEqual(found.failures, expected.failures, JSON.stringify(way));
      if ("KAKEHI_ON_BAD_RECORD" in Environment) assert.equal(found.output, expected.output, JSON.stringify(way));
    }
  }
});
