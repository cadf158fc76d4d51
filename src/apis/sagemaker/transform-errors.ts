import { AwsError, commonErrors } from "../../aws/errors.js";

const { validation } = commonErrors;

/** What the operations on transform jobs refuse. */
export const transformErrors = {
  /** Seen in answers of the service. */
  exists: (arn: string) =>
    new AwsError(
      "ResourceInUse",
      400,
      `Job name must be unique within an AWS account and region, and a job with this name already exists (${arn})`,
    ),
  /** Its beginning is what clients look for (aws-controllers-k8s/sagemaker-controller). */
  notFound: (name: string) => validation(`Could not find requested job with name: ${name}`),
  /** Seen for training jobs. */
  notRunning: (status: string) =>
    validation(`The request was rejected because the transform job is in status ${status}.`),
  /** Seen in answers of the service. */
  noInput: (uri: string, region: string, role: string) => {
    const bucket = uri.replace(/^[a-z0-9]+:\/\//, "").split("/", 1)[0];
    return validation(
      `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the ` +
        `selected region (${region}), that objects exist under that S3 prefix, and that the role "${role}" has ` +
        `"s3:ListBucket" permissions on bucket "${bucket}".`,
    );
  },
  /** A rule on the job's members that their shapes alone do not say. */
  rule: validation,
};
