import { S3ServiceException } from "@aws-sdk/client-s3";
import { ObjectError, type ObjectErrorCode, objectErrorCodes } from "../errors.js";

const codes: ReadonlySet<string> = new Set(objectErrorCodes);

/** Runs a request; the service's own failures become those of a store, its other ones are passed on. */
export async function translated<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof S3ServiceException && codes.has(error.name)) {
      throw new ObjectError(error.name as ObjectErrorCode, error.message, detailsOf(error));
    }
    throw error;
  }
}

/** The answer to a HEAD has no body, so no code either. */
export function isNotFound(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
}

export function isPreconditionFailed(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === "PreconditionFailed";
}

function detailsOf(error: S3ServiceException): Record<string, string | number> {
  const { BucketName, Key, UploadId } = error as unknown as Readonly<Record<string, unknown>>;
  const details = Object.entries({ BucketName, Key, UploadId });
  return Object.fromEntries(details.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
