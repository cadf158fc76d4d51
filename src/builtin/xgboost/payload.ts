import { readDelimited } from "../../content/delimited.js";
import { ContentError } from "../../content/errors.js";
import { readLibsvm } from "../../content/libsvm.js";
import type { Matrix } from "../../content/matrix.js";
import { readRecordProtobuf } from "../../content/record-protobuf.js";
import type { ErrorPlace } from "../../pipeline/errors.js";
import type { InputFormat } from "./content-type.js";
import { refusals } from "./errors.js";
import type { ContainerVersion } from "./version.js";

/** The rows of a body. What does not parse is refused with the message that the container's Python would have had. */
export function readPayload(format: InputFormat, body: Uint8Array, version: ContainerVersion): Matrix {
  try {
    if (format === "csv") return readDelimited(withoutBrackets(body));
    if (format === "libsvm") return readLibsvm(body, version.shiftsLibsvm ? "if-one-based" : "none");
    return readRecordProtobuf(body);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const [type, message] = pythonError(error, version);
    const { row, column } = error.place;
    const place: ErrorPlace = {
      ...(row !== undefined && { row }),
      ...(column !== undefined && { column: String(column) }),
    };
    const separator = format === "recordio-protobuf" ? " " : "\n ";
    const text = `Loading ${format} data failed with Exception, please ensure data is in ${format} format:`;
    throw refusals.payload(`${text}${separator}<class '${type}'>${separator}${message}`, place, error);
  }
}

/** The class and the text of the Python exception. */
function pythonError({ code, message }: ContentError, version: ContainerVersion): [type: string, message: string] {
  if (code === "encoding") return ["UnicodeDecodeError", message];
  if (code === "delimiter") return ["_csv.Error", message];
  if (code === "protobuf") return ["google.protobuf.message.DecodeError", message];
  if (message.includes("`inf`")) return ["xgboost.core.XGBoostError", `[${clock()}] ${version.checks.values}`];
  const shown = version.numpy2
    ? message.replace(/(?<=^could not convert string to float: )(.*)$/s, "np.str_($1)")
    : message;
  return ["ValueError", shown];
}

/** The time as libxgboost puts it before the text of a failed check. */
export function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}

const bracket = { open: 0x5b, close: 0x5d };

/**
 * SparkML Serving answers JSON Lines as `[[1.0,2.0], [3.0,4.0]]` under the name of CSV, which the original cannot read. Here each
 * inner list is a row, so that such requests pass through a pipeline.
 */
function withoutBrackets(body: Uint8Array): Uint8Array {
  const { length } = body;
  const wrapped = length >= 4 && body[0] === bracket.open && body[1] === bracket.open;
  if (!wrapped || body[length - 1] !== bracket.close || body[length - 2] !== bracket.close) return body;
  const text = new TextDecoder().decode(body.subarray(2, length - 2));
  return new TextEncoder().encode(text.replaceAll("], [", "\n"));
}
