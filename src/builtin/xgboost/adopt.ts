import type { Frame, VectorColumn } from "../../frame/types.js";
import { isPlainCsv } from "../plain-csv.js";

const largestFloat = 3.4028234663852886e38;
/** The longest text of a double, and what separates it from the next. */
const longestNumber = 26;

/**
 * The features that would be read from a frame once it is written as CSV; undefined where that is not certain: other columns than
 * numbers, nulls, numbers that the reader refuses, a body that may be above the limit.
 */
export function featuresOf(frame: Frame, bodyLimit: number): VectorColumn | undefined {
  const [column] = frame.columns;
  if (!isPlainCsv(frame) || frame.columns.length !== 1 || column === undefined || frame.rows === 0) return undefined;
  const size = column.kind === "vector" ? column.size : 1;
  if (size === 0 || frame.rows * size * longestNumber > bodyLimit) return undefined;
  if (column.kind === "vector") {
    return column.values instanceof Float64Array ? toFloats(column.values, size) : undefined;
  }
  const { base } = frame.fields[0].type;
  if (column.kind !== "number" || column.nulls !== undefined) return undefined;
  const { values } = column;
  if (values instanceof BigInt64Array) return toFloats(Float64Array.from(values, Number), 1);
  return base === "boolean" || base === "float" ? undefined : toFloats(values, 1);
}

function toFloats(values: ArrayLike<number>, size: number): VectorColumn | undefined {
  const floats = new Float32Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (value > largestFloat || value < -largestFloat) return undefined;
    floats[at] = value;
  }
  return { kind: "vector", values: floats, size };
}
