import { label } from "../../aws/protocols/members.js";
import { operation } from "./operation.js";

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html
 * Objects have one version; the answer is that of a bucket whose versioning was never switched on.
 */
export const getBucketVersioning = operation(
  { route: "GET /{Bucket}?versioning", input: { Bucket: label }, root: "VersioningConfiguration" },
  async ({ objects }, { Bucket }) => {
    await objects.headBucket(Bucket);
    return {};
  },
);
