/** Both the tolerance of S3 and more than that of every other service. */
export const tolerance = 15 * 60_000;

/** Milliseconds since 1970 of a basic ISO time (`20260101T120000Z`); undefined when it is not one. */
export function parseBasicTime(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** The basic ISO time of an HTTP date, for requests that carry `Date` and no `x-amz-date`. */
export function basicTime(date: string): string | undefined {
  if (parseBasicTime(date) !== undefined) return date;
  const time = Date.parse(date);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, "");
}
