import { shareOf, type Workspace } from "../threads/workspace.js";

/** A histogram's bin: the sums of gradients and of hessians as doubles. */
export const binBytes = 16;

/** Where each feature's bins are in a histogram, and where each row's bins are stored. */
export interface Bins {
  /** Feature f has the bins `[starts[f], starts[f + 1])` of a histogram, the last of them for missing values if there are any. */
  readonly starts: Uint32Array;
  /** Features of each member: `[shares[m], shares[m + 1])`. */
  readonly shares: Uint32Array;
  readonly histogramBytes: number;
  readonly rows: DenseRows | SparseRows;
  /** Per member, room for its kernels' arguments. */
  readonly scratch: readonly Scratch[];
}

interface Scratch {
  /** Addresses where the bins of each feature of the dense matrix begin. */
  readonly bases: Uint32Array;
  /** Where the matrix's padding adds up: a bin that nobody reads. */
  readonly waste: Float64Array;
  /** Per bin of one feature, and for missing values, 1 where its rows go right. */
  readonly sides: Uint8Array;
  /** Values of a few rows at a time. */
  readonly values: Float32Array;
}

/** About how many values are binned at a time: few enough to stay in the processor's cache. */
const chunkValues = 1 << 17;

/** Every row's bins of every feature, twice: by row for building histograms, by feature for partitioning rows. */
export interface DenseRows {
  readonly kind: "dense";
  /** Bytes per bin number, 1 or 2. */
  readonly width: 1 | 2;
  /** Per member, the bins of its features, `strides[m]` bytes per row. */
  readonly matrices: readonly (Uint8Array | Uint16Array)[];
  readonly strides: Uint32Array;
  /** Per feature, the bins of all rows. */
  readonly columns: readonly (Uint8Array | Uint16Array)[];
}

/** Per member, compressed rows: row r has the entries `[starts[r], starts[r + 1])`, each a bin's byte offset in a histogram. */
export interface SparseRows {
  readonly kind: "sparse";
  readonly starts: readonly Uint32Array[];
  readonly entries: readonly Uint32Array[];
}

/** Lays out the bins once the cuts are known; every member comes to the same layout. */
export function layOutBins(workspace: Workspace): Bins {
  const { plan, cutCounts } = workspace;
  const { rows, columns, members, present } = plan;
  const starts = new Uint32Array(columns + 1);
  for (let f = 0; f < columns; f++) {
    const missing = !plan.sparse && present[f] < rows ? 1 : 0;
    starts[f + 1] = starts[f] + cutCounts[f] + missing;
  }
  const shares = Uint32Array.from({ length: members + 1 }, (_, m) => shareOf(m, members, columns).begin);
  const stored = plan.sparse ? layOutSparse(workspace, shares) : layOutDense(workspace, shares, starts);
  const widest = starts.reduce((most, start, f) => (f > 0 ? Math.max(most, start - starts[f - 1]) : 0), 0);
  const scratch = Array.from({ length: members }, (_, m) => ({
    bases: workspace.arena.integers(paddedWidth(shares[m + 1] - shares[m])),
    waste: workspace.arena.doubles(2),
    sides: workspace.arena.bytes(widest + 1),
    values: workspace.arena.floats(plan.sparse ? 0 : Math.max(1, Math.floor(chunkValues / columns)) * columns),
  }));
  return { starts, shares, histogramBytes: starts[columns] * binBytes, rows: stored, scratch };
}

function layOutSparse({ arena, plan }: Workspace, shares: Uint32Array): SparseRows {
  const members = Array.from({ length: plan.members }, (_, m) => m);
  return {
    kind: "sparse",
    starts: members.map(() => arena.integers(plan.rows + 1)),
    entries: members.map((m) => arena.integers(sum(plan.present.subarray(shares[m], shares[m + 1])))),
  };
}

function layOutDense({ arena, plan }: Workspace, shares: Uint32Array, starts: Uint32Array): DenseRows {
  const { rows, columns, members } = plan;
  const width = starts.some((start, f) => f > 0 && start - starts[f - 1] > 256) ? 2 : 1;
  const storage = (length: number) => {
    const bytes = arena.bytes(length * width);
    return width === 1 ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, length);
  };
  const strides = Uint32Array.from({ length: members }, (_, m) => paddedWidth(shares[m + 1] - shares[m]) * width);
  return {
    kind: "dense",
    width,
    strides,
    matrices: Array.from(strides, (stride) => storage((stride / width) * rows)),
    columns: Array.from({ length: columns }, () => storage(rows)),
  };
}

/** Kernels take four features at a time. */
function paddedWidth(features: number): number {
  return Math.ceil(features / 4) * 4;
}

function sum(values: Uint32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
