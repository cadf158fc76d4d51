import { parseRecord, readRecordProtobuf } from "../../../content/record-protobuf.js";
import { readRecordIO } from "../../../content/recordio.js";
import type { Part } from "./part.js";

/** Reads training rows of RecordIO-wrapped protobuf: features and labels under the key `values`. */
export function readRecordio(bytes: Uint8Array): Part {
  const matrix = readRecordProtobuf(bytes);
  const labels: number[] = [];
  for (const record of readRecordIO(bytes)) {
    const { features, label } = parseRecord(record);
    if (features.has("values")) labels.push(...(label.get("values")?.values ?? []));
  }
  if (matrix.kind === "dense") return { features: matrix, labels: Float32Array.from(labels) };
  const { rows, columns, values } = matrix;
  const starts = Uint32Array.from(matrix.starts);
  const indices = Uint32Array.from(matrix.indices);
  return { features: { kind: "sparse", rows, columns, starts, indices, values }, labels: Float32Array.from(labels) };
}
