import { header, label } from "../../aws/protocols/members.js";
import type { ChecksumAlgorithm, ObjectAttributes, ObjectInfo } from "../../stores/objects.js";
import { attributeInput, attributesOf, quoted } from "./attributes.js";
import { algorithmOf, checksumMembers } from "./checksums.js";
import { writeCondition } from "./conditions.js";
import { copySourceInput, copySourceOf } from "./copy-source.js";
import { s3Errors } from "./errors.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject = operation(
  {
    route: "PUT /{Bucket}/{Key+}",
    withHeader: "x-amz-copy-source",
    input: {
      Bucket: label,
      Key: label,
      ...attributeInput,
      ...copySourceInput,
      MetadataDirective: header("x-amz-metadata-directive"),
      ChecksumAlgorithm: header("x-amz-checksum-algorithm"),
      IfMatch: header("if-match"),
      IfNoneMatch: header("if-none-match"),
    },
    root: "CopyObjectResult",
  },
  async (context, { Bucket, Key, MetadataDirective = "COPY", ChecksumAlgorithm, ...input }) => {
    const { objects } = context;
    const source = copySourceOf(context, input);
    if (MetadataDirective !== "COPY" && MetadataDirective !== "REPLACE") {
      throw s3Errors.invalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", MetadataDirective);
    }
    const replaces = MetadataDirective === "REPLACE";
    if (!replaces && source.bucket === Bucket && source.key === Key) {
      throw s3Errors.invalidRequest(
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      );
    }
    const given = attributesOf(input);
    const allow = writeCondition(input, Key);
    const { info, body } = await objects.get(source.bucket, source.key, { allow: source.allow });
    const checksum = ChecksumAlgorithm === undefined ? algorithmIn(info) : algorithmOf(ChecksumAlgorithm);
    const made = await objects.put(Bucket, Key, body, {
      attributes: replaces ? given : attributesIn(info),
      ...(checksum && { checksum }),
      ...(allow && { allow }),
    });
    return { ETag: quoted(made.etag), LastModified: made.modified, ...checksumMembers(made.checksums) };
  },
);

/** A copy keeps the kind of checksum its source has. */
function algorithmIn({ checksums }: ObjectInfo): ChecksumAlgorithm | undefined {
  return Object.keys(checksums)[0] as ChecksumAlgorithm | undefined;
}

function attributesIn(info: ObjectInfo): ObjectAttributes {
  const { bucket, key, size, etag, modified, checksums, partSizes, ...attributes } = info;
  return attributes;
}
