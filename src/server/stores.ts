import { join } from "node:path";
import { ArtifactCache } from "../stores/artifacts/cache.js";
import { LogStore } from "../stores/logs/store.js";
import { openDirectoryStore } from "../stores/objects/directory/store.js";
import type { ObjectStore } from "../stores/objects.js";
import { RecordStore } from "../stores/records/store.js";
import type { Closing } from "./closing.js";
import type { Config } from "./config.js";
import type { Logger } from "./logger.js";

/** All that a server keeps in its data folder. */
export interface Stores {
  readonly records: RecordStore;
  readonly objects: ObjectStore;
  readonly artifacts: ArtifactCache;
  readonly logs: LogStore;
}

/** Log lines of endpoints and jobs that are kept, over all streams. */
const logBytes = 1024 * 1024 * 1024;

/** Opens the stores of a data folder that this process has locked. */
export async function openStores(config: Config, logger: Logger, closing: Closing): Promise<Stores> {
  const folder = (name: string) => join(config.dataFolder, name);
  const records = new RecordStore(folder("records.db"));
  closing.add(() => records.close());
  const objects = await openObjects(config, folder("objects"));
  const artifacts = new ArtifactCache(folder("artifacts"), objects);
  const logs = await LogStore.open(folder("logs"), {
    onFault: (error) => logger.error({ err: error }, "log lines of containers were lost"),
  });
  closing.add(() => logs.close());
  void logs.prune(logBytes);
  return { records, objects, artifacts, logs };
}

/** The SDK's S3 client takes longer to load than all else here, so only who uses it waits for it. */
async function openObjects({ s3Endpoint, region }: Config, folder: string): Promise<ObjectStore> {
  if (s3Endpoint === undefined) return openDirectoryStore(folder);
  const { openUpstreamStore } = await import("../stores/objects/upstream/store.js");
  return openUpstreamStore({ endpoint: s3Endpoint, region });
}
