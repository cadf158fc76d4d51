import { parsePythonFloat } from "../../../content/python-number.js";
import type { Part } from "./part.js";

/** A pair's index is at most this. */
const maxIndex = 2 ** 31 - 2;

/**
 * Reads training rows of LIBSVM: `label[:weight] [qid:n] index:value … # comment`. Indices are taken as written; what is absent
 * is missing (dmlc-core's parser, which the container uses).
 */
export function readLibsvm(bytes: Uint8Array): Part {
  const labels: number[] = [];
  const weights: number[] = [];
  const queries: number[] = [];
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  let columns = 0;
  for (const line of linesOf(bytes)) {
    const tokens = line.replace(/#.*/, "").trim().split(/\s+/);
    if (tokens[0] === "") continue;
    const [label, weight] = tokens[0].split(":");
    labels.push(number(label));
    if (weight !== undefined) weights.push(number(weight));
    const pairs = new Map<number, number>();
    for (const token of tokens.slice(1)) {
      const [key, value = "1"] = token.split(":");
      if (key === "qid") queries.push(number(value));
      else pairs.set(indexOf(key), number(value));
    }
    for (const [index, value] of [...pairs].sort(([a], [b]) => a - b)) {
      indices.push(index);
      values.push(value);
      columns = Math.max(columns, index + 1);
    }
    starts.push(indices.length);
  }
  const rows = labels.length;
  return {
    features: {
      kind: "sparse",
      rows,
      columns,
      starts: Uint32Array.from(starts),
      indices: Uint32Array.from(indices),
      values: Float32Array.from(values),
    },
    labels: Float32Array.from(labels),
    ...(weights.length === rows && rows > 0 && { weights: Float32Array.from(weights) }),
    ...(queries.length === rows && rows > 0 && { queries: Float64Array.from(queries) }),
  };
}

/** Line by line: a file may be longer than a string can be. */
function* linesOf(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at);
    const stop = end === -1 ? bytes.length : end;
    yield decoder.decode(bytes.subarray(at, stop));
    at = stop + 1;
  }
}

function number(text: string): number {
  const value = parsePythonFloat(text);
  if (value === undefined) throw new Error(`'${text}' is not a number`);
  return value;
}

function indexOf(text: string): number {
  const index = Number(text);
  if (!(/^\d+$/.test(text) && index <= maxIndex)) throw new Error(`'${text}' is not a feature index`);
  return index;
}
