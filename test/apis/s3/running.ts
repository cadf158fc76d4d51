import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { s3 } from "../../../src/apis/s3/service.js";
import type { Fault } from "../../../src/server/dispatch.js";
import type { Listener } from "../../../src/server/listener.js";
import { openDirectoryStore } from "../../../src/stores/objects/directory/store.js";
import { clientFor, serving } from "../../server/running.js";

export interface RunningS3 {
  readonly listener: Listener;
  readonly client: S3Client;
  /** A client with other settings; closed with the rest. */
  clientWith(config: S3ClientConfig): S3Client;
  close(): Promise<void>;
}

/** S3 on a folder of its own, on a free port, with the SDK's client for it. On closing, it must have met no fault of its own. */
export async function runningS3(): Promise<RunningS3> {
  const folder = await mkdtemp(join(tmpdir(), "kakehi-s3-"));
  const faults: Fault[] = [];
  const listener = await serving([s3(await openDirectoryStore(folder))], { faults });
  const clients: S3Client[] = [];
  const clientWith = (config: S3ClientConfig) => {
    const client = new S3Client({ ...clientFor(listener), maxAttempts: 1, ...config });
    clients.push(client);
    return client;
  };
  return {
    listener,
    client: clientWith({}),
    clientWith,
    async close() {
      for (const client of clients) client.destroy();
      await listener.close();
      await rm(folder, { recursive: true });
      assert.deepEqual(faults, []);
    },
  };
}
