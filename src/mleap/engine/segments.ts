import type { Column } from "../../frame/types.js";
import { locate } from "../errors.js";
import { type Input, type Layout, layoutAt } from "./inputs.js";

/** Rows that can be run by one program, since each of their columns has its vectors in the same layout. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** One per input. */
  readonly layouts: readonly Layout[];
}

/** Cuts the rows of a frame where the layout of a column changes; at least one segment, even for no rows. */
export function segmentsOf(inputs: readonly Input[], columns: readonly Column[], rows: number): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  do {
    let end = rows;
    const layouts = inputs.map((input, i) => {
      if (!input.vectors || !holdsVectors(input)) return undefined;
      const run = runOf(input, columns[i], start, end);
      end = run.end;
      return run.layout;
    });
    segments.push({ start, end, layouts });
    start = end;
  } while (start < rows);
  return segments;
}

function holdsVectors({ field: { type } }: Input): boolean {
  return type.shape === "tensor" || type.shape === "list";
}

/** How far the layout of the row at `start` holds; nulls fit any. */
function runOf(
  input: Input,
  column: Column,
  start: number,
  rows: number,
): { readonly end: number; readonly layout: Layout } {
  if (column.kind === "vector") return { end: rows, layout: { size: column.size, sparse: false } };
  let layout: Layout;
  let end = start;
  for (; end < rows; end++) {
    const next = layoutIn(input, column, end);
    if (layout === undefined) layout = next;
    else if (next !== undefined && (next.size !== layout.size || next.sparse !== layout.sparse)) break;
  }
  return { end, layout: layout ?? unknownLayout(input) };
}

function layoutIn(input: Input, column: Column, row: number): Layout {
  try {
    return layoutAt(column, row);
  } catch (error) {
    throw locate(error, { column: input.field.name });
  }
}

/** For a column of nothing but nulls: what its readers want, so that it is the nulls that they complain of. */
export function unknownLayout({ field: { type }, size }: Input): NonNullable<Layout> {
  const declared = type.shape === "tensor" ? type.dimensions : undefined;
  const count = declared?.reduce((a, b) => a * b, 1) ?? size ?? 0;
  return { size: Math.max(0, count), sparse: false };
}
