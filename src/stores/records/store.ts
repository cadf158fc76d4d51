import type Database from "libsql";
import { RecordExistsError } from "./errors.js";
import { listStatement, tokenAfter } from "./listing.js";
import type { ListQuery, Page, ResourceRecord, Tag } from "./record.js";
import { openDatabase } from "./schema.js";

type Row = Readonly<Record<string, string | number>>;

/**
 * The resources of the control plane in SQLite. Calls are synchronous and durable when they return. The type of a kind's documents
 * is the caller's word: what is read is what was written under that kind.
 */
export class RecordStore {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(path: string) {
    this.#database = openDatabase(path);
  }

  /** Throws `RecordExistsError` when the kind has a resource of that name. Tags are stored along with it or not at all. */
  insert(record: ResourceRecord, tags: readonly Tag[] = []): void {
    this.transact(() => {
      if (this.get(record.kind, record.name)) throw new RecordExistsError(record.kind, record.name);
      this.#run(
        "INSERT INTO resources (kind, key, name, arn, status, created, modified, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        record.kind,
        record.name.toLowerCase(),
        record.name,
        record.arn,
        record.status,
        record.created.getTime(),
        record.modified.getTime(),
        JSON.stringify(record.document),
      );
      this.#setTags(record.arn, tags);
    });
  }

  get<Document>(kind: string, name: string): ResourceRecord<Document> | undefined {
    const row = this.#prepared("SELECT * FROM resources WHERE kind = ? AND key = ?").get(kind, name.toLowerCase());
    return row === undefined ? undefined : recordOf<Document>(row as Row);
  }

  /** Writes status, time of modification and document of a resource that is there. */
  update(record: ResourceRecord): void {
    this.#run(
      "UPDATE resources SET status = ?, modified = ?, document = ? WHERE kind = ? AND key = ?",
      record.status,
      record.modified.getTime(),
      JSON.stringify(record.document),
      record.kind,
      record.name.toLowerCase(),
    );
  }

  /** Answers whether there was one. Its tags go with it. */
  delete(kind: string, name: string): boolean {
    return this.transact(() => {
      const record = this.get(kind, name);
      if (record === undefined) return false;
      this.#run("DELETE FROM tags WHERE arn = ?", record.arn);
      this.#run("DELETE FROM resources WHERE kind = ? AND key = ?", kind, name.toLowerCase());
      return true;
    });
  }

  /** Throws `PagingTokenError` for a token of another listing. */
  list<Document>(kind: string, query: ListQuery): Page<Document> {
    const { sql, parameters } = listStatement(kind, query);
    const rows = this.#prepared(sql).all(...parameters) as Row[];
    const items = rows.slice(0, query.limit).map((row) => recordOf<Document>(row));
    return rows.length > query.limit ? { items, next: tokenAfter(rows[query.limit - 1], query) } : { items };
  }

  /** All resources of a kind, in order of creation. */
  all<Document>(kind: string): ResourceRecord<Document>[] {
    const rows = this.#prepared("SELECT * FROM resources WHERE kind = ? ORDER BY seq").all(kind) as Row[];
    return rows.map((row) => recordOf<Document>(row));
  }

  hasArn(arn: string): boolean {
    return this.#prepared("SELECT 1 FROM resources WHERE arn = ?").get(arn) !== undefined;
  }

  /** In order of their keys. */
  tags(arn: string): Tag[] {
    return this.#prepared("SELECT key AS Key, value AS Value FROM tags WHERE arn = ? ORDER BY key").all(arn) as Tag[];
  }

  setTags(arn: string, tags: readonly Tag[]): void {
    this.transact(() => this.#setTags(arn, tags));
  }

  deleteTags(arn: string, keys: readonly string[]): void {
    this.transact(() => {
      for (const key of keys) this.#run("DELETE FROM tags WHERE arn = ? AND key = ?", arn, key);
    });
  }

  /** All of what `work` writes is stored, or nothing. May be nested; the outermost one commits. */
  transact<T>(work: () => T): T {
    if (this.#database.inTransaction) return work();
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      // A full disk has rolled back by itself.
      if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #setTags(arn: string, tags: readonly Tag[]): void {
    for (const { Key, Value } of tags) this.#run("INSERT OR REPLACE INTO tags VALUES (?, ?, ?)", arn, Key, Value);
  }

  #run(sql: string, ...parameters: (string | number)[]): void {
    this.#prepared(sql).run(...parameters);
  }

  #prepared(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function recordOf<Document>(row: Row): ResourceRecord<Document> {
  return {
    kind: row.kind as string,
    name: row.name as string,
    arn: row.arn as string,
    status: row.status as string,
    created: new Date(row.created!),
    modified: new Date(row.modified!),
    document: JSON.parse(row.document as string) as Document,
  };
}
