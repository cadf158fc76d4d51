import { header, label, query, status } from "../../aws/protocols/members.js";
import type { ObjectInfo } from "../../stores/objects.js";
import { attributeOutput, attributesOutput, quoted } from "./attributes.js";
import { checksumMembers, checksumOutput } from "./checksums.js";
import { conditionInput } from "./conditions.js";
import { contentRange } from "./ranges.js";

/** What GetObject and HeadObject are asked alike. */
export const readInput = {
  Bucket: label,
  Key: label,
  ...conditionInput,
  Range: header("range"),
  PartNumber: query("partNumber"),
  ChecksumMode: header("x-amz-checksum-mode"),
  ResponseCacheControl: query("response-cache-control"),
  ResponseContentDisposition: query("response-content-disposition"),
  ResponseContentEncoding: query("response-content-encoding"),
  ResponseContentLanguage: query("response-content-language"),
  ResponseContentType: query("response-content-type"),
  ResponseExpires: query("response-expires"),
};

export const readOutput = {
  ...attributeOutput,
  ...checksumOutput,
  AcceptRanges: header("accept-ranges"),
  ContentRange: header("content-range"),
  PartsCount: header("x-amz-mp-parts-count"),
  Status: status,
};

interface ReadInput {
  readonly PartNumber: string | undefined;
  readonly ChecksumMode: string | undefined;
  readonly [override: `Response${string}`]: string | undefined;
}

/** The headers of an answer that has the whole object, or a range of it. */
export function describeRead(input: ReadInput, info: ObjectInfo, range?: { start: number; end: number }) {
  const attributes = attributesOutput(info);
  return {
    ...attributes,
    CacheControl: input.ResponseCacheControl ?? attributes.CacheControl,
    ContentDisposition: input.ResponseContentDisposition ?? attributes.ContentDisposition,
    ContentEncoding: input.ResponseContentEncoding ?? attributes.ContentEncoding,
    ContentLanguage: input.ResponseContentLanguage ?? attributes.ContentLanguage,
    ContentType: input.ResponseContentType ?? attributes.ContentType,
    Expires: input.ResponseExpires ?? attributes.Expires,
    AcceptRanges: "bytes",
    ContentLength: range ? range.end - range.start + 1 : info.size,
    ContentRange: range && contentRange(range, info.size),
    PartsCount: input.PartNumber === undefined ? undefined : info.partSizes?.length,
    /** A checksum of the whole would not fit a range. */
    ...(input.ChecksumMode?.toUpperCase() === "ENABLED" && !range ? checksumMembers(info.checksums) : {}),
    Status: range ? 206 : 200,
  };
}

export function notModified(info: ObjectInfo) {
  return { Status: 304, ETag: quoted(info.etag), LastModified: info.modified, CacheControl: info.cacheControl };
}
