import { PagingTokenError } from "../../stores/records/errors.js";
import type { ListQuery, ResourceRecord, SortKey } from "../../stores/records/record.js";
import type { RecordStore } from "../../stores/records/store.js";
import { errors } from "./errors.js";

/** The members that the inputs of List operations share; each has some of them. */
export interface ListInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
  readonly SortBy?: "Name" | "CreationTime" | "Status";
  readonly SortOrder?: "Ascending" | "Descending";
  readonly NameContains?: string;
  readonly StatusEquals?: string;
  readonly CreationTimeBefore?: Date;
  readonly CreationTimeAfter?: Date;
  readonly LastModifiedTimeBefore?: Date;
  readonly LastModifiedTimeAfter?: Date;
}

const sortKeys: Record<NonNullable<ListInput["SortBy"]>, SortKey> = {
  Name: "name",
  CreationTime: "created",
  Status: "status",
};

/** One page of a kind of resources, summarized: the part of an answer that all List operations have in common. */
export function listPage<Document, Summary>(
  records: RecordStore,
  kind: string,
  input: ListInput,
  summarize: (record: ResourceRecord<Document>) => Summary,
  defaultOrder: ListInput["SortOrder"] = "Descending",
): { items: Summary[]; NextToken: string | undefined } {
  const query: ListQuery = {
    sortBy: sortKeys[input.SortBy ?? "CreationTime"],
    descending: (input.SortOrder ?? defaultOrder) === "Descending",
    limit: input.MaxResults ?? 10,
    token: input.NextToken,
    nameContains: input.NameContains,
    status: input.StatusEquals,
    createdAfter: input.CreationTimeAfter,
    createdBefore: input.CreationTimeBefore,
    modifiedAfter: input.LastModifiedTimeAfter,
    modifiedBefore: input.LastModifiedTimeBefore,
  };
  try {
    const page = records.list<Document>(kind, query);
    return { items: page.items.map(summarize), NextToken: page.next };
  } catch (error) {
    throw error instanceof PagingTokenError ? errors.badToken() : error;
  }
}
