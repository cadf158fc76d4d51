import type { UploadRef } from "../objects.js";

/** S3's codes of what a store may refuse. */
export const objectErrorCodes = [
  "NoSuchBucket",
  "NoSuchKey",
  "NoSuchUpload",
  "BucketAlreadyOwnedByYou",
  "BucketNotEmpty",
  "InvalidRange",
  "InvalidPart",
  "InvalidPartOrder",
  "EntityTooSmall",
  "BadDigest",
] as const;

export type ObjectErrorCode = (typeof objectErrorCodes)[number];

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

/** Why a manifest cannot be used: what follows "The manifest … cannot be used:". */
export class ManifestError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ManifestError";
  }
}

/** The only place where a `ManifestError` is made. */
export const manifestErrors = {
  notJson: (cause: unknown) =>
    new ManifestError(`it is not JSON (${cause instanceof Error ? cause.message : String(cause)})`, { cause }),
  notAList: () => new ManifestError("it is not a JSON array"),
  noPrefix: () => new ManifestError('its first item is not {"prefix": "s3://…"}'),
  empty: () => new ManifestError("it names no object"),
  notAName: (item: number) => new ManifestError(`item ${item} is not the name of an object`),
  noObject: (uri: string) => new ManifestError(`there is no ${uri}`),
} as const;
