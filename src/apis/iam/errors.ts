import { AwsError } from "../../aws/errors.js";

export const iamErrors = {
  roleName: (value: string | undefined) =>
    new AwsError(
      "ValidationError",
      400,
      value === undefined
        ? "1 validation error detected: Value null at 'roleName' failed to satisfy constraint: Member must not be null"
        : "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
    ),
} as const;
