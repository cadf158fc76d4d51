import { label } from "../../aws/protocols/members.js";
import { operation } from "./operation.js";

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
 * The root element itself holds the region, and nothing for the oldest one.
 */
export const getBucketLocation = operation(
  { route: "GET /{Bucket}?location", input: { Bucket: label }, root: "LocationConstraint" },
  async ({ objects, region }, { Bucket }) => {
    await objects.headBucket(Bucket);
    return region === "us-east-1" ? {} : { "#text": region };
  },
);
