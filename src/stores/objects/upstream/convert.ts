import type { GetObjectCommandOutput, HeadObjectCommandOutput, PutObjectCommandInput } from "@aws-sdk/client-s3";
import type { ChecksumAlgorithm, Checksums, ObjectAttributes, ObjectInfo } from "../../objects.js";

/** The SDK's members of checksums. */
const members = {
  crc32: "ChecksumCRC32",
  crc32c: "ChecksumCRC32C",
  crc64nvme: "ChecksumCRC64NVME",
  sha1: "ChecksumSHA1",
  sha256: "ChecksumSHA256",
} as const satisfies Record<ChecksumAlgorithm, string>;

const algorithms = Object.keys(members) as ChecksumAlgorithm[];

type ChecksumMembers = { readonly [member in (typeof members)[ChecksumAlgorithm]]?: string | undefined };

/** The checksums among the members of an answer. */
export function checksumsOf(answer: ChecksumMembers): Checksums {
  return Object.fromEntries(
    algorithms.flatMap((algorithm) => {
      const value = answer[members[algorithm]];
      return value === undefined ? [] : [[algorithm, value]];
    }),
  );
}

/** Checksums as the members of a request. */
export function toChecksums(checksums: Checksums): Record<string, string> {
  return Object.fromEntries(
    Object.entries(checksums).map(([name, value]) => [members[name as ChecksumAlgorithm], value]),
  );
}

export const algorithmName = (algorithm: ChecksumAlgorithm) =>
  algorithm.toUpperCase() as "CRC32" | "CRC32C" | "CRC64NVME" | "SHA1" | "SHA256";

export function toAttributes(attributes: ObjectAttributes = {}) {
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, expires, metadata } =
    attributes;
  return {
    CacheControl: cacheControl,
    ContentDisposition: contentDisposition,
    ContentEncoding: contentEncoding,
    ContentLanguage: contentLanguage,
    /** S3's own default; the SDK would add another one. */
    ContentType: contentType ?? "binary/octet-stream",
    Expires: expires === undefined ? undefined : new Date(expires),
    Metadata: metadata as Record<string, string> | undefined,
  } as Partial<PutObjectCommandInput>;
}

/** What S3 says of an object; of a range, its size is that of the whole. */
export function infoOf(
  bucket: string,
  key: string,
  answer: HeadObjectCommandOutput | GetObjectCommandOutput,
): ObjectInfo {
  const { Metadata = {} } = answer;
  const total = /\/(\d+)$/.exec(answer.ContentRange ?? "")?.[1];
  return {
    bucket,
    key,
    size: total === undefined ? (answer.ContentLength ?? 0) : Number(total),
    etag: unquoted(answer.ETag),
    modified: answer.LastModified ?? new Date(0),
    checksums: total === undefined ? checksumsOf(answer) : {},
    ...(answer.CacheControl && { cacheControl: answer.CacheControl }),
    ...(answer.ContentDisposition && { contentDisposition: answer.ContentDisposition }),
    ...(answer.ContentEncoding && { contentEncoding: answer.ContentEncoding }),
    ...(answer.ContentLanguage && { contentLanguage: answer.ContentLanguage }),
    ...(answer.ContentType && { contentType: answer.ContentType }),
    ...(answer.ExpiresString && { expires: answer.ExpiresString }),
    ...(Object.keys(Metadata).length > 0 && { metadata: Metadata }),
  };
}

export const unquoted = (etag = ""): string => etag.replace(/^"|"$/g, "");

/** The range that an answer has, from its `Content-Range`. */
export function rangeOf(contentRange: string | undefined): { start: number; end: number } | undefined {
  const [, start, end] = /^bytes (\d+)-(\d+)\//.exec(contentRange ?? "") ?? [];
  return start === undefined ? undefined : { start: Number(start), end: Number(end) };
}

/** Keys of a listing that was asked for in URL encoding; some services write a space as a plus. */
export const decodeKey = (key: string | undefined): string => decodeURIComponent((key ?? "").replaceAll("+", "%20"));
