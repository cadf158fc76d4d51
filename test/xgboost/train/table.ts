import { readFileSync } from "node:fs";
import type { TrainingData } from "../../../src/xgboost/index.js";
import { fixture } from "../../support.js";

/** How many of the table's rows are trained on; the others are for validation. */
const trainingRows = 400;

const categorical = new Set(["colour", "shape"]);

const table = (() => {
  const [header, ...lines] = readFileSync(fixture("xgboost-train", "table.csv"), "utf8").trimEnd().split("\n");
  const rows = lines.map((line) => line.split(",").map((cell) => (cell === "" ? Number.NaN : Number(cell))));
  const names = header.split(",");
  return { length: rows.length, column: (name: string) => rows.map((row) => row[names.indexOf(name)]) };
})();

/** Which columns of the table a case takes, and how. */
export interface TableCase {
  readonly label: string;
  readonly features: readonly string[];
  readonly weights: boolean;
  readonly queries: boolean;
}

/** The rows that a case trains on, and those it is validated with. */
export function dataOf(chosen: TableCase): { train: TrainingData; validation: TrainingData } {
  return { train: part(chosen, 0, trainingRows), validation: part(chosen, trainingRows, table.length) };
}

function part({ label, features, weights, queries }: TableCase, begin: number, end: number): TrainingData {
  const columns = features.map((name) => table.column(name).slice(begin, end));
  const column = (name: string) => Float32Array.from(table.column(name).slice(begin, end));
  const query = column("query");
  const firsts = [...query.keys()].filter((row) => row === 0 || query[row] !== query[row - 1]);
  const groups = Uint32Array.from(firsts, (row, i) => (firsts[i + 1] ?? query.length) - row);
  const weight = queries ? Float32Array.from(firsts, (row) => column("weight")[row]) : column("weight");
  return {
    features: {
      kind: "dense",
      rows: end - begin,
      columns: features.length,
      values: Float32Array.from({ length: (end - begin) * features.length }, (_, i) => {
        return columns[i % features.length][Math.floor(i / features.length)];
      }),
    },
    labels: column(label),
    featureTypes: features.map((name) => (categorical.has(name) ? "c" : "float")),
    ...(weights ? { weights: weight } : {}),
    ...(queries ? { groups } : {}),
  };
}
