import type { Link } from "../objectives/link.js";
import type { Margins } from "./margins.js";

/** Rows whose margins are kept at once where outputs are fewer than margins. */
const blockRows = 256;

/** Margins and the objective's transformation after them: in place, or block by block where the outputs are fewer. */
export function valuesOf(link: Link, margins: Margins, groups: number): Margins {
  const outputs = link.outputs(groups);
  if (outputs === groups) {
    return (rows, rowCount, columnCount, out, to) => {
      margins(rows, rowCount, columnCount, out, to);
      link.apply(out, to, out, to, rowCount, groups);
    };
  }
  const scratch = new Float32Array(blockRows * groups);
  return (rows, rowCount, columnCount, out, to) => {
    for (let row = 0; row < rowCount; row += blockRows) {
      const count = Math.min(blockRows, rowCount - row);
      const block = row === 0 ? rows : rows.subarray(row * columnCount);
      margins(block, count, columnCount, scratch, 0);
      link.apply(scratch, 0, out, to + row * outputs, count, groups);
    }
  };
}
