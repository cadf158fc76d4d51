/** Why model data could not be had; the message ends up in a FailureReason or a ValidationException. */
export class ArtifactError extends Error {
  readonly code: ArtifactErrorCode;

  constructor(code: ArtifactErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "ArtifactError";
    this.code = code;
  }
}

export type ArtifactErrorCode = "BadUri" | "NotFound" | "Unreadable" | "BadPrefix" | "TooLarge";

/** The only place where an `ArtifactError` is made. */
export const artifactErrors = {
  badUri: (uri: string) =>
    new ArtifactError("BadUri", `${uri} is no location of model data: expected s3://bucket/key or file:///path`),
  notFound: (uri: string, cause?: unknown) =>
    new ArtifactError("NotFound", `Could not find model data at ${uri}.`, { cause }),
  unreadable: (uri: string, cause: unknown) =>
    new ArtifactError("Unreadable", `Could not read model data at ${uri}: ${messageOf(cause)}`, { cause }),
  badKey: (uri: string, key: string, problem: string) =>
    new ArtifactError(
      "BadPrefix",
      `Could not lay out the model data at ${uri}: the key ${JSON.stringify(key)} ${problem}`,
    ),
  tooLarge: (uri: string, limit: string) =>
    new ArtifactError("TooLarge", `The model data at ${uri} is larger than the limit of ${limit}.`),
};

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
