import { AwsError } from "../../aws/errors.js";
import { memberMessage } from "../../aws/shapes/messages.js";

export const iamErrors = {
  roleName: (value: string | undefined) =>
    new AwsError(
      "ValidationError",
      400,
      value === undefined
        ? memberMessage(undefined, "roleName", "not be null")
        : "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
    ),
} as const;
