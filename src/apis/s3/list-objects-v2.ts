import { label, query } from "../../aws/protocols/members.js";
import { s3Errors } from "./errors.js";
import { contentsOf, keyEncoding, limitOf } from "./listing.js";
import { operation } from "./operation.js";
import { ownerOf } from "./owner.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2 = operation(
  {
    route: "GET /{Bucket}?list-type",
    input: {
      Bucket: label,
      ListType: query("list-type"),
      Prefix: query("prefix"),
      Delimiter: query("delimiter"),
      StartAfter: query("start-after"),
      ContinuationToken: query("continuation-token"),
      MaxKeys: query("max-keys"),
      EncodingType: query("encoding-type"),
      FetchOwner: query("fetch-owner"),
    },
    root: "ListBucketResult",
  },
  async ({ objects, account }, { Bucket, Prefix = "", Delimiter, StartAfter, ContinuationToken, ...input }) => {
    if (input.ListType !== "2") throw s3Errors.invalidArgument("Invalid List Type", "list-type", input.ListType);
    const encode = keyEncoding(input.EncodingType);
    const limit = limitOf(input.MaxKeys, "max-keys");
    const startAfter = ContinuationToken === undefined ? (StartAfter ?? "") : fromToken(ContinuationToken);
    const page = await objects.list(Bucket, {
      prefix: Prefix,
      startAfter,
      limit,
      ...(Delimiter && { delimiter: Delimiter }),
    });
    return {
      Name: Bucket,
      Prefix: encode(Prefix),
      StartAfter: StartAfter && encode(StartAfter),
      ContinuationToken,
      NextContinuationToken: page.next === undefined ? undefined : toToken(page.next),
      KeyCount: page.objects.length + page.commonPrefixes.length,
      MaxKeys: limit,
      Delimiter: Delimiter && encode(Delimiter),
      EncodingType: input.EncodingType,
      IsTruncated: page.next !== undefined,
      Contents: contentsOf(page.objects, encode, input.FetchOwner === "true" ? ownerOf(account) : undefined),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
);

/** Clients must not look into a token; a first character tells ours from nonsense. */
const toToken = (key: string): string => Buffer.from(`1${key}`).toString("base64");

function fromToken(token: string): string {
  const text = Buffer.from(token, "base64").toString();
  if (!text.startsWith("1")) {
    throw s3Errors.invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
  }
  return text.slice(1);
}
