import { header, query, stream } from "../../aws/protocols/members.js";
import { quoted } from "./attributes.js";
import { checksumInput, checksumMembers, checksumOptions, checksumOutput } from "./checksums.js";
import { operation } from "./operation.js";
import { partNumberOf, uploadInput, uploadOf } from "./uploads.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart = operation(
  {
    route: "PUT /{Bucket}/{Key+}?uploadId",
    input: { ...uploadInput, PartNumber: query("partNumber"), ...checksumInput, Body: stream },
    output: { ETag: header("etag"), ...checksumOutput },
  },
  async ({ objects }, { Body, PartNumber, ...input }) => {
    const part = partNumberOf(PartNumber);
    const info = await objects.putPart(uploadOf(input), part, Body, checksumOptions(input, Body.trailers));
    const { ChecksumType, ...checksums } = checksumMembers(info.checksums);
    return { ETag: quoted(info.etag), ...checksums };
  },
);
