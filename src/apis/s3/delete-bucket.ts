import { label } from "../../aws/protocols/members.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export const deleteBucket = operation(
  { route: "DELETE /{Bucket}", input: { Bucket: label }, status: 204 },
  async ({ objects }, { Bucket }) => {
    await objects.deleteBucket(Bucket);
    return undefined;
  },
);
