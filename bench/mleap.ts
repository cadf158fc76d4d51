// What one row and many rows take in `kakehi/mleap`, on one thread: `npm run build && node dist/bench/mleap.js`. With `--jvm`,
// MLeap's JVM runtime does the same in the same run (needs Java and Maven).
import { type BundleInfo, type Column, openBundle } from "../src/mleap/index.js";
import { keep } from "./keep.js";
import { measure, table } from "./measure.js";
import { runJvm } from "./mleap-jvm.js";
import { pipelines } from "./mleap-pipelines.js";

const info: BundleInfo = {
  uid: "3f0c1f6e-6d0e-4c7e-9d35-5f1f6f2f7a10",
  name: "pipeline",
  format: "json",
  version: "0.20.0",
  timestamp: "2024-01-31T10:00:00.000",
};
const labels = ["M", "NY", "a", "b", "TX"];
const rows = 10_000;
const lines = [["pipeline", "", "one row", `${rows} rows, per row`]];

for (const [name, { root, output }] of Object.entries(pipelines)) {
  const plan = (await openBundle(info, root)).plan([output]);
  const texts = plan.inputs.map(({ type }) => type.base === "string");
  const cell = (row: number, input: number) =>
    texts[input] ? labels[row % labels.length] : (row % 1000) + input + 0.5;

  const single = plan.rows();
  let sum = 0;
  let turn = 0;
  const one = measure(() => {
    for (let k = 0; k < 1000; k++, turn++) {
      for (let i = 0; i < texts.length; i++) single.set(i, cell(turn, i));
      single.run();
      const answer = single.get(0) as number | Float64Array;
      sum += typeof answer === "number" ? answer : answer[1];
    }
  });

  const columns = texts.map((isText, i): Column => {
    const values = Array.from({ length: rows }, (_, r) => cell(r, i));
    return isText
      ? { kind: "string", values: values as string[] }
      : { kind: "number", values: Float64Array.from(values as number[]) };
  });
  const many = measure(() => {
    sum += plan.run({ fields: plan.inputs, columns, rows }).rows;
  });
  if (!Number.isFinite(sum)) throw new Error("the pipeline answers nonsense");
  const own = { one: one / 1000, many: many / rows };
  lines.push([name, "Kakehi", micros(own.one), micros(own.many)]);
  if (process.argv.includes("--jvm")) {
    const tsv = [plan.inputs.map(({ type }) => type.base), plan.inputs.map((field) => field.name)];
    for (let r = 0; r < 1000; r++) tsv.push(texts.map((_, i) => `${cell(r, i)}`) as never);
    const jvm = runJvm({ info, root }, tsv);
    lines.push(
      ["", "MLeap, frame", ...times(jvm.oneRowOfFrame, own.one), ...times(jvm.manyRowsOfFrame, own.many)],
      [
        "",
        "MLeap, rows",
        ...times(jvm.oneRowOfRowTransformer, own.one),
        ...times(jvm.manyRowsOfRowTransformer, own.many),
      ],
    );
  }
}
table(lines);
keep(process.argv.includes("--jvm") ? "mleap-jvm" : "mleap", { lines });

function micros(nanoseconds: number): string {
  return `${(nanoseconds / 1000).toFixed(3)} µs`;
}

/** A time, and how many times Kakehi's it is. */
function times(nanoseconds: number, own: number): string[] {
  return [`${micros(nanoseconds)} (${(nanoseconds / own).toFixed(1)} ×)`];
}
