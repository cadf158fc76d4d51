/** A time on record, in ms since 1970, as the value of a member; a member that has no time yet is left out. */
export function timeOf(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}
