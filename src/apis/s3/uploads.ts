import { label, query } from "../../aws/protocols/members.js";
import type { UploadRef } from "../../stores/objects.js";
import { s3Errors } from "./errors.js";

/** How the operations on an upload name it. */
export const uploadInput = { Bucket: label, Key: label, UploadId: query("uploadId") };

export function uploadOf(input: { Bucket: string; Key: string; UploadId: string | undefined }): UploadRef {
  return { bucket: input.Bucket, key: input.Key, id: input.UploadId ?? "" };
}

/** Throws `InvalidArgument`. */
export function partNumberOf(text: string | undefined): number {
  const part = /^\d{1,5}$/.test(text ?? "") ? Number(text) : 0;
  if (part < 1 || part > 10_000) throw s3Errors.badPartNumber(text);
  return part;
}
