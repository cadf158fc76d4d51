import type { HandlerError } from "./types.js";

/** A request that cannot be read, or not be answered as it asks; the status is the inference toolkit's. */
export class RequestError extends Error implements HandlerError {
  readonly status: 400 | 406 | 415;

  constructor(status: RequestError["status"], message: string) {
    super(message);
    this.name = "RequestError";
    this.status = status;
  }
}

/** What the default functions refuse. */
export const formatErrors = {
  contentType: (type: string, known: readonly string[]) =>
    new RequestError(415, `Content type ${type || "(none)"} is not supported: this handler reads ${known.join(", ")}.`),
  accept: (accept: string, known: readonly string[]) =>
    new RequestError(406, `Accept ${accept} is not supported: this handler writes ${known.join(", ")}.`),
  notJson: (cause: unknown) =>
    new RequestError(400, `The body is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`),
} as const;

/** Why a handler does not start. */
export const startErrors = {
  noModule: (path: string) => new Error(`there is no handler module ${path}`),
  noArchive: () => new Error("a handler needs a model archive with its module, or a file: URI as image"),
  noModuleInArchive: (paths: readonly string[]) =>
    new Error(`the model archive has no handler module; looked for ${paths.join(", ")}`),
  noPredict: (module: string) => new Error(`the handler module ${module} exports no function predict`),
} as const;
