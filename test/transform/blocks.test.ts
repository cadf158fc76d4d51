import assert from "node:assert/strict";
import { test } from "node:test";
import type { Container } from "../../src/pipeline/container.js";
import { senderOf } from "../../src/transform/blocks/send.js";
import { blockTransformer } from "../../src/transform/blocks/transform-block.js";
import type { BlockSettings } from "../../src/transform/settings.js";
import { fakeContainer, reply, stages } from "./containers.js";
import { settingsWith } from "./jobs.js";

const skip = { Environment: { KAKEHI_ON_BAD_RECORD: "skip" } };

async function run(settings: BlockSettings, containers: readonly Container[], text: string, width = 1) {
  const transform = blockTransformer(settings, senderOf(stages(...containers), settings), width);
  const block = { bytes: new Uint8Array(Buffer.from(text)), source: "s3://data/in/a.csv", number: 0 };
  const result = await transform(block, new AbortController().signal);
  return { ...result, text: Buffer.from(result.output).toString() };
}

test("MultiRecord sends the block as it stands, SingleRecord each record without its newline", async () => {
  const container = fakeContainer("primary", (line) => line.toUpperCase());
  assert.equal((await run(settingsWith(), [container], "a\r\nb\n")).text, "A\r\nB\n");
  assert.deepEqual(container.bodies.splice(0), ["a\r\nb\n"]);
  const single = await run(settingsWith({ BatchStrategy: "SingleRecord" }), [container], "a\r\n\nb\n");
  assert.equal(single.text, "A\n\nB\n");
  assert.deepEqual([single.records, single.lines], [3, 3]);
  assert.deepEqual(container.bodies, ["a", "", "b"]);
});

test("AssembleWith Line adds no second newline, None adds none at all", async () => {
  const own = fakeContainer("primary", (line) => line, { end: "\n" });
  const bare = fakeContainer("primary", (line) => line);
  const none = { TransformOutput: { AssembleWith: "None" } } as const;
  for (const strategy of [{ BatchStrategy: "SingleRecord" }, {}] as const) {
    assert.equal((await run(settingsWith(strategy), [own], "a\nb\n")).text, "a\nb\n");
    assert.equal((await run(settingsWith(strategy), [bare], "a\nb\n")).text, "a\nb\n");
  }
  assert.equal((await run(settingsWith({ ...none, BatchStrategy: "SingleRecord" }), [bare], "a\nb\n")).text, "ab");
  assert.equal((await run(settingsWith(none), [bare], "a\nb\n")).text, "a\nb");
});

test("single records under way at once are answered in their order", async () => {
  let most = 0;
  let now = 0;
  const container = fakeContainer("primary", (line) => line, {
    before: async (body) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, body === "a" ? 30 : 1));
      now--;
    },
  });
  assert.equal(
    (await run(settingsWith({ BatchStrategy: "SingleRecord" }), [container], "a\nb\nc\nd\ne\n", 3)).text,
    "a\nb\nc\nd\ne\n",
  );
  assert.equal(most, 3);
});

test("a bad record ends the block by default, and is named even among others in one request", async () => {
  for (const strategy of ["SingleRecord", "MultiRecord"] as const) {
    const result = await run(
      settingsWith({ BatchStrategy: strategy }),
      [fakeContainer("primary", (line) => line)],
      'a\n"b\nb"\nbad\nc\n',
    );
    assert.deepEqual(result.failures, [
      {
        code: "client-error",
        fault: "ClientError",
        message: "cannot read bad",
        stage: "primary",
        status: 400,
        place: {},
        record: 2,
        line: 3,
      },
    ]);
  }
});

