import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { s3 } from "../../../src/apis/s3/service.js";
import { openDirectoryStore } from "../../../src/stores/objects/directory/store.js";
import { openUpstreamStore } from "../../../src/stores/objects/upstream/store.js";
import { clientFor, serving } from "../../server/running.js";
import { objectStoreConformance } from "./conformance.js";

/* The upstream store over an S3 that is served here. */
objectStoreConformance(async () => {
  const folder = await mkdtemp(join(tmpdir(), "kakehi-upstream-"));
  const listener = await serving([s3(await openDirectoryStore(folder))]);
  const store = openUpstreamStore(clientFor(listener));
  return {
    store,
    async close() {
      store.close();
      await listener.close();
      await rm(folder, { recursive: true });
    },
  };
});
