import { header, label } from "../../aws/protocols/members.js";
import { attributeInput, attributesOf } from "./attributes.js";
import { algorithmOf } from "./checksums.js";
import { s3Errors } from "./errors.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload = operation(
  {
    route: "POST /{Bucket}/{Key+}?uploads",
    input: {
      Bucket: label,
      Key: label,
      ...attributeInput,
      ChecksumAlgorithm: header("x-amz-checksum-algorithm"),
      ChecksumType: header("x-amz-checksum-type"),
    },
    output: {
      ChecksumAlgorithm: header("x-amz-checksum-algorithm"),
      ChecksumType: header("x-amz-checksum-type"),
    },
    root: "InitiateMultipartUploadResult",
  },
  async ({ objects }, { Bucket, Key, ChecksumAlgorithm, ChecksumType, ...input }) => {
    const checksum = ChecksumAlgorithm === undefined ? undefined : algorithmOf(ChecksumAlgorithm);
    const checksumOfWhole = checksum !== undefined && isOfWhole(checksum, ChecksumType);
    const id = await objects.createUpload(Bucket, Key, {
      attributes: attributesOf(input),
      ...(checksum && { checksum, checksumOfWhole }),
    });
    return {
      Bucket,
      Key,
      UploadId: id,
      ChecksumAlgorithm: checksum?.toUpperCase(),
      ChecksumType: checksum && (checksumOfWhole ? "FULL_OBJECT" : "COMPOSITE"),
    };
  },
);

/** Which types an algorithm has: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
function isOfWhole(checksum: string, type: string | undefined): boolean {
  const possible =
    checksum === "crc64nvme"
      ? ["FULL_OBJECT"]
      : checksum.startsWith("crc")
        ? ["COMPOSITE", "FULL_OBJECT"]
        : ["COMPOSITE"];
  const chosen = type ?? possible[0];
  if (!possible.includes(chosen)) {
    throw s3Errors.invalidRequest(
      `The ${chosen} checksum type cannot be used with the ${checksum} checksum algorithm.`,
    );
  }
  return chosen === "FULL_OBJECT";
}
