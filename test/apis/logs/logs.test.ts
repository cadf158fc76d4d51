import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  paginateDescribeLogStreams,
  paginateFilterLogEvents,
} from "@aws-sdk/client-cloudwatch-logs";
import { logs } from "../../../src/apis/logs/service.js";
import type { Listener } from "../../../src/server/listener.js";
import { LogStore } from "../../../src/stores/logs/store.js";
import { clientFor, serving } from "../../server/running.js";

const group = "/aws/sagemaker/TrainingJobs";
let folder: string;
let store: LogStore;
let listener: Listener;
let client: CloudWatchLogsClient;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "kakehi-logs-api-"));
  let time = 0;
  store = await LogStore.open(folder, { now: () => time });
  const write = (at: number, stream: string, line: string, to = group) => {
    time = at;
    store.write(to, stream, line);
  };
  write(1000, "job-a/algo-1-1", "a1 start");
  write(1000, "job-a/algo-2-1", "a2 start");
  for (let i = 0; i < 10; i++) write(2000 + i, "job-a/algo-1-1", `[${i}]#011train-rmse:${10 - i}`);
  write(3000, "job-b/algo-1-1", "ERROR in b: no such channel");
  write(500, "data-log", "x", "/aws/sagemaker/Endpoints/e");
  listener = await serving([logs(store)]);
  client = new CloudWatchLogsClient({ ...clientFor(listener), maxAttempts: 1 });
});
after(async () => {
  client.destroy();
  await listener.close();
  await store.close();
  await rm(folder, { recursive: true });
});

const streams = (more: object) => client.send(new DescribeLogStreamsCommand({ logGroupName: group, ...more }));
const get = (more: Partial<GetLogEventsCommandInput>) =>
  client.send(new GetLogEventsCommand({ logGroupName: group, logStreamName: "job-a/algo-1-1", ...more }));
const filter = (more: Partial<FilterLogEventsCommandInput>) =>
  client.send(new FilterLogEventsCommand({ logGroupName: group, ...more }));
const messages = ({ events }: { events?: { message?: string | undefined }[] | undefined }) =>
  events!.map(({ message }) => message);

test("groups by prefix, pattern and page", async () => {
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/aws/sagemaker/T" }));
  const [{ storedBytes, ...first }] = logGroups as [NonNullable<typeof logGroups>[number]];
  assert.deepEqual(first, {
    logGroupName: group,
    creationTime: 1000,
    metricFilterCount: 0,
    arn: `arn:aws:logs:us-west-2:123456789012:log-group:${group}:*`,
    logGroupClass: "STANDARD",
    logGroupArn: `arn:aws:logs:us-west-2:123456789012:log-group:${group}`,
  });
  assert.ok(storedBytes! > 100);
  const page = await client.send(new DescribeLogGroupsCommand({ limit: 1 }));
  assert.equal(page.logGroups![0].logGroupName, "/aws/sagemaker/Endpoints/e");
  const rest = await client.send(new DescribeLogGroupsCommand({ limit: 1, nextToken: page.nextToken! }));
  assert.deepEqual([rest.logGroups![0].logGroupName, rest.nextToken], [group, undefined]);
  const found = await client.send(new DescribeLogGroupsCommand({ logGroupNamePattern: "endpoint" }));
  assert.equal(found.logGroups!.length, 1);
});

test("streams by prefix, as the SageMaker SDK asks for them: all at once, without a token", async () => {
  const answer = await streams({ logStreamNamePrefix: "job-a/", orderBy: "LogStreamName", limit: 2 });
  assert.equal(answer.nextToken, undefined);
  assert.deepEqual(answer.logStreams![0], {
    logStreamName: "job-a/algo-1-1",
    creationTime: 1000,
    firstEventTimestamp: 1000,
    lastEventTimestamp: 2009,
    lastIngestionTime: 2009,
    arn: `arn:aws:logs:us-west-2:123456789012:log-group:${group}:log-stream:job-a/algo-1-1`,
    storedBytes: 0,
  });
  assert.equal(answer.logStreams!.length, 2);
});

test("streams by time, backwards, page by page", async () => {
  const names: (string | undefined)[] = [];
  const pages = paginateDescribeLogStreams(
    { client, pageSize: 1 },
    { logGroupName: group, orderBy: "LastEventTime", descending: true },
  );
  for await (const { logStreams } of pages) names.push(...logStreams!.map(({ logStreamName }) => logStreamName));
  assert.deepEqual(names, ["job-b/algo-1-1", "job-a/algo-1-1", "job-a/algo-2-1"]);
});

