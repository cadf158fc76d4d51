import Database from "libsql";
import { dataFolderErrors } from "../errors.js";

/** Each entry brings a database from its index to the next version; entries are never changed once released. */
const migrations = [
  `CREATE TABLE resources (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     kind TEXT NOT NULL,
     key TEXT NOT NULL,
     name TEXT NOT NULL,
     arn TEXT NOT NULL,
     status TEXT NOT NULL,
     created INTEGER NOT NULL,
     modified INTEGER NOT NULL,
     document TEXT NOT NULL,
     UNIQUE (kind, key)
   );
   CREATE INDEX resources_by_created ON resources (kind, created, seq);
   CREATE INDEX resources_by_modified ON resources (kind, modified, seq);
   CREATE INDEX resources_by_status ON resources (kind, status, seq);
   CREATE TABLE tags (
     arn TEXT NOT NULL,
     key TEXT NOT NULL,
     value TEXT NOT NULL,
     PRIMARY KEY (arn, key)
   ) WITHOUT ROWID;`,
];

/**
 * Opens, and where needed makes or migrates, the database. WAL with `synchronous = FULL`: every commit is on disk when the call
 * returns, so that what was acknowledged survives a kill and a power cut alike. That costs a flush per control-plane call,
 * of which there are few; the invocation path never writes here. Throws `DataFolderError` where a newer version wrote it.
 */
export function openDatabase(path: string): Database.Database {
  const database = new Database(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
  const { user_version: version } = database.prepare("PRAGMA user_version").get() as { user_version: number };
  if (version > migrations.length) {
    database.close();
    throw dataFolderErrors.newer(path);
  }
  for (let index = version; index < migrations.length; index++) {
    database.exec(`BEGIN IMMEDIATE; ${migrations[index]} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
  return database;
}
