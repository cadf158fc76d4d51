import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDirectoryStore } from "../../../src/stores/objects/directory/store.js";
import { objectStoreConformance } from "./conformance.js";

objectStoreConformance(async () => {
  const folder = await mkdtemp(join(tmpdir(), "kakehi-objects-"));
  return { store: await openDirectoryStore(folder), close: () => rm(folder, { recursive: true }) };
});