test("events from the head, until a page is empty and gives its token back", async () => {
  const found: (string | undefined)[] = [];
  let page = await get({ startFromHead: true, startTime: 0, limit: 4 });
  while (page.events!.length > 0) {
    found.push(...messages(page));
    page = await get({ startFromHead: true, limit: 4, nextToken: page.nextForwardToken! });
  }
  assert.equal(found.length, 11);
  assert.deepEqual([found[0], found[10]], ["a1 start", "[9]#011train-rmse:1"]);
  const again = await get({ startFromHead: true, nextToken: page.nextForwardToken! });
  assert.deepEqual([again.events, again.nextForwardToken], [[], page.nextForwardToken]);
  const other = { logGroupName: "late", logStreamName: "s" };
  store.write("late", "s", "early");
  const end = (await get({ ...other, startFromHead: true })).nextForwardToken!;
  store.write("late", "s", "late");
  assert.deepEqual(messages(await get({ ...other, nextToken: end })), ["late"]);
});

test("the newest events, and back from there", async () => {
  const newest = await get({ limit: 2, endTime: 2010 });
  assert.deepEqual(messages(newest), ["[8]#011train-rmse:2", "[9]#011train-rmse:1"]);
  const { timestamp, ingestionTime } = newest.events![0];
  assert.deepEqual([timestamp, ingestionTime], [2008, 2008]);
  const before = await get({ limit: 2, nextToken: newest.nextBackwardToken! });
  assert.deepEqual(messages(before), ["[6]#011train-rmse:4", "[7]#011train-rmse:3"]);
});

test("events of a time, its start included and its end not", async () => {
  const some = await get({ startTime: 2003, endTime: 2005, startFromHead: true });
  assert.deepEqual(messages(some), ["[3]#011train-rmse:7", "[4]#011train-rmse:6"]);
  const back = await get({ startTime: 2003, endTime: 2005 });
  assert.deepEqual(messages(back), messages(some));
  assert.deepEqual((await get({ startTime: 2003, endTime: 2005, nextToken: back.nextBackwardToken! })).events, []);
  assert.deepEqual((await get({ startTime: 2003, endTime: 2005, nextToken: some.nextForwardToken! })).events, []);
});

test("events of many streams, by time, by pattern, page by page", async () => {
  const all = await filter({ endTime: 2002 });
  assert.deepEqual(messages(all), ["a1 start", "a2 start", "[0]#011train-rmse:10", "[1]#011train-rmse:9"]);
  const { logStreamName, eventId } = all.events![1];
  assert.equal(logStreamName, "job-a/algo-2-1");
  assert.equal(new Set(all.events!.map((event) => event.eventId)).size, 4);
  assert.ok(eventId);
  assert.deepEqual(messages(await filter({ filterPattern: "ERROR -channelx" })), ["ERROR in b: no such channel"]);
  assert.deepEqual(messages(await filter({ filterPattern: '?"[0]" ?"[9]"' })).length, 2);
  assert.deepEqual(messages(await filter({ logStreamNamePrefix: "job-b/" })), ["ERROR in b: no such channel"]);
  assert.deepEqual(messages(await filter({ logStreamNames: ["job-a/algo-2-1"] })), ["a2 start"]);
  const paged: (string | undefined)[] = [];
  const pages = paginateFilterLogEvents({ client, pageSize: 3 }, { logGroupName: group, filterPattern: "start" });
  for await (const page of pages) paged.push(...messages(page));
  assert.deepEqual(paged, ["a1 start", "a2 start"]);
  const identified = await client.send(
    new FilterLogEventsCommand({
      logGroupIdentifier: `arn:aws:logs:us-west-2:123456789012:log-group:${group}`,
      limit: 1,
    }),
  );
  assert.deepEqual(messages(identified), ["a1 start"]);
});

test("what is missing or wrong is said in CloudWatch's words", async () => {
  const missing = { name: "ResourceNotFoundException", message: "The specified log group does not exist." };
  await assert.rejects(streams({ logGroupName: "nothing" }), missing);
  await assert.rejects(get({ logGroupName: "nothing" }), missing);
  await assert.rejects(filter({ logGroupName: "nothing" }), missing);
  const noStream = { name: "ResourceNotFoundException", message: "The specified log stream does not exist." };
  await assert.rejects(get({ logStreamName: "nothing" }), noStream);
  await assert.rejects(filter({ logStreamNames: ["nothing"] }), noStream);
  await assert.rejects(streams({ limit: 51 }), {
    name: "InvalidParameterException",
    message:
      "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
  });
  await assert.rejects(get({ nextToken: "nonsense" }), {
    name: "InvalidParameterException",
    message: "The specified nextToken is invalid.",
  });
  await assert.rejects(filter({ nextToken: "nonsense" }), { name: "InvalidParameterException" });
  await assert.rejects(streams({ nextToken: "nonsense" }), { name: "InvalidParameterException" });
  await assert.rejects(filter({ filterPattern: "{ $.level = 1 }" }), { name: "InvalidParameterException" });
  await assert.rejects(streams({ orderBy: "LastEventTime", logStreamNamePrefix: "x" }), {
    name: "InvalidParameterException",
    message: "Cannot order by LastEventTime with a logStreamNamePrefix.",
  });
});
