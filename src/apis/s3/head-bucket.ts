import { header, label } from "../../aws/protocols/members.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket = operation(
  {
    route: "HEAD /{Bucket}",
    input: { Bucket: label },
    output: { BucketRegion: header("x-amz-bucket-region"), ContentType: header("content-type") },
  },
  async ({ objects, region }, { Bucket }) => {
    await objects.headBucket(Bucket);
    return { BucketRegion: region, ContentType: "application/xml" };
  },
);
