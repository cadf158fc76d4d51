import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { sniffDelimiter } from "../../../content/delimited.js";
import { parsePythonFloat } from "../../../content/python-number.js";
import type { TrainingData } from "../../../xgboost/index.js";
import type { DataFormat } from "../../xgboost/content-type.js";
import { TrainingError, trainingErrors } from "../errors.js";
import { readCsv } from "./csv.js";
import { dataFiles } from "./files.js";
import { readLibsvm } from "./libsvm.js";
import { readParquet } from "./parquet.js";
import { joinParts, type Part } from "./part.js";
import { readRecordio } from "./recordio.js";

/** How long a first line may be, in bytes. */
const longestLine = 1 << 20;

/**
 * Reads all rows of a channel's folder; undefined where it holds no data.
 * @param weighted whether the second column of CSV is the rows' weights
 */
export async function readChannel(
  folder: string,
  format: DataFormat,
  weighted: boolean,
  log: (line: string) => void,
): Promise<TrainingData | undefined> {
  const files = await dataFiles(folder);
  const read = readers[format];
  const parts: Part[] = [];
  const context = { weighted, delimiter: undefined as string | undefined, log };
  for (const file of files) {
    try {
      const part = await read(file, context);
      if (part !== undefined && part.features.rows > 0) parts.push(part);
    } catch (error) {
      throw error instanceof TrainingError ? error : trainingErrors.unreadable(format, error);
    }
  }
  if (parts.length === 0) return undefined;
  const { queries, ...part } = joinParts(parts);
  if (part.labels.length !== part.features.rows) throw trainingErrors.noLabels();
  return queries === undefined ? part : { ...part, groups: groupsOf(queries) };
}

interface Context {
  readonly weighted: boolean;
  /** That of the first line of the first file. */
  delimiter: string | undefined;
  readonly log: (line: string) => void;
}

const readers: Readonly<Record<DataFormat, (file: string, context: Context) => Promise<Part | undefined>>> = {
  async csv(file, context) {
    const bytes = await readFile(file);
    if (bytes.length === 0) return undefined;
    context.delimiter ??= determineDelimiter(bytes, context.log);
    return readCsv(bytes, context.delimiter, context.weighted, basename(file));
  },
  async libsvm(file) {
    const bytes = await readFile(file);
    const first = firstLine(bytes);
    if (first !== "" && !isLibsvm(first)) throw trainingErrors.badLibsvm(first, basename(file));
    return readLibsvm(bytes);
  },
  parquet: readParquet,
  "recordio-protobuf": async (file) => readRecordio(await readFile(file)),
};

function determineDelimiter(bytes: Uint8Array, log: (line: string) => void): string {
  const line = firstLine(bytes);
  let delimiter: string;
  try {
    delimiter = sniffDelimiter(line);
  } catch (error) {
    throw trainingErrors.noDelimiter(line, error);
  }
  log(`Determined delimiter of CSV input is '${delimiter}'`);
  return delimiter;
}

function firstLine(bytes: Uint8Array): string {
  const end = bytes.indexOf(0x0a);
  const line = bytes.subarray(0, Math.min(end === -1 ? bytes.length : end, longestLine));
  return new TextDecoder().decode(line).trimEnd();
}

/** The container's own look at a first line: `label[:weight]` and pairs. */
function isLibsvm(line: string): boolean {
  const [label, ...pairs] = line.replace(/#.*/, "").trim().split(/\s+/);
  const numbers = label.split(":");
  return (
    numbers.length <= 2 &&
    numbers.every((number) => parsePythonFloat(number) !== undefined) &&
    pairs.every((pair) => pair.includes(":"))
  );
}

/** Sizes of the runs of equal query numbers. */
function groupsOf(queries: Float64Array): Uint32Array {
  const sizes: number[] = [];
  for (let row = 0; row < queries.length; row++) {
    if (row > 0 && queries[row] === queries[row - 1]) sizes[sizes.length - 1]++;
    else sizes.push(1);
  }
  return Uint32Array.from(sizes);
}
