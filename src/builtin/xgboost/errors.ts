import { ContainerError, type ErrorPlace } from "../../pipeline/errors.js";

const html = "text/html; charset=utf-8";

const accepts = "['application/json', 'application/jsonlines', 'application/x-recordio-protobuf', 'text/csv']";
const contentTypes =
  "csv, libsvm, parquet, recordio-protobuf, text/csv, text/libsvm, text/x-libsvm, " +
  "application/x-parquet, application/x-recordio-protobuf";

/** What the XGBoost container refuses, in its words: a payload that does not parse is a 415 there, not a 400. */
export const refusals = {
  empty: () => refuse(204, ""),
  contentType: (contentType: string) => refuse(415, `${contentType} is not an accepted ContentType: ${contentTypes}.`),
  labelSize: (contentType: string) =>
    refuse(415, `${contentType} is not an accepted csv ContentType. Optional parameter label_size must be equal to 1`),
  notForInference: (contentType: string) => refuse(415, `Content-type ${contentType} is not supported.`),
  payload: (message: string, place: ErrorPlace, cause: unknown) => refuse(415, message, place, cause),
  evaluate: (message: string, cause?: unknown) =>
    refuse(400, `Unable to evaluate payload provided: ${message}`, {}, cause),
  accept: (accept: string) =>
    refuse(406, `Accept type ${accept} is not supported. Please use supported accept types: ${accepts}.`),
  selectable: (message: string) => refuse(500, message),
  /** Werkzeug's page for a body above the limit. */
  tooLarge: () => page(413, "Request Entity Too Large", "The data value transmitted exceeds the capacity limit."),
  /** Flask's page for an error that nothing catches: here an Accept that no encoder knows. */
  internal: () =>
    page(
      500,
      "Internal Server Error",
      "The server encountered an internal error and was unable to complete your request. " +
        "Either the server is overloaded or there is an error in the application.",
    ),
} as const;

/** Why a container does not start. */
export const startErrors = {
  noModelFolder: () => new Error("XGBoost needs a model: a model.tar.gz with the model file in it"),
  noModelFile: () => new Error("the model archive has no file at its top: XGBoost needs a model there"),
  badModel: (name: string, cause: unknown) =>
    new Error(`Model ${name} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, { cause }),
  scriptMode: (program: string) =>
    new Error(
      `script mode (SAGEMAKER_PROGRAM=${program}) runs Python code, which is not run here: ` +
        "serve the model without the script, or run the container as a process or with Docker",
    ),
  multiModel: () => new Error("multi-model mode (SAGEMAKER_MULTI_MODEL) is not supported"),
  bodyLimit: (text: string) => new Error(`MAX_CONTENT_LENGTH is not a number: ${text}`),
} as const;

function refuse(status: number, body: string, place: ErrorPlace = {}, cause?: unknown): ContainerError {
  return new ContainerError(status, body, { contentType: html, place, cause });
}

function page(status: number, title: string, text: string): ContainerError {
  const body =
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n' +
    `<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n`;
  return new ContainerError(status, body, { contentType: "text/html" });
}
