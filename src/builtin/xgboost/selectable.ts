import { formatPythonFloat, formatPythonJsonFloat, pythonQuote } from "../../content/python-number.js";
import { writeRecordLabels } from "../../content/record-protobuf.js";
import type { VectorColumn } from "../../frame/types.js";
import type { Reply } from "../../pipeline/container.js";
import type { Predictor } from "../../xgboost/predict/predictor.js";
import { textReply } from "../native.js";
import { withCharset } from "./encode.js";
import { refusals } from "./errors.js";

/** A selected value: an integer (a label), a float, or a list of either. */
type Selected = Label | number | readonly Label[] | readonly number[];

/** A class as Python's `int`, which is printed without a point. */
class Label {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** The keys that JSON answers have, in their order there. */
const order = [
  "predicted_label",
  "labels",
  "probability",
  "probabilities",
  "raw_score",
  "raw_scores",
  "predicted_score",
] as const;

type Key = (typeof order)[number];

const classes = ["predicted_label", "labels", "raw_score", "raw_scores"] as const;
const probabilities = [...classes, "probability", "probabilities"] as const;

/** What each objective has to select from. */
const keysOf: Readonly<Record<string, readonly Key[]>> = {
  "reg:squarederror": ["predicted_score"],
  "reg:logistic": ["predicted_score"],
  "reg:gamma": ["predicted_score"],
  "reg:absoluteerror": ["predicted_score"],
  "reg:tweedie": ["predicted_score"],
  "binary:logistic": probabilities,
  "binary:logitraw": classes,
  "binary:hinge": classes,
  "multi:softmax": classes,
  "multi:softprob": probabilities,
};

const isKey = (key: string): key is Key => order.some((known) => known === key);

/** The keys of `SAGEMAKER_INFERENCE_OUTPUT`. */
export function selectedKeys(variable: string): string[] {
  return variable.replaceAll(" ", "").toLowerCase().split(",");
}

/** The selected content of each prediction. A key that the objective has not got is answered with NaN. */
export function encodeSelected(
  predictions: VectorColumn,
  rows: number,
  { objective, groups }: Predictor,
  keys: readonly string[],
  accept: string,
  batch: boolean,
): Reply {
  const valid = Object.hasOwn(keysOf, objective) ? keysOf[objective] : undefined;
  if (valid === undefined) {
    throw refusals.selectable(`Objective \`${objective}\` unsupported for selectable inference predictions.`);
  }
  const { values, size } = predictions;
  const classCount = objective.startsWith("multi:") ? groups : 2;
  const select = (key: string, row: number): Selected => {
    if (!isKey(key) || !valid.includes(key)) return Number.NaN;
    const raw = Array.from(values.subarray(row * size, (row + 1) * size));
    return selectors[key](raw, objective, classCount);
  };
  const unknown = [...new Set(keys)].filter((key) => !isKey(key) || !valid.includes(key));
  const ordered = [...order.filter((key) => valid.includes(key) && keys.includes(key)), ...unknown];
  const records = (make: (row: number) => string) => Array.from({ length: rows }, (_, row) => make(row));
  const json = (row: number) =>
    `{${ordered.map((key) => `${JSON.stringify(key)}: ${jsonText(select(key, row))}`).join(", ")}}`;
  switch (accept) {
    case "application/json":
      return textReply(accept, `{"predictions": [${records(json).join(", ")}]}`);
    case "application/jsonlines":
      return textReply(accept, records((row) => `${json(row)}\n`).join(""));
    case "text/csv": {
      const text = records((row) => keys.map((key) => csvText(select(key, row))).join(",")).join("\n");
      return textReply(withCharset(accept), batch ? `${text}\n` : text);
    }
    case "application/x-recordio-protobuf": {
      const labels = Array.from({ length: rows }, (_, row) =>
        ordered.map((key) => [key, numbersOf(select(key, row))] as const),
      );
      return { status: 200, contentType: accept, headers: {}, body: writeRecordLabels(labels) };
    }
    default:
      throw refusals.selectable(`Cannot encode selected predictions into accept type ${pythonQuote(accept)}.`);
  }
}

/** Each key's value of one prediction; the two "raw scores" of a single number are the original's, whatever they mean. */
const selectors: Readonly<Record<Key, (raw: readonly number[], objective: string, classCount: number) => Selected>> = {
  predicted_label(raw, objective) {
    if (objective === "binary:logistic") return new Label(raw[0] > 0.5 ? 1 : 0);
    if (objective === "binary:logitraw") return new Label(raw[0] > 0 ? 1 : 0);
    return objective === "multi:softprob" ? new Label(raw.indexOf(Math.max(...raw))) : raw[0];
  },
  labels: (_raw, _objective, classCount) => Array.from({ length: classCount }, (_, label) => new Label(label)),
  probability: (raw) => (raw.length === 1 ? raw[0] : Math.max(...raw)),
  probabilities: (raw) => (raw.length === 1 ? [1 - raw[0], raw[0]] : raw),
  raw_score: (raw) => (raw.length === 1 ? raw[0] : Math.max(...raw)),
  raw_scores: (raw) => (raw.length === 1 ? [1 - raw[0], raw[0]] : raw),
  predicted_score: (raw) => raw[0],
};

function jsonText(value: Selected): string {
  if (typeof value === "number") return formatPythonJsonFloat(value);
  if (value instanceof Label) return String(value.value);
  return `[${value.map(jsonText).join(", ")}]`;
}

function csvText(value: Selected): string {
  if (typeof value === "number") return formatPythonFloat(value);
  if (value instanceof Label) return String(value.value);
  return `"[${value.map(csvText).join(", ")}]"`;
}

function numbersOf(value: Selected): number[] {
  if (typeof value === "number") return [value];
  return value instanceof Label ? [value.value] : value.flatMap(numbersOf);
}
