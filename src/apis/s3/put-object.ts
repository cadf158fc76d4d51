import { header, label, stream } from "../../aws/protocols/members.js";
import { attributeInput, attributesOf, quoted } from "./attributes.js";
import { checksumInput, checksumMembers, checksumOptions, checksumOutput } from "./checksums.js";
import { writeCondition } from "./conditions.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject = operation(
  {
    route: "PUT /{Bucket}/{Key+}",
    input: {
      Bucket: label,
      Key: label,
      ...attributeInput,
      ...checksumInput,
      IfMatch: header("if-match"),
      IfNoneMatch: header("if-none-match"),
      Body: stream,
    },
    output: { ETag: header("etag"), ...checksumOutput },
  },
  async ({ objects }, { Bucket, Key, Body, ...input }) => {
    const allow = writeCondition(input, Key);
    const info = await objects.put(Bucket, Key, Body, {
      attributes: attributesOf(input),
      ...checksumOptions(input, Body.trailers),
      ...(allow && { allow }),
    });
    return { ETag: quoted(info.etag), ...checksumMembers(info.checksums) };
  },
);
