import { AwsError, commonErrors } from "../../aws/errors.js";
import { transformErrors } from "./transform-errors.js";

const { validation } = commonErrors;

/** What the operations on training jobs refuse. */
export const trainingErrors = {
  /** Seen in answers of the service. */
  exists: (arn: string) =>
    new AwsError(
      "ResourceInUse",
      400,
      "Training job names must be unique within an AWS account and region, and a training job with this name already " +
        `exists (${arn})`,
    ),
  /** Seen in answers of the service. */
  notFound: () => validation("Requested resource not found."),
  /** Seen in answers of the service. */
  notRunning: (status: string) =>
    validation(`The request was rejected because the training job is in status ${status}.`),
  noInput: transformErrors.noInput,
  /** A rule on the job's members that their shapes alone do not say. */
  rule: validation,
};
