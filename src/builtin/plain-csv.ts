import type { Frame } from "../frame/types.js";

/**
 * A frame whose one column, written as `text/csv`, gives a line per row with Java's text of each number: what a container that
 * reads such text may take over as it stands. Frames that would be written otherwise, or refused, do not have the mark.
 */
export interface PlainCsvFrame extends Frame {
  readonly plainCsv: true;
}

/** Whether a frame has the mark. */
export function isPlainCsv(frame: Frame): frame is PlainCsvFrame {
  return (frame as Partial<PlainCsvFrame>).plainCsv === true;
}
