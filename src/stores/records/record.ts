/** A resource as it is kept: what listings sort and filter by stands apart from the document, which is kept as it came. */
export interface ResourceRecord<Document = unknown> {
  /** `model`, `endpoint-config`, `endpoint`, `transform-job`, …: the word in the ARN. */
  readonly kind: string;
  /** As given; two names that differ in case alone are the same resource, since ARNs are in lower case. */
  readonly name: string;
  readonly arn: string;
  /** Empty for kinds without a life cycle. */
  readonly status: string;
  readonly created: Date;
  readonly modified: Date;
  readonly document: Document;
}

export type SortKey = "name" | "created" | "modified" | "status";

export interface ListQuery {
  readonly sortBy: SortKey;
  readonly descending: boolean;
  readonly limit: number;
  /** `next` of the page before. */
  readonly token?: string | undefined;
  /** Whatever the case of the letters. */
  readonly nameContains?: string | undefined;
  readonly status?: string | undefined;
  /** Bounds are exclusive. */
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
  readonly modifiedAfter?: Date | undefined;
  readonly modifiedBefore?: Date | undefined;
}

export interface Page<Document> {
  readonly items: readonly ResourceRecord<Document>[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
