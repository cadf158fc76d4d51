import { label } from "../../aws/protocols/members.js";
import { operation } from "./operation.js";
import { ownersAcl } from "./owner.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export const getBucketAcl = operation(
  { route: "GET /{Bucket}?acl", input: { Bucket: label }, root: "AccessControlPolicy" },
  async ({ objects, account }, { Bucket }) => {
    await objects.headBucket(Bucket);
    return ownersAcl(account);
  },
);
