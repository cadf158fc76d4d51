import { asyncBufferFromFile, type ColumnData, parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Part } from "./part.js";

/** Reads training rows of Parquet: the first column is the label, nulls are missing values. */
export async function readParquet(path: string): Promise<Part> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const rows = Number(metadata.num_rows);
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const columns = names.length - 1;
  const labels = new Float32Array(rows);
  const values = new Float32Array(rows * columns).fill(Number.NaN);
  const store = ({ columnName, columnData, rowStart }: ColumnData) => {
    const column = names.indexOf(columnName);
    for (let i = 0; i < columnData.length; i++) {
      const value = numberOf(columnData[i], columnName);
      if (column === 0) labels[rowStart + i] = value;
      else values[(rowStart + i) * columns + column - 1] = value;
    }
  };
  // What a callback throws would be lost.
  const failures: unknown[] = [];
  const onChunk = (chunk: ColumnData) => {
    try {
      store(chunk);
    } catch (error) {
      failures.push(error);
    }
  };
  await parquetRead({ file, metadata, compressors, onChunk });
  if (failures.length > 0) throw failures[0];
  return { features: { kind: "dense", rows, columns, values }, labels };
}

function numberOf(value: unknown, column: string): number {
  if (typeof value === "number") return value;
  if (value === null || value === undefined) return Number.NaN;
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  throw new Error(`column '${column}' holds ${typeof value} values, not numbers`);
}
