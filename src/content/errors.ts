/** Where in a payload something is wrong; rows and columns count from 0. */
export interface Place {
  readonly row?: number;
  readonly column?: number;
  /** In characters (JSON) or bytes (RecordIO), from 0. */
  readonly offset?: number;
  /** Of JSON that is not closed as it was opened: where the object or array begins. Belongs to the message's end. */
  readonly opened?: number;
  /** The member of the outermost JSON object in whose value the error is. */
  readonly member?: string;
  /** The element of the array that this member is. */
  readonly index?: number;
}

export type ContentErrorCode =
  | "csv-syntax"
  | "encoding"
  | "number-syntax"
  | "number-range"
  | "delimiter"
  | "ragged"
  | "no-values"
  | "json-syntax"
  | "recordio-frame"
  | "protobuf"
  | "too-large";

/**
 * Why a payload does not parse. The messages are those of the programs that users of SageMaker know (commons-csv, Jackson, the
 * Python and numpy of the XGBoost container), so that containers can answer with them; the place is beside them.
 */
export class ContentError extends Error {
  readonly code: ContentErrorCode;
  readonly place: Place;

  constructor(code: ContentErrorCode, message: string, place: Place = {}) {
    super(message);
    this.name = "ContentError";
    this.code = code;
    this.place = place;
  }
}

export const contentErrors = {
  csvAfterQuote: (line: number, row: number) =>
    new ContentError("csv-syntax", `(line ${line}) invalid char between encapsulated token and delimiter`, { row }),
  csvUnclosed: (line: number, row: number) =>
    new ContentError("csv-syntax", `(startline ${line}) EOF reached before encapsulated token finished`, { row }),
  notUtf8: (byte: number, offset: number, reason: string) =>
    new ContentError(
      "encoding",
      `'utf-8' codec can't decode byte 0x${byte.toString(16).padStart(2, "0")} in position ${offset}: ${reason}`,
      { offset },
    ),
  notFloat: (text: string, place: Place) =>
    new ContentError("number-syntax", `could not convert string to float: ${text}`, place),
  notInteger: (text: string, place: Place) =>
    new ContentError("number-syntax", `invalid literal for int() with base 10: ${text}`, place),
  tooLargeForFloat: (place: Place) =>
    new ContentError(
      "number-range",
      "Input data contains `inf` or a value too large, while `missing` is not set to `inf`",
      place,
    ),
  noDelimiter: () => new ContentError("delimiter", "Could not determine delimiter"),
  ragged: (row: number, rows: number) =>
    new ContentError(
      "ragged",
      "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. " +
        `The detected shape was (${rows},) + inhomogeneous part.`,
      { row },
    ),
  noPairs: () => new ContentError("no-values", "cannot infer dimensions from zero sized index arrays"),
  negativeIndex: (row: number) => new ContentError("number-range", "negative column index found", { row }),
  indexTooLarge: (index: string, row: number) =>
    new ContentError("number-range", `column index ${index} is too large`, { row }),
  json: (message: string, place: Place) => new ContentError("json-syntax", message, place),
  recordMagic: (offset: number) =>
    new ContentError("recordio-frame", `Invalid RecordIO magic at offset ${offset}`, { offset }),
  recordTruncated: (offset: number) =>
    new ContentError("recordio-frame", `Truncated record at offset ${offset}`, { offset }),
  noRecords: () => new ContentError("no-values", "No records found in RecordIO-Protobuf data"),
  protobuf: (row: number, problem: string) => new ContentError("protobuf", `record ${row}: ${problem}`, { row }),
  tooLarge: (what: string, most: number) => new ContentError("too-large", `${what} is more than ${most}`),
} as const;
