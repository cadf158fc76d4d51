import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { realTime, runChain } from "../../src/pipeline/chain.js";
import { StageError } from "../../src/pipeline/errors.js";
import type { Stage } from "../../src/pipeline/stage.js";
import { fixture } from "../support.js";
import { bodyOf, pipelineFixtures, type RequestFixture, startPipeline } from "./pipeline-fixtures.js";
import { text } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "kakehi-fused-"));
after(() => rmSync(folder, { recursive: true }));

for (const pipeline of pipelineFixtures()) {
  test(`${pipeline.name}: the fused chain answers what the unfused one does, byte for byte`, async (context) => {
    const stages = await startPipeline(pipeline, folder);
    let handed = 0;
    for (const [index, request] of pipeline.requests.entries()) {
      const body = bodyOf(pipeline, request);
      const fused = await answer(stages, request, body, true, () => handed++);
      const plain = await answer(stages, request, body, false);
      assert.deepEqual(fused, plain, `request ${index}`);
      if (request.expected !== undefined) {
        const lines = readFileSync(fixture("pipelines", pipeline.name, request.expected), "utf8")
          .trim()
          .split("\n");
        assert.ok("body" in fused);
        assert.deepEqual(
          numbers(fused.body),
          lines.map((line) => Math.fround(Number(line))),
        );
      }
    }
    assert.equal(handed > 0, pipeline.handsOver);
    context.diagnostic(`${pipeline.requests.length} requests, ${handed} frames handed over`);
  });
}

async function answer(
  stages: readonly Stage[],
  request: RequestFixture,
  body: Uint8Array,
  fuse: boolean,
  handed = () => {},
) {
  const invocation = { contentType: request.contentType, accept: request.accept, headers: {}, body };
  const observer = { stage: (report: { handedOver: boolean }) => report.handedOver && handed() };
  try {
    const reply = await runChain(stages, invocation, { ...realTime, fuse }, observer);
    return { ...reply, body: text(reply.body) };
  } catch (error) {
    assert.ok(error instanceof StageError, String(error));
    // SparkML Serving's answers to bad JSON say when.
    const message = error.message.replace(/"timestamp":\d+/, '"timestamp":0');
    return { container: error.container, status: error.status, message };
  }
}

function numbers(body: string): number[] {
  return body
    .trim()
    .split(/[\n,]/)
    .map((line) => Math.fround(Number(line)));
}
