import assert from "node:assert/strict";
import { test } from "node:test";
import { senderOf } from "../../src/transform/blocks/send.js";
import { blockTransformer } from "../../src/transform/blocks/transform-block.js";
import type { AssembleWith, BatchStrategy, SplitType, TransformJob } from "../../src/transform/job.js";
import { JobRuleError } from "../../src/transform/rule-errors.js";
import { checkJob } from "../../src/transform/rules.js";
import { settingsOf } from "../../src/transform/settings.js";
import { blocksOf } from "../../src/transform/split/blocks.js";
import { splitterFor } from "../../src/transform/split/choose.js";
import { fakeContainer, stages } from "./containers.js";
import { identity, jobWith } from "./jobs.js";
import { frameRecordio, frameTfrecord, inPieces } from "./records.js";

const splits: readonly SplitType[] = ["None", "Line", "RecordIO", "TFRecord"];
const strategies: readonly (BatchStrategy | undefined)[] = [undefined, "MultiRecord", "SingleRecord"];
const assemblies: readonly AssembleWith[] = ["None", "Line"];
const joins = ["None", "Input"] as const;
const types = ["text/csv", "application/json", "application/jsonlines", "application/octet-stream"] as const;

/** The three records of every object, by content type. */
const records: Readonly<Record<string, readonly string[]>> = {
  "text/csv": ["a,1", '"b,2\n"', "c"],
  "application/json": ['{"k":1}', "[2]", "3"],
  "application/jsonlines": ['{"k":1}', "[2]", "3"],
  "application/octet-stream": ["x", "yy", "zzz"],
};

function objectOf(split: SplitType, type: string): Uint8Array {
  const bodies = records[type].map((record) => new Uint8Array(Buffer.from(record)));
  if (split === "RecordIO") return frameRecordio(bodies);
  if (split === "TFRecord") return frameTfrecord(bodies);
  if (split === "None" && type === "application/json") return bodies[0];
  return Buffer.from(`${records[type].join("\n")}\n`);
}

/** Why AWS's documents refuse a combination; undefined for those that a job can have. */
function refusal(job: TransformJob): RegExp | undefined {
  const { SplitType: split, ContentType: type } = job.TransformInput;
  if (job.BatchStrategy !== undefined && split === "None") return /^BatchStrategy can be set only with a SplitType of/;
  if (job.DataProcessing!.JoinSource === "None") return undefined;
  if (type === "application/octet-stream") return /^DataProcessing needs a ContentType of/;
  if (job.TransformOutput.AssembleWith !== split) return /^With DataProcessing, AssembleWith must be the SplitType/;
  if (type === "text/csv" && split === "None") return /^With DataProcessing, text\/csv needs both/;
  return undefined;
}

/** What the containers get: the framing is kept only among several records. */
function requestsOf(job: TransformJob, object: Uint8Array): string[] {
  const { SplitType: split, ContentType: type } = job.TransformInput;
  const alone = job.BatchStrategy === "SingleRecord";
  if (split === "None" || !alone) return [Buffer.from(object).toString("latin1")];
  return records[type!].map((record) => Buffer.from(record).toString("latin1"));
}

/** A container that answers `{"n":…}` or a number to every record, however it is framed. */
function answering(job: TransformJob, object: Uint8Array) {
  const { SplitType: split, ContentType: type } = job.TransformInput;
  const whole = Buffer.from(object).toString("latin1");
  const container = fakeContainer("primary", () => "");
  const seen: string[] = [];
  container.invoke = async ({ body }) => {
    const text = Buffer.from(body).toString("latin1");
    seen.push(text);
    const several = text === whole && !(split === "None" && type === "application/json");
    const count = several ? 3 : 1;
    const answer = type === "text/csv" ? "7" : '{"n":7}';
    const reply = Array.from({ length: count }, () => answer).join("\n");
    return { status: 200, contentType: type, headers: {}, body: Buffer.from(reply) };
  };
  return { container, seen };
}

/** The output that the documents describe. */
function outputOf(job: TransformJob): string {
  const { SplitType: split, ContentType: type } = job.TransformInput;
  const line = job.TransformOutput.AssembleWith === "Line";
  const whole = split === "None" && type === "application/json";
  const answer = type === "text/csv" ? "7" : '{"n":7}';
  if (job.DataProcessing!.JoinSource === "Input") {
    const inputs = whole ? records[type!].slice(0, 1) : records[type!];
    const joined = inputs.map((record) => {
      if (type === "text/csv") return `${record},7`;
      if (record.startsWith("{")) return `${record.slice(0, -1)},"SageMakerOutput":{"n":7}}`;
      return `{"SageMakerInput":${record},"SageMakerOutput":{"n":7}}`;
    });
    return whole ? joined[0] : `${joined.join("\n")}\n`;
  }
  const replies =
    split !== "None" && job.BatchStrategy === "SingleRecord"
      ? [answer, answer, answer]
      : [whole ? answer : [answer, answer, answer].join("\n")];
  return replies.map((reply) => (line ? `${reply}\n` : reply)).join("");
}

async function transform(job: TransformJob, object: Uint8Array) {
  const settings = settingsOf(job, {}, identity);
  const { container, seen } = answering(job, object);
  const run = blockTransformer(settings, senderOf(stages(container), settings), 2);
  const splitter = splitterFor(settings.split, settings.contentType);
  let output = "";
  for await (const bytes of blocksOf(inPieces(object, [5]), splitter, { block: 1 << 20, record: 1 << 20 })) {
    const result = await run({ bytes, source: "s3://data/in/o", number: 0 }, new AbortController().signal);
    assert.deepEqual(result.failures, []);
    output += Buffer.from(result.output).toString();
  }
  return { output, seen };
}

for (const split of splits) {
  for (const type of types) {
    test(`${split} of ${type}: every strategy, assembly and join is refused or done as documented`, async () => {
      for (const strategy of strategies) {
        for (const assemble of assemblies) {
          for (const join of joins) {
            const job = jobWith({
              ...(strategy !== undefined && { BatchStrategy: strategy }),
              TransformInput: { SplitType: split, ContentType: type },
              TransformOutput: { AssembleWith: assemble, Accept: type },
              DataProcessing: { JoinSource: join },
            });
            const where = JSON.stringify({ split, strategy, assemble, join, type });
            const refused = refusal(job);
            if (refused !== undefined) {
              assert.throws(
                () => checkJob(job),
                (error) => error instanceof JobRuleError && refused.test(error.message),
                where,
              );
              continue;
            }
            checkJob(job);
            const object = objectOf(split, type);
            const { output, seen } = await transform(job, object);
            assert.deepEqual(seen, requestsOf(job, object), where);
            assert.equal(output, outputOf(job), where);
          }
        }
      }
    });
  }
}
