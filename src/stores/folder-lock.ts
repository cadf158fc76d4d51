import { join } from "node:path";
import Database from "libsql";
import { FolderInUse } from "./errors.js";

/**
 * Takes a data folder for this process: two servers on one folder would both run its endpoints and jobs. The lock is SQLite's on
 * a file of its own, so that it ends with the process, however that ends. Answers what gives it back. Throws `FolderInUse`.
 */
export function lockFolder(folder: string): () => void {
  const database = new Database(join(folder, "lock"));
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    throw new FolderInUse(folder, error);
  }
  return () => database.close();
}