test("skipped, bad records are left out and the good ones go on", async () => {
  for (const strategy of ["SingleRecord", "MultiRecord"] as const) {
    const container = fakeContainer("primary", (line) => line);
    const result = await run(
      settingsWith({ ...skip, BatchStrategy: strategy }),
      [container],
      "a\nbad1\nb\nc\nbad2\n",
      2,
    );
    assert.equal(result.text, "a\nb\nc\n");
    assert.deepEqual(
      result.failures.map(({ record, line, message }) => [record, line, message]),
      [
        [1, 1, "cannot read bad1"],
        [4, 4, "cannot read bad2"],
      ],
    );
    assert.equal(result.records, 5);
  }
});

test("a 5xx is tried again as often as ModelClientConfig says, a 4xx is not", async () => {
  const flaky = fakeContainer("primary", (line) => line, {
    before: (_, call) => (call < 3 ? Promise.reject(new Error("reset")) : undefined),
  });
  assert.equal((await run(settingsWith(), [flaky], "a\n")).text, "a\n");
  assert.equal(flaky.bodies.length, 3);
  const once = { ModelClientConfig: { InvocationsMaxRetries: 1 } };
  const broken = fakeContainer("primary", (line) => line);
  const { failures } = await run(settingsWith(once), [broken], "broken\n");
  assert.deepEqual([failures[0].code, failures[0].fault, failures[0].status], ["server-error", "AlgorithmError", 500]);
  assert.equal(broken.bodies.length, 2);
  const bad = fakeContainer("primary", (line) => line);
  await run(settingsWith(), [bad], "bad\n");
  assert.equal(bad.bodies.length, 1);
});

test("no answer at all is no record's fault", async () => {
  const none = { ...skip, ModelClientConfig: { InvocationsMaxRetries: 0, InvocationsTimeoutInSeconds: 1 } };
  const dead = fakeContainer("primary", (line) => line, {
    before: () => Promise.reject(new Error("connection refused")),
  });
  await assert.rejects(run(settingsWith(none), [dead], "a\n"), {
    code: "no-response",
    fault: "AlgorithmError",
    message: /connection refused/,
  });
  const silent = fakeContainer("primary", (line) => line, {
    before: () => new Promise((resolve) => setTimeout(resolve, 5000).unref()),
  });
  await assert.rejects(run(settingsWith(none), [silent], "a\n"), { code: "no-response", message: /timed out/ });
});

test("MultiRecord through a pipeline: rows that a container swallows are noticed", async () => {
  const first = (line: string) => line;
  const firstRowOnly = fakeContainer("container-1", first, { separator: "\u0000" });
  firstRowOnly.invoke = async ({ body }) => ({
    ...reply(200, Buffer.from(body).toString().split("\n")[0]),
    contentType: "text/csv",
  });
  const second = fakeContainer("container-2", first);
  await assert.rejects(run(settingsWith(), [firstRowOnly, second], "a\nb\nc\n"), {
    code: "row-count",
    fault: "AlgorithmError",
    stage: "container-1",
    message: "container-1 answered 1 row to 3 records",
  });
  assert.equal(
    (await run(settingsWith({ BatchStrategy: "SingleRecord" }), [firstRowOnly, second], "a\nb\nc\n")).text,
    "a\nb\nc\n",
  );
  assert.equal((await run(settingsWith(skip), [firstRowOnly, second], "a\nb\nc\n")).text, "a\nb\nc\n");
});

test("a filtered record is what is sent, and the join uses the record as it was", async () => {
  const container = fakeContainer("primary", (line) => String(line.split(",").length));
  const processing = {
    TransformOutput: { Accept: "text/csv" },
    DataProcessing: { InputFilter: "$[1:]", JoinSource: "Input" },
  } as const;
  for (const strategy of ["SingleRecord", "MultiRecord"] as const) {
    const result = await run(settingsWith({ ...processing, BatchStrategy: strategy }), [container], "7,x,y\n8,z\n");
    assert.equal(result.text, "7,x,y,2\n8,z,1\n");
  }
  assert.deepEqual(container.bodies, ["x,y", "z", "x,y\nz\n"]);
});

