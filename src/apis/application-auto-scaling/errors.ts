import { AwsError } from "../../aws/errors.js";

export const scalingErrors = {
  validation: (message: string) => new AwsError("ValidationException", 400, message),
  constraint: (value: unknown, member: string, constraint: string) =>
    new AwsError(
      "ValidationException",
      400,
      `1 validation error detected: Value ${value === undefined ? "null" : `'${value}'`} at '${member}' failed to satisfy ` +
        `constraint: Member must ${constraint}`,
    ),
  noTarget: (resourceId: string) =>
    new AwsError(
      "ObjectNotFoundException",
      400,
      `No scalable target found for service namespace: sagemaker, resource ID: ${resourceId}, scalable dimension: ` +
        "sagemaker:variant:DesiredInstanceCount",
    ),
  noPolicy: (name: string, resourceId: string) =>
    new AwsError(
      "ObjectNotFoundException",
      400,
      `No scaling policy found for service namespace: sagemaker, resource ID: ${resourceId}, scalable dimension: ` +
        `sagemaker:variant:DesiredInstanceCount, policy name: ${name}`,
    ),
} as const;
