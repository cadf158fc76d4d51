import { logsErrors } from "./errors.js";

/** A number within bounds, or the default. Throws `InvalidParameterException`. */
export function limitOf(value: unknown, most: number, standard = most): number {
  if (value === undefined) return standard;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1) {
    throw logsErrors.constraint(value, "limit", "have value greater than or equal to 1");
  }
  if (value > most) throw logsErrors.constraint(value, "limit", `have value less than or equal to ${most}`);
  return value;
}

export function requiredText(value: unknown, member: string): string {
  if (value === undefined || value === null) throw logsErrors.constraint(undefined, member, "not be null");
  if (typeof value !== "string" || value === "") {
    throw logsErrors.constraint(value, member, "have length greater than or equal to 1");
  }
  return value;
}

interface GroupInput {
  readonly logGroupName?: string;
  /** A name or an ARN. */
  readonly logGroupIdentifier?: string;
}

/** The group that one of the two members names. */
export function groupOf({ logGroupName, logGroupIdentifier }: GroupInput): string {
  if (logGroupName !== undefined && logGroupIdentifier !== undefined) {
    throw logsErrors.invalidParameter("LogGroup name and LogGroup ARN are mutually exclusive parameters.");
  }
  if (logGroupIdentifier === undefined) return requiredText(logGroupName, "logGroupName");
  return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:(.+?)(?::\*)?$/.exec(logGroupIdentifier)?.[1] ?? logGroupIdentifier;
}

/** One page of a list that is known as a whole: the token is the name of the last item. */
export function pageOf<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  token: string | undefined,
  limit: number,
): { readonly page: readonly T[]; readonly nextToken?: string } {
  const last = token === undefined ? undefined : Buffer.from(token, "base64url").toString();
  const found = last === undefined ? -1 : items.findIndex((item) => nameOf(item) === last);
  if (last !== undefined && found < 0) throw logsErrors.invalidToken();
  const page = items.slice(found + 1, found + 1 + limit);
  if (found + 1 + limit >= items.length) return { page };
  return { page, nextToken: Buffer.from(nameOf(page.at(-1)!)).toString("base64url") };
}
