import { AwsError } from "../../aws/errors.js";
import { memberMessage } from "../../aws/shapes/messages.js";

export const logsErrors = {
  noSuchGroup: () => new AwsError("ResourceNotFoundException", 400, "The specified log group does not exist."),
  noSuchStream: () => new AwsError("ResourceNotFoundException", 400, "The specified log stream does not exist."),
  invalidParameter: (message: string) => new AwsError("InvalidParameterException", 400, message),
  invalidToken: () => new AwsError("InvalidParameterException", 400, "The specified nextToken is invalid."),
  unsupportedPattern: (pattern: string) =>
    new AwsError(
      "InvalidParameterException",
      400,
      `Invalid filter pattern: JSON and space-delimited patterns are not understood here, only terms: ${pattern}`,
    ),
  constraint: (value: unknown, member: string, constraint: string) =>
    new AwsError("InvalidParameterException", 400, memberMessage(value, member, constraint)),
} as const;
