import { label } from "../../aws/protocols/members.js";
import { operation } from "./operation.js";
import { ownersAcl } from "./owner.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html */
export const getObjectAcl = operation(
  { route: "GET /{Bucket}/{Key+}?acl", input: { Bucket: label, Key: label }, root: "AccessControlPolicy" },
  async ({ objects, account }, { Bucket, Key }) => {
    await objects.head(Bucket, Key);
    return ownersAcl(account);
  },
);
