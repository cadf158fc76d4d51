import { header, query } from "../../aws/protocols/members.js";
import { quoted } from "./attributes.js";
import { checksumMembers } from "./checksums.js";
import { copySourceInput, copySourceOf } from "./copy-source.js";
import { s3Errors } from "./errors.js";
import { operation } from "./operation.js";
import { parseRange } from "./ranges.js";
import { partNumberOf, uploadInput, uploadOf } from "./uploads.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy = operation(
  {
    route: "PUT /{Bucket}/{Key+}?uploadId",
    withHeader: "x-amz-copy-source",
    input: {
      ...uploadInput,
      PartNumber: query("partNumber"),
      ...copySourceInput,
      CopySourceRange: header("x-amz-copy-source-range"),
    },
    root: "CopyPartResult",
  },
  async (context, { PartNumber, CopySourceRange, ...input }) => {
    const { objects } = context;
    const part = partNumberOf(PartNumber);
    const source = copySourceOf(context, input);
    const range = parseRange(CopySourceRange);
    if (CopySourceRange !== undefined && !(range && "end" in range)) {
      throw s3Errors.invalidArgument(
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
        "x-amz-copy-source-range",
        CopySourceRange,
      );
    }
    const { body } = await objects.get(source.bucket, source.key, { allow: source.allow, ...(range && { range }) });
    const info = await objects.putPart(uploadOf(input), part, body);
    const { ChecksumType, ...checksums } = checksumMembers(info.checksums);
    return { ETag: quoted(info.etag), LastModified: info.modified, ...checksums };
  },
);
