import { label } from "../../aws/protocols/members.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject = operation(
  { route: "DELETE /{Bucket}/{Key+}", input: { Bucket: label, Key: label }, status: 204 },
  async ({ objects }, { Bucket, Key }) => {
    await objects.delete(Bucket, Key);
    return undefined;
  },
);
