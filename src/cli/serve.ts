import type { Command } from "commander";
import { ConfigError, configOf, type Settings } from "../server/config.js";
import { environmentSettings, fileSettings } from "../server/settings.js";
import { startServer } from "../server/start.js";
import { DataFolderError, FolderInUse } from "../stores/errors.js";
import { CliError, usageError } from "./errors.js";
import { forgetServer, recordServer } from "./running-server.js";

interface Options extends Settings {
  readonly config?: string;
  readonly data?: string;
  readonly accountId?: string;
  readonly auth: boolean;
}

/** `kakehi serve`: the server, in the foreground, until SIGINT or SIGTERM. */
export function serve(program: Command): void {
  program
    .command("serve")
    .description("start the server: SageMaker, its runtime, S3, STS and CloudWatch Logs on one port")
    .option("-p, --port <port>", "port to listen on, 0 for a free one (default: 4599)", Number)
    .option("--host <address>", "address to listen on (default: 127.0.0.1)")
    .option("-d, --data <folder>", "folder for all that is kept (default: ~/.kakehi)")
    .option("--region <region>", "region that the server plays (default: us-east-1)")
    .option("--account-id <id>", "account that the server plays (default: 000000000000)")
    .option("--no-auth", "take requests whatever their signature")
    .option("--s3-endpoint <url>", "keep objects in this S3-compatible service instead of the data folder")
    .option("--docker", "run images that are not native with a Docker engine")
    .option("--status-delay-ms <ms>", "let Creating, Updating and Deleting last at least this long", Number)
    .option("--log-level <level>", "debug, info, warn, error or silent (default: info)")
    .option("-c, --config <file>", "JSON file with the same settings and more; flags win over it")
    .addHelpText(
      "after",
      "\nEvery flag has an environment variable: KAKEHI_PORT, KAKEHI_HOST, KAKEHI_DATA, KAKEHI_REGION, KAKEHI_ACCOUNT,\n" +
        "KAKEHI_SIGNATURES, KAKEHI_S3_ENDPOINT, KAKEHI_DOCKER, KAKEHI_LOG_LEVEL. Flags win over variables, variables over the file.",
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { config: file, data, accountId, auth, ...flags } = options;
  const given: Settings = {
    ...flags,
    ...(data !== undefined && { dataFolder: data }),
    ...(accountId !== undefined && { account: accountId }),
    ...(!auth && { signatures: false }),
  };
  const config = await settled(() =>
    configOf(file === undefined ? {} : fileSettings(file), environmentSettings(process.env), given),
  );
  const server = await startServer(config).catch((error) => {
    if (!(error instanceof DataFolderError)) throw error;
    const advice =
      error instanceof FolderInUse ? ": stop that one, or give this one a folder of its own with --data" : "";
    throw new CliError(`${error.message}${advice}`, { cause: error });
  });
  recordServer(config.dataFolder, { url: server.url, region: config.region, pid: process.pid });
  const where = data === undefined ? "" : ` --data ${data}`;
  console.log(`kakehi listens on ${server.url}`);
  console.log(`for clients: eval "$(kakehi env${where})"`);
  await untilSignal();
  console.log("stopping: requests under way may finish; a second signal stops at once");
  forgetServer(config.dataFolder);
  await server.close();
}

async function settled<T>(work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof ConfigError) throw usageError(error.message);
    throw error;
  }
}

/** Resolves at the first SIGINT or SIGTERM; the second ends the process. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first = true;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (!first) process.exit(130);
        first = false;
        resolve();
      });
    }
  });
}
