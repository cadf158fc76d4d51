import { operation } from "./operation.js";
import { uploadInput, uploadOf } from "./uploads.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload = operation(
  { route: "DELETE /{Bucket}/{Key+}?uploadId", input: uploadInput, status: 204 },
  async ({ objects }, input) => {
    await objects.abortUpload(uploadOf(input));
    return undefined;
  },
);
