import { header, label } from "../../aws/protocols/members.js";
import { ObjectError } from "../../stores/objects/errors.js";
import { s3Errors } from "./errors.js";
import { operation } from "./operation.js";

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 * Every bucket is in the one region there is, so a location constraint in the body is not read.
 */
export const createBucket = operation(
  { route: "PUT /{Bucket}", input: { Bucket: label }, output: { Location: header("location") } },
  async ({ objects, region }, { Bucket }) => {
    if (!isValidName(Bucket)) throw s3Errors.invalidBucketName(Bucket);
    try {
      await objects.createBucket(Bucket);
    } catch (error) {
      const own = error instanceof ObjectError && error.code === "BucketAlreadyOwnedByYou";
      // In its oldest region, S3 answers an owner's second request as it did the first.
      if (!own || region !== "us-east-1") throw error;
    }
    return { Location: `/${Bucket}` };
  },
);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isValidName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d{1,3}(\.\d{1,3}){3}$/.test(name) &&
    !/^xn--|-s3alias$|--ol-s3$/.test(name)
  );
}
