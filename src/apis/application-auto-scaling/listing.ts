import type { ResourceRecord } from "../../stores/records/record.js";
import { checkNamespace } from "./context.js";
import { scalingErrors } from "./errors.js";

export interface ListInput {
  readonly ServiceNamespace?: string;
  readonly ScalableDimension?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

const most = 50;

/** One page, in order of creation; the token is where the next begins. */
export function pageOf<T>(records: readonly ResourceRecord<T>[], input: ListInput) {
  checkNamespace(input.ServiceNamespace);
  const { MaxResults: size = most, NextToken } = input;
  if (!(Number.isInteger(size) && size >= 1 && size <= most)) {
    throw scalingErrors.constraint(size, "maxResults", `have value between 1 and ${most}`);
  }
  const from = NextToken === undefined ? 0 : Number(NextToken);
  if (!Number.isInteger(from) || from < 0) {
    throw scalingErrors.validation("The token provided is not valid: NextToken must come from an earlier answer.");
  }
  const end = from + size;
  return { page: records.slice(from, end), NextToken: end < records.length ? String(end) : undefined };
}
