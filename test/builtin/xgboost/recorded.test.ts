import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { xgboost } from "../../../src/builtin/xgboost/image.js";
import { parseJson } from "../../../src/content/json.js";
import { parseRecord } from "../../../src/content/record-protobuf.js";
import { readRecordIO } from "../../../src/content/recordio.js";
import type { Reply } from "../../../src/pipeline/container.js";
import { fixture } from "../../support.js";
import { folderOf, invocation, start } from "../support.js";
import { type Answer, differs } from "./differences.js";

export interface Case {
  readonly contentType: string | null;
  readonly accept: string | null;
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly status: number;
  readonly answerType: string;
  readonly answer?: string;
  readonly answerBase64?: string;
}

interface Group {
  readonly models: readonly string[];
  readonly environment: Record<string, string>;
  readonly parameters: string;
  readonly cases: readonly Case[];
}

for (const tag of ["0.90-2", "1.0-1", "1.7-1", "3.2-0"]) {
  test(`what the original of ${tag} answers`, async () => {
    const groups = JSON.parse(readFileSync(fixture("xgboost-serving", `${tag}.json`), "utf8")) as Group[];
    const wrong: object[] = [];
    for (const { models, environment, parameters, cases } of groups) {
      const folder = await folderOf(
        models.map((name) => [name, readFileSync(fixture("xgboost-serving/models", name))]),
      );
      // The original answers such requests with 500; here the container does not start.
      if (cases[0].answer?.startsWith("Unable to load model")) {
        await assert.rejects(start(xgboost, `kakehi/xgboost:${tag}`, folder, environment), /README|no file/);
        continue;
      }
      const { container } = await start(xgboost, `kakehi/xgboost:${tag}`, folder, environment);
      const { body } = await container.executionParameters();
      assert.equal(withoutCount(new TextDecoder().decode(body)), withoutCount(parameters));
      for (const recorded of cases) {
        const { contentType, accept } = recorded;
        const body = recorded.body ?? Buffer.from(recorded.bodyBase64!, "base64");
        const reply = await container.invoke(invocation(contentType ?? undefined, body, accept ?? undefined));
        const got = { status: reply.status, answerType: reply.contentType, answer: comparable(reply) };
        const { status, answerType } = recorded;
        const expected: Answer = differs(recorded, environment) ?? {
          status,
          answerType,
          answer: comparable(replyOf(recorded)),
        };
        const same = (Object.keys(expected) as (keyof Answer)[]).every((key) =>
          isDeepStrictEqual(got[key], expected[key]),
        );
        if (!same) wrong.push({ models, environment, recorded, got, expected });
      }
    }
    assert.deepEqual(wrong, []);
  });
}

/** The number of processors is the machine's. */
function withoutCount(parameters: string): string {
  return parameters.replace(/"MaxConcurrentTransforms": \d+/, "");
}

function replyOf({ status, answerType, answer, answerBase64 }: Case): Reply {
  const body = answer === undefined ? Buffer.from(answerBase64!, "base64") : Buffer.from(answer);
  return { status, contentType: answerType, headers: {}, body };
}

/**
 * An answer for comparison: JSON without the order of its keys, which is Python's hashing for unknown ones; RecordIO by record,
 * whose buffer the original forgets to empty; all else as text, without the time of day.
 */
function comparable({ status, contentType, body }: Reply): unknown {
  const text = new TextDecoder().decode(body);
  if (status !== 200) return text.replace(/\[\d\d:\d\d:\d\d\]/, "[00:00:00]");
  if (contentType === "application/x-recordio-protobuf" && body[0] === 0x0a) {
    return [...readRecordIO(body)].map(
      (record) => new Map([...parseRecord(record).label].map(([key, t]) => [key, t.values])),
    );
  }
  if (contentType === "application/json" || contentType === "application/jsonlines") {
    const lines = text.split("\n");
    if (lines[0].startsWith("{"))
      return lines.map((line) => (line === "" ? "" : parseJson(line.replace(/\bNaN\b/g, '"NaN"'))));
  }
  return text;
}
