import type { LogEvent, LogStreamReader } from "../../stores/logs.js";
import { compareKeys } from "../../stores/objects/key-order.js";
import { groupOf, limitOf } from "./arguments.js";
import type { LogsContext } from "./context.js";
import { logsErrors } from "./errors.js";
import { filterPattern } from "./filter-pattern.js";

interface FilterLogEventsInput {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly filterPattern?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

/** An event and its stream. */
interface Found extends LogEvent {
  readonly stream: string;
}

/** How many events are looked at for one answer, so that a rare pattern cannot hold a request up. */
const scanLimit = 100_000;

/**
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 * Events of all streams in the order of time. The token is the last event that was looked at.
 */
export async function filterLogEvents({ logs }: LogsContext, input: FilterLogEventsInput) {
  const group = groupOf(input);
  const limit = limitOf(input.limit, 10_000);
  const matches = filterPattern(input.filterPattern ?? "");
  const after = input.nextToken === undefined ? undefined : fromToken(input.nextToken);
  const names = await namesOf(logs, group, input);
  const sources: AsyncGenerator<Found, void>[] = [];
  for (const name of names) {
    const reader = await logs.stream(group, name);
    if (reader) sources.push(eventsOf(name, reader, after?.timestamp ?? input.startTime ?? 0, input.endTime));
  }

  const events: object[] = [];
  let scanned = 0;
  let last: Found | undefined;
  for await (const event of merged(sources)) {
    if (after && compare(event, after) <= 0) continue;
    if (events.length === limit || scanned === scanLimit) return { ...answer(events), nextToken: toToken(last!) };
    scanned++;
    last = event;
    if (matches(event.message)) events.push(described(event));
  }
  return answer(events);
}

/** `searchedLogStreams` is deprecated, and has been an empty list since 2019. */
const answer = (events: readonly object[]) => ({ events, searchedLogStreams: [] });

async function namesOf(logs: LogsContext["logs"], group: string, input: FilterLogEventsInput): Promise<string[]> {
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  if (names && prefix !== undefined) {
    throw logsErrors.invalidParameter("LogStream names and LogStream name prefix are mutually exclusive parameters.");
  }
  const streams = await logs.streams(group);
  if (!streams) throw logsErrors.noSuchGroup();
  const known = streams.map(({ name }) => name);
  const missing = names?.find((name) => !known.includes(name));
  if (missing !== undefined) throw logsErrors.noSuchStream();
  return names ? [...names] : known.filter((name) => name.startsWith(prefix ?? ""));
}

async function* eventsOf(
  stream: string,
  reader: LogStreamReader,
  since: number,
  until = Number.POSITIVE_INFINITY,
): AsyncGenerator<Found, void> {
  for (let position = await reader.at(since); ; ) {
    const page = await reader.forward(position, 1000);
    if (page.events.length === 0) return;
    for (const event of page.events) {
      if (event.timestamp >= until) return;
      yield { ...event, stream };
    }
    position = page.end;
  }
}

/** Always the earliest of what the sources have next. */
async function* merged(sources: readonly AsyncGenerator<Found, void>[]): AsyncGenerator<Found, void> {
  const heads: { source: AsyncGenerator<Found, void>; event: Found }[] = [];
  for (const source of sources) {
    const next = await source.next();
    if (!next.done) heads.push({ source, event: next.value });
  }
  while (heads.length > 0) {
    const earliest = heads.reduce((best, head) => (compare(head.event, best.event) < 0 ? head : best));
    yield earliest.event;
    const next = await earliest.source.next();
    if (next.done) heads.splice(heads.indexOf(earliest), 1);
    else earliest.event = next.value;
  }
}

type Place = Pick<Found, "timestamp" | "stream" | "position">;

function compare(a: Place, b: Place): number {
  return a.timestamp - b.timestamp || compareKeys(a.stream, b.stream) || a.position - b.position;
}

function described({ stream, timestamp, message, position }: Found) {
  return {
    logStreamName: stream,
    timestamp,
    message,
    ingestionTime: timestamp,
    eventId: `${Buffer.from(stream).toString("base64url")}.${position}`,
  };
}

const toToken = ({ timestamp, stream, position }: Place): string =>
  Buffer.from(JSON.stringify([timestamp, stream, position])).toString("base64url");

function fromToken(token: string): Place {
  try {
    const [timestamp, stream, position] = JSON.parse(Buffer.from(token, "base64url").toString()) as unknown[];
    if (typeof timestamp === "number" && typeof stream === "string" && typeof position === "number") {
      return { timestamp, stream, position };
    }
  } catch {
    /** Not ours. */
  }
  throw logsErrors.invalidToken();
}
