import { label } from "../../aws/protocols/members.js";
import { operation } from "./operation.js";

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html
 * Objects have no tags here; tools that copy objects ask nevertheless.
 */
export const getObjectTagging = operation(
  { route: "GET /{Bucket}/{Key+}?tagging", input: { Bucket: label, Key: label }, root: "Tagging" },
  async ({ objects }, { Bucket, Key }) => {
    await objects.head(Bucket, Key);
    return { TagSet: {} };
  },
);
