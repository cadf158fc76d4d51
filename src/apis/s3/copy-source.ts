import { header, type InputOf } from "../../aws/protocols/members.js";
import type { ObjectInfo } from "../../stores/objects.js";
import { checkSource } from "./conditions.js";
import { s3Errors } from "./errors.js";
import { refuseVersion, type S3Context } from "./operation.js";

/** Where a copy comes from, and on which conditions. */
export const copySourceInput = {
  CopySource: header("x-amz-copy-source"),
  CopySourceIfMatch: header("x-amz-copy-source-if-match"),
  CopySourceIfNoneMatch: header("x-amz-copy-source-if-none-match"),
  CopySourceIfModifiedSince: header("x-amz-copy-source-if-modified-since"),
  CopySourceIfUnmodifiedSince: header("x-amz-copy-source-if-unmodified-since"),
  ExpectedSourceBucketOwner: header("x-amz-source-expected-bucket-owner"),
};

/** The source of a copy, `[/]bucket/key` percent-encoded, and the check of its conditions. */
export function copySourceOf({ account }: S3Context, input: InputOf<typeof copySourceInput>) {
  const { ExpectedSourceBucketOwner } = input;
  if (ExpectedSourceBucketOwner !== undefined && ExpectedSourceBucketOwner !== account) throw s3Errors.accessDenied();
  const [source, query] = input.CopySource!.split("?", 2);
  refuseVersion(new URLSearchParams(query).get("versionId"));
  const text = decode(source!);
  const [, bucket, key] = /^\/?([^/]+)\/([\s\S]+)$/.exec(text) ?? [];
  if (bucket === undefined || key === undefined) throw notASource(input.CopySource!);
  const allow = (info: ObjectInfo) =>
    checkSource(
      {
        IfMatch: input.CopySourceIfMatch,
        IfNoneMatch: input.CopySourceIfNoneMatch,
        IfModifiedSince: input.CopySourceIfModifiedSince,
        IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
      },
      info,
    );
  return { bucket, key, allow };
}

function decode(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    throw notASource(source);
  }
}

function notASource(source: string) {
  return s3Errors.invalidArgument(
    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
    "x-amz-copy-source",
    source,
  );
}
