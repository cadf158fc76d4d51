import { groupOf, limitOf, pageOf } from "./arguments.js";
import { groupArn, type LogsContext } from "./context.js";
import { logsErrors } from "./errors.js";

interface DescribeLogStreamsInput {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  readonly logStreamNamePrefix?: string;
  readonly orderBy?: string;
  readonly descending?: boolean;
  readonly limit?: number;
  readonly nextToken?: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export async function describeLogStreams(context: LogsContext, input: DescribeLogStreamsInput) {
  const { logStreamNamePrefix: prefix = "", orderBy = "LogStreamName", descending = false } = input;
  const group = groupOf(input);
  const limit = limitOf(input.limit, 50);
  if (orderBy !== "LogStreamName" && orderBy !== "LastEventTime") {
    throw logsErrors.constraint(orderBy, "orderBy", "satisfy enum value set: [LogStreamName, LastEventTime]");
  }
  if (orderBy === "LastEventTime" && prefix !== "") {
    throw logsErrors.invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
  }
  const all = await context.logs.streams(group);
  if (!all) throw logsErrors.noSuchGroup();
  const streams = all.filter(({ name }) => name.startsWith(prefix));
  if (orderBy === "LastEventTime") streams.sort((a, b) => (a.lastEvent ?? 0) - (b.lastEvent ?? 0));
  if (descending) streams.reverse();
  const { page, nextToken } = pageOf(streams, ({ name }) => name, input.nextToken, limit);
  return {
    logStreams: page.map(({ name, created, firstEvent, lastEvent }) => ({
      logStreamName: name,
      creationTime: created,
      firstEventTimestamp: firstEvent,
      lastEventTimestamp: lastEvent,
      lastIngestionTime: lastEvent,
      arn: `${groupArn(context, group)}:log-stream:${name}`,
      /** CloudWatch gave up counting the bytes of streams in 2019. */
      storedBytes: 0,
    })),
    nextToken,
  };
}
