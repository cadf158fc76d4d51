import { header, headers, type InputOf } from "../../aws/protocols/members.js";
import type { ObjectAttributes, ObjectInfo } from "../../stores/objects.js";
import { s3Errors } from "./errors.js";

/** Headers of a put that are kept with the object. */
export const attributeInput = {
  CacheControl: header("cache-control"),
  ContentDisposition: header("content-disposition"),
  ContentEncoding: header("content-encoding"),
  ContentLanguage: header("content-language"),
  ContentType: header("content-type"),
  Expires: header("expires"),
  Metadata: headers("x-amz-meta-"),
  Tagging: header("x-amz-tagging"),
  SSECustomerAlgorithm: header("x-amz-server-side-encryption-customer-algorithm"),
  ObjectLockMode: header("x-amz-object-lock-mode"),
};

/** Headers that tell of an object. */
export const attributeOutput = {
  ...attributeInput,
  ETag: header("etag"),
  LastModified: header("last-modified"),
  ContentLength: header("content-length"),
};

/**
 * The attributes to keep. Encryption at rest, ACLs and storage classes have no meaning here and are passed over; what would
 * change what is given back is refused.
 */
export function attributesOf(input: InputOf<typeof attributeInput>): ObjectAttributes {
  if (input.Tagging) throw s3Errors.notImplemented("x-amz-tagging");
  if (input.SSECustomerAlgorithm) throw s3Errors.notImplemented("x-amz-server-side-encryption-customer-algorithm");
  if (input.ObjectLockMode) throw s3Errors.notImplemented("x-amz-object-lock-mode");
  const { Metadata } = input;
  const size = Object.entries(Metadata).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (size > 2048) throw s3Errors.metadataTooLarge(size);
  const encoding = withoutChunking(input.ContentEncoding);
  return {
    ...(input.CacheControl && { cacheControl: input.CacheControl }),
    ...(input.ContentDisposition && { contentDisposition: input.ContentDisposition }),
    ...(encoding && { contentEncoding: encoding }),
    ...(input.ContentLanguage && { contentLanguage: input.ContentLanguage }),
    ...(input.ContentType && { contentType: input.ContentType }),
    ...(input.Expires && { expires: input.Expires }),
    ...(size > 0 && { metadata: Metadata }),
  };
}

/** `aws-chunked` is how the body travelled, no property of the object. */
function withoutChunking(encoding: string | undefined): string | undefined {
  return encoding
    ?.split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "aws-chunked" && part !== "")
    .join(",");
}

/** What GetObject and HeadObject say of an object, its size aside. */
export function attributesOutput(info: ObjectInfo) {
  return {
    CacheControl: info.cacheControl,
    ContentDisposition: info.contentDisposition,
    ContentEncoding: info.contentEncoding,
    ContentLanguage: info.contentLanguage,
    ContentType: info.contentType ?? "binary/octet-stream",
    Expires: info.expires,
    Metadata: info.metadata,
    ETag: quoted(info.etag),
    LastModified: info.modified,
  };
}

export const quoted = (etag: string): string => `"${etag}"`;

export const unquoted = (etag: string): string => etag.trim().replace(/^"|"$/g, "");