test("a join of unequal numbers of rows is an error, and skipping finds the record", async () => {
  const container = fakeContainer("primary", (line) => (line === "" ? "" : `${line}!`));
  container.invoke = async ({ body }) => {
    const rows = Buffer.from(body)
      .toString()
      .split("\n")
      .filter((line) => line !== "");
    return { ...reply(200, rows.map((row) => `${row}!\n`).join("")), contentType: "text/csv" };
  };
  const join = { TransformOutput: { Accept: "text/csv" }, DataProcessing: { JoinSource: "Input" } } as const;
  const failed = await run(settingsWith(join), [container], "a\n\nb\n");
  assert.deepEqual([failed.failures[0].code, failed.failures[0].record], ["row-count", 1]);
  const skipped = await run(settingsWith({ ...join, ...skip }), [container], "a\n\nb\n");
  assert.equal(skipped.text, "a,a!\nb,b!\n");
  assert.deepEqual(
    skipped.failures.map(({ record }) => record),
    [1],
  );
});

test("records that their own filter cannot take are skipped without a request", async () => {
  const container = fakeContainer("primary", (line) => line);
  const settings = settingsWith({
    ...skip,
    TransformOutput: { Accept: "text/csv" },
    DataProcessing: { InputFilter: "$[1]" },
  });
  const result = await run(settings, [container], 'a,b\nc\nd,e"\nf,g\n');
  assert.equal(result.text, "b\ng\n");
  assert.deepEqual(
    result.failures.map(({ record, code, stage }) => [record, code, stage]),
    [
      [1, "path-outside", "DataProcessing"],
      [2, "bad-csv", "DataProcessing"],
    ],
  );
  assert.deepEqual(container.bodies, ["b\ng\n"]);
});

test("a record above MaxPayloadInMB is refused; filtered below it, it goes", async () => {
  const container = fakeContainer("primary", () => "ok");
  const large = `1,${"x".repeat(1024 * 1024)}\n`;
  for (const strategy of ["SingleRecord", "MultiRecord"] as const) {
    const limits = { MaxPayloadInMB: 1, BatchStrategy: strategy } as const;
    const refused = await run(settingsWith(limits), [container], large);
    assert.deepEqual([refused.failures[0].code, refused.failures[0].stage], ["record-too-large", "SplitType"]);
    assert.equal(container.bodies.length, 0);
    const filtered = settingsWith({
      ...limits,
      TransformOutput: { Accept: "text/csv" },
      DataProcessing: { InputFilter: "$[0]" },
    });
    assert.equal((await run(filtered, [container], large)).text, "ok\n");
    container.bodies.length = 0;
  }
});

test("JSON Lines sent whole are still joined line by line", async () => {
  const container = fakeContainer("primary", (line) => `{"n":${line.length}}`);
  const settings = settingsWith({
    TransformInput: { ContentType: "application/jsonlines", SplitType: "None" },
    TransformOutput: { Accept: "application/jsonlines", AssembleWith: "None" },
    DataProcessing: { JoinSource: "Input" },
  });
  assert.equal(
    (await run(settings, [container], '{"a":1}\n{"b":22}\n')).text,
    '{"a":1,"SageMakerOutput":{"n":7}}\n{"b":22,"SageMakerOutput":{"n":8}}\n',
  );
  assert.deepEqual(container.bodies, ['{"a":1}\n{"b":22}\n']);
});

test("inference ids differ by record and are the same in every run", async () => {
  const container = fakeContainer("primary", () => "0");
  const settings = settingsWith({
    DataCaptureConfig: { DestinationS3Uri: "s3://data/capture", GenerateInferenceId: true },
  });
  const first = (await run(settings, [container], "a\nb\n")).text;
  assert.match(
    first,
    /^(0,[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12},2001-09-09T01:46:40Z\n){2}$/,
  );
  const ids = first.trim().split("\n");
  assert.notEqual(ids[0], ids[1]);
  assert.equal((await run(settings, [container], "a\nb\n")).text, first);
});
