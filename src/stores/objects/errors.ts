import type { UploadRef } from "../objects.js";

export type ObjectErrorCode =
  | "NoSuchBucket"
  | "NoSuchKey"
  | "NoSuchUpload"
  | "BucketAlreadyOwnedByYou"
  | "BucketNotEmpty"
  | "InvalidRange"
  | "InvalidPart"
  | "InvalidPartOrder"
  | "EntityTooSmall"
  | "BadDigest";

/** What an object store could not do; codes are S3's, and so are the names of the details. */
export class ObjectError extends Error {
  readonly code: ObjectErrorCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ObjectErrorCode, message: string, details: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.name = "ObjectError";
    this.code = code;
    this.details = details;
  }
}

/** Texts as S3 has them: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const objectErrors = {
  noSuchBucket: (bucket: string) =>
    new ObjectError("NoSuchBucket", "The specified bucket does not exist", { BucketName: bucket }),
  noSuchKey: (key: string) => new ObjectError("NoSuchKey", "The specified key does not exist.", { Key: key }),
  noSuchUpload: ({ id }: UploadRef) =>
    new ObjectError(
      "NoSuchUpload",
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
      { UploadId: id },
    ),
  bucketAlreadyOwnedByYou: (bucket: string) =>
    new ObjectError(
      "BucketAlreadyOwnedByYou",
      "Your previous request to create the named bucket succeeded and you already own it.",
      { BucketName: bucket },
    ),
  bucketNotEmpty: (bucket: string) =>
    new ObjectError("BucketNotEmpty", "The bucket you tried to delete is not empty", { BucketName: bucket }),
  invalidRange: (asked: string, size: number) =>
    new ObjectError("InvalidRange", "The requested range is not satisfiable", {
      RangeRequested: asked,
      ActualObjectSize: size,
    }),
  invalidPart: ({ id }: UploadRef, part: number, etag: string) =>
    new ObjectError(
      "InvalidPart",
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      { UploadId: id, PartNumber: part, ETag: etag },
    ),
  invalidPartOrder: ({ id }: UploadRef) =>
    new ObjectError(
      "InvalidPartOrder",
      "The list of parts was not in ascending order. Parts must be ordered by part number.",
      { UploadId: id },
    ),
  badDigest: (algorithm: string) =>
    new ObjectError("BadDigest", `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`),
  entityTooSmall: (part: number, etag: string, size: number, minimum: number) =>
    new ObjectError("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
      ETag: etag,
      MinSizeAllowed: minimum,
      ProposedSize: size,
      PartNumber: part,
    }),
} as const;
