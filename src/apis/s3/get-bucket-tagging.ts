import { label } from "../../aws/protocols/members.js";
import { s3Errors } from "./errors.js";
import { operation } from "./operation.js";

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html
 * Buckets have no tags here, and S3 calls that an error.
 */
export const getBucketTagging = operation(
  { route: "GET /{Bucket}?tagging", input: { Bucket: label } },
  async ({ objects }, { Bucket }) => {
    await objects.headBucket(Bucket);
    throw s3Errors.noSuchTagSet(Bucket);
  },
);
