import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

const integer = (least: number, most = Number.MAX_SAFE_INTEGER) => {
  const error = `expected a whole number from ${least} ${most === Number.MAX_SAFE_INTEGER ? "on" : `to ${most}`}`;
  return z.int(error).min(least, error).max(most, error);
};
const flag = z.boolean("expected true or false");
const milliseconds = integer(0);
const bytes = integer(1);

const alarm = z
  .strictObject({
    errorShare: z.number().min(0).max(1).exactOptional(),
    p50Ms: z.number().positive().exactOptional(),
    p99Ms: z.number().positive().exactOptional(),
  })
  .refine((limits) => Object.keys(limits).length > 0, "expected errorShare, p50Ms or p99Ms");

/** Every setting of the server, with its default. The names are those of the configuration file. */
const schema = z.strictObject({
  /** Address to listen on. Not loopback: whoever reaches the port and has the keys can run pipelines. */
  host: z.string().min(1).default("127.0.0.1"),
  /** 0 takes a free port. */
  port: integer(0, 65_535).default(4599),
  /** Holds everything that is kept: objects, resources, keys, artifacts, logs. */
  dataFolder: z
    .string()
    .min(1)
    .default(join(homedir(), ".kakehi"))
    .transform((path) => resolve(path)),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d+$/, "expected a region such as us-east-1")
    .default("us-east-1"),
  account: z
    .string()
    .regex(/^\d{12}$/, "expected 12 digits")
    .default("000000000000"),
  /** Whether requests must be signed with the keys of the data folder. */
  signatures: flag.default(true),
  /** URL of an S3-compatible service that takes the place of the data folder's objects. */
  s3Endpoint: z.url({ protocol: /^https?$/, error: "expected a URL such as http://127.0.0.1:9000" }).optional(),
  /** Image URI to folder: images that are run as child processes. */
  images: z.record(z.string(), z.string()).default({}),
  /** Whether other images are run with a Docker engine (`DOCKER_HOST`, or its usual socket), with these limits per container. */
  docker: z
    .union([
      z.boolean(),
      z.strictObject({ cpus: z.number().positive().exactOptional(), memoryMb: integer(4).exactOptional() }),
    ])
    .default(false),
  /** How long Creating, Updating and Deleting last at least. */
  statusDelayMs: milliseconds.default(0),
  /** Time budget of one invocation, for all containers together. */
  invocationTimeoutMs: integer(1).default(60_000),
  /** Largest request body of InvokeEndpoint. */
  invocationBodyBytes: bytes.default(6_291_456),
  /** Largest body from one container to the next. */
  hopBytes: bytes.default(5 * 1024 * 1024),
  /** Requests that one instance of an endpoint works on at a time; native containers work on one. */
  instanceConcurrency: integer(1).default(64),
  /** Requests that may wait for one instance; beyond that clients get 503 and Retry-After. */
  instanceQueue: integer(0).default(256),
  /** Alarm of AutoRollbackConfiguration to limits for the new fleet of an update: the traffic goes back when one is passed. */
  alarms: z.record(z.string(), alarm).default({}),
  /** SNS topic ARN to a webhook's URL or a folder's `file:` URL: where notifications of asynchronous requests go. */
  topics: z.record(z.string(), z.url({ protocol: /^(https?|file)$/ })).default({}),
  /** An instance of a serverless variant that was not needed for so long is stopped. */
  serverlessIdleMs: milliseconds.default(300_000),
  /** How often registered variants are scaled, if need be. */
  scalingPeriodMs: integer(10).default(5_000),
  /** How long requests under way may go on when their endpoint is updated or deleted, or the server stops. */
  drainMs: milliseconds.default(60_000),
  logLevel: z
    .enum(["debug", "info", "warn", "error", "silent"], "expected debug, info, warn, error or silent")
    .default("info"),
});

/** Settings as a user gives them, in a file, in the environment or on the command line. */
export type Settings = z.input<typeof schema>;

/** The whole configuration; made once, at the start, and handed down. */
export type Config = z.output<typeof schema> & {
  /** Follows from the region. */
  readonly partition: string;
};

/** A setting is unknown or has a bad value; the message names each. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConfigError";
  }
}

/** Joins settings, later ones before earlier ones, and fills in the defaults. Throws `ConfigError`. */
export function configOf(...sources: readonly Settings[]): Config {
  const settings = Object.assign({}, ...sources.map(withoutUndefined)) as Settings;
  const result = schema.safeParse(settings);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join(".") || "settings"}: ${issue.message}`);
    throw new ConfigError(problems.join("; "));
  }
  return { ...result.data, partition: partitionOf(result.data.region) };
}

function withoutUndefined(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

const partitions: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["us-iso-", "aws-iso"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

function partitionOf(region: string): string {
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}
