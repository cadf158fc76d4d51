import { label, query } from "../../aws/protocols/members.js";
import { contentsOf, keyEncoding, limitOf } from "./listing.js";
import { operation } from "./operation.js";
import { ownerOf } from "./owner.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects = operation(
  {
    route: "GET /{Bucket}",
    input: {
      Bucket: label,
      Prefix: query("prefix"),
      Delimiter: query("delimiter"),
      Marker: query("marker"),
      MaxKeys: query("max-keys"),
      EncodingType: query("encoding-type"),
    },
    root: "ListBucketResult",
  },
  async ({ objects, account }, { Bucket, Prefix = "", Delimiter, Marker = "", MaxKeys, EncodingType }) => {
    const encode = keyEncoding(EncodingType);
    const limit = limitOf(MaxKeys, "max-keys");
    const options = { prefix: Prefix, startAfter: Marker, limit, ...(Delimiter && { delimiter: Delimiter }) };
    const page = await objects.list(Bucket, options);
    return {
      Name: Bucket,
      Prefix: encode(Prefix),
      Marker: encode(Marker),
      NextMarker: page.next !== undefined && Delimiter ? encode(page.next) : undefined,
      MaxKeys: limit,
      Delimiter: Delimiter && encode(Delimiter),
      EncodingType,
      IsTruncated: page.next !== undefined,
      Contents: contentsOf(page.objects, encode, ownerOf(account)),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
);
