import { header, xml } from "../../aws/protocols/members.js";
import type { ChecksumAlgorithm, PartRef } from "../../stores/objects.js";
import { quoted, unquoted } from "./attributes.js";
import { checkForm, checksumMembers, checksumsIn, checksumValues } from "./checksums.js";
import { writeCondition } from "./conditions.js";
import { s3Errors } from "./errors.js";
import { operation } from "./operation.js";
import { uploadInput, uploadOf } from "./uploads.js";

interface CompletedUpload {
  readonly Part?: readonly Readonly<Record<string, unknown>>[];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload = operation(
  {
    route: "POST /{Bucket}/{Key+}?uploadId",
    input: {
      ...uploadInput,
      ...checksumValues,
      IfMatch: header("if-match"),
      IfNoneMatch: header("if-none-match"),
      Host: header("host"),
      MultipartUpload: xml<CompletedUpload>("CompleteMultipartUpload", { lists: ["Part"] }),
    },
    root: "CompleteMultipartUploadResult",
  },
  async ({ objects }, { MultipartUpload, Host, ...input }) => {
    const parts = MultipartUpload?.Part?.map(partOf) ?? [];
    if (parts.length === 0) throw s3Errors.malformedXml();
    const allow = writeCondition(input, input.Key);
    const expected = checksumsIn(input);
    for (const [algorithm, value] of Object.entries(expected)) checkForm(algorithm as ChecksumAlgorithm, value);
    const info = await objects.completeUpload(uploadOf(input), parts, { expected, ...(allow && { allow }) });
    return {
      Location: `http://${Host}/${input.Bucket}/${encodeURIComponent(input.Key)}`,
      Bucket: input.Bucket,
      Key: input.Key,
      ETag: quoted(info.etag),
      ...checksumMembers(info.checksums),
    };
  },
);

function partOf(element: Readonly<Record<string, unknown>>): PartRef {
  const { PartNumber, ETag } = element;
  if (typeof PartNumber !== "string" || !/^\d{1,5}$/.test(PartNumber) || typeof ETag !== "string") {
    throw s3Errors.malformedXml();
  }
  return { part: Number(PartNumber), etag: unquoted(ETag), checksums: checksumsIn(element) };
}
