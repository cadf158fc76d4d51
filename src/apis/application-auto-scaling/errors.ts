import { AwsError, commonErrors } from "../../aws/errors.js";
import { memberMessage } from "../../aws/shapes/messages.js";

export const scalingErrors = {
  validation: commonErrors.validation,
  constraint: (value: unknown, member: string, constraint: string) =>
    commonErrors.validation(memberMessage(value, member, constraint)),
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
