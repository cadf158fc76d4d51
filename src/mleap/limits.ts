/** What a bundle may ask for at most; what asks for more is refused with the code `limit`. */
export interface Limits {
  /** Elements of a vector, written out or not. */
  readonly longestVector: number;
  /** Steps that a regular expression may take on one text; ten million take about a tenth of a second. */
  readonly regexSteps: number;
  /** Bytes that an archive may expand to. */
  readonly archiveBytes: number;
}

export const defaultLimits: Limits = { longestVector: 1 << 24, regexSteps: 10_000_000, archiveBytes: 2 ** 30 };
