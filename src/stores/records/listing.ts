import { PagingTokenError } from "./errors.js";
import type { ListQuery, SortKey } from "./record.js";

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

type Position = readonly [value: string | number, seq: number];

const columns: Record<SortKey, string> = { name: "key", created: "created", modified: "modified", status: "status" };

/**
 * The select behind a page. Pages are found by the position of the last row, not by counting, so that rows that come and go
 * between two pages neither repeat nor hide others; ties are in order of creation.
 */
export function listStatement(kind: string, query: ListQuery): Statement {
  const column = columns[query.sortBy];
  const conditions = ["kind = ?"];
  const parameters: (string | number)[] = [kind];
  const where = (condition: string, ...values: (string | number)[]) => {
    conditions.push(condition);
    parameters.push(...values);
  };
  if (query.nameContains) where("instr(key, ?) > 0", query.nameContains.toLowerCase());
  if (query.status !== undefined) where("status = ?", query.status);
  if (query.createdAfter) where("created > ?", query.createdAfter.getTime());
  if (query.createdBefore) where("created < ?", query.createdBefore.getTime());
  if (query.modifiedAfter) where("modified > ?", query.modifiedAfter.getTime());
  if (query.modifiedBefore) where("modified < ?", query.modifiedBefore.getTime());
  if (query.token !== undefined) {
    where(`(${column}, seq) ${query.descending ? "<" : ">"} (?, ?)`, ...readToken(query));
  }
  const order = query.descending ? "DESC" : "ASC";
  parameters.push(query.limit + 1);
  return {
    sql: `SELECT * FROM resources WHERE ${conditions.join(" AND ")} ORDER BY ${column} ${order}, seq ${order} LIMIT ?`,
    parameters,
  };
}

/** The token of the page that follows the row. */
export function tokenAfter(row: Readonly<Record<string, string | number>>, query: ListQuery): string {
  const position: Position = [row[columns[query.sortBy]], row.seq as number];
  return Buffer.from(JSON.stringify([query.sortBy, query.descending, ...position])).toString("base64url");
}

function readToken(query: ListQuery): Position {
  let token: unknown;
  try {
    token = JSON.parse(Buffer.from(query.token!, "base64url").toString());
  } catch {
    throw new PagingTokenError();
  }
  if (!Array.isArray(token) || token.length !== 4) throw new PagingTokenError();
  const [sortBy, descending, value, seq] = token as unknown[];
  const type = query.sortBy === "created" || query.sortBy === "modified" ? "number" : "string";
  if (sortBy !== query.sortBy || descending !== query.descending || typeof value !== type || typeof seq !== "number") {
    throw new PagingTokenError();
  }
  return [value as string | number, seq];
}
