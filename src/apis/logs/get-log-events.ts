import type { LogPage, LogStreamReader } from "../../stores/logs.js";
import { groupOf, limitOf, requiredText } from "./arguments.js";
import type { LogsContext } from "./context.js";
import { logsErrors } from "./errors.js";

interface GetLogEventsInput {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  readonly logStreamName?: string;
  /** Inclusive. */
  readonly startTime?: number;
  /** Exclusive. */
  readonly endTime?: number;
  readonly startFromHead?: boolean;
  readonly limit?: number;
  readonly nextToken?: string;
}

/**
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 * Tokens are positions in the stream, so both ends always have one; where nothing is left, a page is empty and gives the token
 * back that it was asked with. That is how clients know that they are done.
 */
export async function getLogEvents({ logs }: LogsContext, input: GetLogEventsInput) {
  const group = groupOf(input);
  const name = requiredText(input.logStreamName, "logStreamName");
  const limit = limitOf(input.limit, 10_000);
  const stream = await logs.stream(group, name);
  if (!stream) throw (await logs.streams(group)) ? logsErrors.noSuchStream() : logsErrors.noSuchGroup();
  const { events, start, end } = await readPage(stream, input, limit);
  return {
    events: events.map(({ timestamp, message }) => ({ timestamp, message, ingestionTime: timestamp })),
    nextForwardToken: `f/${end}`,
    nextBackwardToken: `b/${start}`,
  };
}

async function readPage(stream: LogStreamReader, input: GetLogEventsInput, limit: number): Promise<LogPage> {
  const { startTime = 0, endTime, startFromHead = false, nextToken } = input;
  const first = await stream.at(startTime);
  const last = endTime === undefined ? Number.MAX_SAFE_INTEGER : await stream.at(endTime);
  const [, direction, text] = /^([fb])\/(\d{1,16})$/.exec(nextToken ?? "") ?? [];
  if (nextToken !== undefined && text === undefined) throw logsErrors.invalidToken();
  if (direction === "f" || (direction === undefined && startFromHead)) {
    const from = Math.max(first, Number(text ?? 0));
    const page = await stream.forward(from, limit);
    return until(
      page,
      page.events.findIndex(({ position }) => position >= last),
    );
  }
  const page = await stream.backward(Math.min(last, Number(text ?? Number.MAX_SAFE_INTEGER)), limit);
  return since(
    page,
    page.events.findIndex(({ position }) => position >= first),
  );
}

/** The page without its events from `index` on; -1 means all of it. */
function until(page: LogPage, index: number): LogPage {
  if (index < 0) return page;
  return { events: page.events.slice(0, index), start: page.start, end: page.events[index].position };
}

/** The page from the event at `index` on; -1 means none of it. */
function since(page: LogPage, index: number): LogPage {
  if (index === 0 || page.events.length === 0) return page;
  if (index < 0) return { events: [], start: page.end, end: page.end };
  return { events: page.events.slice(index), start: page.events[index].position, end: page.end };
}
