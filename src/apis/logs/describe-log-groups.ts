import { limitOf, pageOf } from "./arguments.js";
import { groupArn, type LogsContext } from "./context.js";
import { logsErrors } from "./errors.js";

interface DescribeLogGroupsInput {
  readonly logGroupNamePrefix?: string;
  readonly logGroupNamePattern?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export async function describeLogGroups(context: LogsContext, input: DescribeLogGroupsInput) {
  const { logGroupNamePrefix: prefix = "", logGroupNamePattern: pattern = "" } = input;
  if (prefix !== "" && pattern !== "") {
    throw logsErrors.invalidParameter(
      "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
    );
  }
  const groups = (await context.logs.groups()).filter(
    ({ name }) => name.startsWith(prefix) && name.toLowerCase().includes(pattern.toLowerCase()),
  );
  const { page, nextToken } = pageOf(groups, ({ name }) => name, input.nextToken, limitOf(input.limit, 50));
  return {
    logGroups: page.map(({ name, created, bytes }) => ({
      logGroupName: name,
      creationTime: created,
      metricFilterCount: 0,
      arn: `${groupArn(context, name)}:*`,
      storedBytes: bytes,
      logGroupClass: "STANDARD",
      logGroupArn: groupArn(context, name),
    })),
    nextToken,
  };
}
