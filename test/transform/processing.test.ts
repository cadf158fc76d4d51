import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { DataProcessing } from "../../src/transform/job.js";
import { processingSteps, processorFor } from "../../src/transform/processing/choose.js";
import { csvRows, rawFields } from "../../src/transform/processing/csv-row.js";

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const inference = { id: "1f1d57b1-2e6f-488c-8c30-db4e6d757861", time: "2022-08-30T00:49:15Z" };

function run(type: string, processing: DataProcessing, record: string, reply: string, withInference = false) {
  const processor = processorFor(type, processingSteps(processing))!;
  const sent = Buffer.from(processor.filterInput(bytes(record))).toString();
  const rows = processor.rows(bytes(reply), 1);
  assert.equal(rows.length, 1);
  const written = processor.finish(bytes(record), rows[0], withInference ? inference : undefined);
  return { sent, written: Buffer.from(processor.encode(written)).toString() };
}

test("CSV: the join uses the original row, not the filtered one", () => {
  assert.deepEqual(run("text/csv", { InputFilter: "$[1:]", JoinSource: "Input" }, "7,x,y", "0.5\n"), {
    sent: "x,y",
    written: "7,x,y,0.5",
  });
  assert.deepEqual(
    run("text/csv", { InputFilter: "$[1:]", JoinSource: "Input", OutputFilter: "$[0,-1]" }, "7,x,y", "0.5"),
    {
      sent: "x,y",
      written: "7,0.5",
    },
  );
  assert.deepEqual(run("text/csv; charset=utf-8", { JoinSource: "Input" }, "1,2,3", "1"), {
    sent: "1,2,3",
    written: "1,2,3,1",
  });
  assert.equal(run("text/csv", { OutputFilter: "$[1]" }, "1", "0.1,0.9").written, "0.9");
});

test("CSV: quoted commas, quotes and newlines stay in their fields, and as they were written", () => {
  const record = 'id,"a, ""b""\nc",é';
  assert.deepEqual(
    run("text/csv", { InputFilter: "$[1:]", JoinSource: "Input", OutputFilter: "$[1,-1]" }, record, '"x,y"'),
    {
      sent: '"a, ""b""\nc",é',
      written: '"a, ""b""\nc","x,y"',
    },
  );
});

test("CSV: a bare quote is refused with AWS's words, in the input and in the output", () => {
  assert.throws(() => run("text/csv", { InputFilter: "$[1:]" }, 'a,pine; ""Tarama""', "1"), {
    code: "bad-csv",
    fault: "ClientError",
    message: 'Failed to parse input as CSV: bare " in non quoted field found near: pine; ""Tarama""',
  });
  assert.throws(() => run("text/csv", { OutputFilter: "$[0]" }, "a", 'b"'), {
    code: "bad-csv",
    fault: "AlgorithmError",
    message: /^Failed to parse output from the algorithm as CSV: /,
  });
});

test("JSON: an object gets SageMakerOutput, anything else becomes a pair", () => {
  for (const type of ["application/json", "application/jsonlines"]) {
    assert.equal(
      run(type, { JoinSource: "Input" }, '{"key":1}', '{"label":1}').written,
      '{"key":1,"SageMakerOutput":{"label":1}}',
    );
    assert.equal(
      run(type, { JoinSource: "Input" }, "[1, 2]", "0.5\n").written,
      '{"SageMakerInput":[1, 2],"SageMakerOutput":0.5}',
    );
    assert.equal(run(type, { JoinSource: "Input" }, "{}", "[]").written, '{"SageMakerOutput":[]}');
    assert.equal(
      run(type, { JoinSource: "Input" }, '{"SageMakerOutput":0,"a":1.0}', "2").written,
      '{"a":1.0,"SageMakerOutput":2}',
    );
    assert.deepEqual(
      run(
        type,
        { InputFilter: "$.features", JoinSource: "Input", OutputFilter: "$['id','SageMakerOutput']" },
        '{"id":9007199254740993,"features":[1.50, 2]}',
        '{"p":0.1}',
      ),
      { sent: "[1.50, 2]", written: '{"id":9007199254740993,"SageMakerOutput":{"p":0.1}}' },
    );
  }
});

test("JSON: what is not JSON is named", () => {
  assert.throws(() => run("application/json", { InputFilter: "$.a" }, "{a}", "1"), {
    code: "bad-json",
    fault: "ClientError",
  });
  assert.throws(() => run("application/json", { JoinSource: "Input" }, "{}", "oops"), {
    code: "bad-json",
    fault: "AlgorithmError",
  });
  const processor = processorFor("application/json", processingSteps({ InputFilter: "$.a" }))!;
  assert.throws(() => processor.filterInput(new Uint8Array([0x22, 0xff, 0x22])), { code: "bad-json" });
});

test("the inference id and time are appended to every output record", () => {
  assert.equal(run("text/csv", {}, "1,2", "0", true).written, `0,${inference.id},${inference.time}`);
  assert.equal(
    run("text/csv", { JoinSource: "Input" }, "1,2", "0", true).written,
    `1,2,0,${inference.id},${inference.time}`,
  );
  const tail = `"SageMakerInferenceId":"${inference.id}","SageMakerInferenceTime":"${inference.time}"`;
  assert.equal(run("application/json", {}, "{}", '{"output":0}', true).written, `{"output":0,${tail}}`);
  assert.equal(run("application/json", {}, "{}", "0", true).written, `{"SageMakerOutput":0,${tail}}`);
});

test("replies to several records are cut into rows", () => {
  const rows = (type: string, reply: string, records: number) =>
    processorFor(type, processingSteps({}))!.rows(bytes(reply), records);
  assert.deepEqual(rows("text/csv", "1\n2\n", 2), ["1", "2"]);
  assert.deepEqual(rows("text/csv", "1\r\n2", 2), ["1", "2"]);
  assert.deepEqual(rows("text/csv", '"a\nb",1\n2\n', 2), ['"a\nb",1', "2"]);
  assert.deepEqual(rows("text/csv", "", 2), []);
  assert.deepEqual(rows("application/jsonlines", '{"a":1}\r\n{"a":2}\n', 2), ['{"a":1}', '{"a":2}']);
  assert.deepEqual(rows("application/json", '{\n "a": 1\n}\n', 1), ['{\n "a": 1\n}']);
  assert.equal(processorFor("application/x-recordio-protobuf", processingSteps({})), undefined);
});

test("any CSV row is taken apart and put together again", () => {
  const field = fc.oneof(
    fc.string({ unit: fc.constantFrom("a", " ", "é", "1") }),
    fc.string({ unit: fc.constantFrom("a", ",", "\n", '"') }).map((text) => `"${text.replaceAll('"', '""')}"`),
  );
  const row = fc.array(field, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
      const text = `${rows.map((fields) => fields.join(",")).join("\n")}\n`;
      assert.deepEqual(
        csvRows(text).map((line) => rawFields(line, "input")),
        rows,
      );
    }),
  );
});
