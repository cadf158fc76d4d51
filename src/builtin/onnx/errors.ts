import { RequestError } from "../handler/errors.js";

/** What a request for an ONNX model is refused for. */
export const requestErrors = {
  contentType: (type: string, known: readonly string[]) =>
    new RequestError(415, `Content type ${type || "(none)"} is not supported: ONNX models read ${known.join(", ")}.`),
  accept: (accept: string, known: readonly string[]) =>
    new RequestError(406, `Accept ${accept} is not supported: ONNX models write ${known.join(", ")}.`),
  /** A body that does not parse, in the words of the format's reader. */
  body: (message: string) => new RequestError(400, message),
  notRows: () => new RequestError(400, 'the body must be a list of rows, or {"instances": [rows]}'),
  noRows: () => new RequestError(400, "the request has no rows"),
  noValue: (input: string) => new RequestError(400, `a row has no value for the input ${input}`),
  nestedObject: () => new RequestError(400, "a row holds an object where a value is expected"),
  /** `widths` says per input how many values it takes. */
  width: (columns: number, widths: string) =>
    new RequestError(400, `a row has ${columns} values, which do not fit the model's inputs (${widths})`),
  ragged: (row: number, has: number, columns: number) =>
    new RequestError(400, `row ${row} has ${has} values, the rows before it have ${columns}`),
  inputType: (input: string) => new RequestError(400, `the input ${input} has a type that requests cannot bring`),
  value: (row: number, at: number, cell: string | null, type: string, input: string) =>
    new RequestError(
      400,
      `row ${row}, value ${at}: ${JSON.stringify(cell)} is no ${type}, as the input ${input} wants it`,
    ),
  output: (name: string, values: number, rows: number) =>
    new RequestError(400, `the output ${name} has ${values} values for ${rows} rows`),
} as const;

/** Why an ONNX model does not start. */
export const startErrors = {
  noArchive: () => new Error("ONNX needs a model: a model.tar.gz with a .onnx file in it"),
  noModel: () => new Error("the model archive has no file that ends in .onnx"),
  severalModels: (names: readonly string[]) =>
    new Error(`the model archive has several models (${names.join(", ")}), none of them model.onnx`),
  notOnnx: (problem: string, cause?: unknown) =>
    new Error(`the file is not an ONNX model: ${problem}`, cause === undefined ? {} : { cause }),
  noTensor: () => new Error("no output of the model is a tensor: export it without maps (scikit-learn: zipmap=False)"),
  noRuntime: ([native, web]: readonly string[]) =>
    new Error(
      `ONNX models need onnxruntime, which is not installed: npm install ${native} (or ${web}, which has no native code)`,
    ),
} as const;
