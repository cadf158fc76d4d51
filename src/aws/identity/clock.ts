/** Both the tolerance of S3 and more than that of every other service. */
export const tolerance = 15 * 60_000;

/** The last time that was parsed: the requests of one second have it in common. */
let recent: { readonly text: string; readonly time: number } | undefined;

/** Milliseconds since 1970 of a basic ISO time (`20260101T120000Z`); undefined when it is not one. */
export function parseBasicTime(text: string): number | undefined {
  if (recent?.text === text) return recent.time;
  if (!/^\d{8}T\d{6}Z$/.test(text)) return undefined;
  const part = (start: number, end: number) => Number(text.slice(start, end));
  const time = Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(9, 11), part(11, 13), part(13, 15));
  recent = { text, time };
  return time;
}

/** The basic ISO time of an HTTP date, for requests that carry `Date` and no `x-amz-date`. */
export function basicTime(date: string): string | undefined {
  if (parseBasicTime(date) !== undefined) return date;
  const time = Date.parse(date);
  return Number.isNaN(time) ? undefined : formatBasicTime(time);
}

/** The basic ISO time of milliseconds since 1970. */
export function formatBasicTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, "");
}
