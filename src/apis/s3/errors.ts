import { AwsError, commonErrors } from "../../aws/errors.js";
import { ObjectError, type ObjectErrorCode } from "../../stores/objects/errors.js";

/** HTTP status by code: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const statusOf: Readonly<Record<ObjectErrorCode, number>> = {
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  InvalidRange: 416,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  EntityTooSmall: 400,
  BadDigest: 400,
};

/** A store's failure as S3 answers it; undefined for what is no store's failure. */
export function translateObjectError(error: unknown): AwsError | undefined {
  if (!(error instanceof ObjectError)) return undefined;
  return new AwsError(error.code, statusOf[error.code], error.message, { members: error.details, cause: error });
}

const argument = (name: string, value: string | undefined) => ({ ArgumentName: name, ArgumentValue: value });

export const s3Errors = {
  accessDenied: () => new AwsError("AccessDenied", 403, "Access Denied"),
  invalidArgument: (message: string, name: string, value: string | undefined) =>
    new AwsError("InvalidArgument", 400, message, { members: argument(name, value) }),
  invalidRequest: (message: string) => new AwsError("InvalidRequest", 400, message),
  invalidBucketName: (bucket: string) =>
    new AwsError("InvalidBucketName", 400, "The specified bucket is not valid.", { members: { BucketName: bucket } }),
  keyTooLong: (size: number) =>
    new AwsError("KeyTooLongError", 400, "Your key is too long", { members: { Size: size, MaxSizeAllowed: 1024 } }),
  badPartNumber: (text: string | undefined) =>
    new AwsError("InvalidArgument", 400, "Part number must be an integer between 1 and 10000, inclusive", {
      members: argument("partNumber", text),
    }),
  metadataTooLarge: (size: number) =>
    new AwsError("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size", {
      members: { Size: size, MaxSizeAllowed: 2048 },
    }),
  preconditionFailed: (condition: string) =>
    new AwsError("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", {
      members: { Condition: condition },
    }),
  noSuchKey: (key: string) =>
    new AwsError("NoSuchKey", 404, "The specified key does not exist.", { members: { Key: key } }),
  invalidDigest: (value: string) =>
    new AwsError("InvalidDigest", 400, "The Content-MD5 you specified was invalid.", {
      members: { "Content-MD5": value },
    }),
  badMd5: (expected: string, calculated: string) =>
    new AwsError("BadDigest", 400, "The Content-MD5 you specified did not match what we received.", {
      members: { ExpectedDigest: expected, CalculatedDigest: calculated },
    }),
  badChecksum: (algorithm: string) =>
    new AwsError("BadDigest", 400, `The ${algorithm} you specified did not match the calculated checksum.`),
  invalidPartNumber: (part: number, count: number) =>
    new AwsError("InvalidPartNumber", 416, "The requested partnumber is not satisfiable", {
      members: { PartNumberRequested: part, ActualPartCount: count },
    }),
  malformedXml: commonErrors.malformedXml,
  noSuchTagSet: (bucket: string) =>
    new AwsError("NoSuchTagSet", 404, "The TagSet does not exist", { members: { BucketName: bucket } }),
  notImplemented: commonErrors.notImplemented,
} as const;
