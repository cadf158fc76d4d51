import type { SharedMemory } from "../../webassembly.js";
import type { GradientTask } from "../losses/loss.js";
import { Arena } from "./arena.js";

const controlBytes = 4096;
const requestBytes = 1 << 16;
/** Enough for what one step answers: the splits of 512 nodes, the values of 4096 leaves. */
const replyBytes = 1 << 20;

/** What every thread must know to lay out the same memory: plain data, sent once. */
export interface Plan {
  readonly rows: number;
  readonly columns: number;
  /** Margins per row. */
  readonly outputs: number;
  /** Threads that work together. */
  readonly members: number;
  /** 1 for each categorical feature. */
  readonly categorical: Uint8Array;
  /** Per feature, at most how many cuts it gets; exactly so for a categorical one. */
  readonly cutCapacity: Uint32Array;
  /** Per feature, how many rows have a value. */
  readonly present: Uint32Array;
  readonly hasWeights: boolean;
  /** Of ranking: where each query's rows begin, and its weight. */
  readonly queryBounds: Uint32Array | undefined;
  readonly queryWeights: Float32Array | undefined;
  /** Whether bins are stored as sparse rows. */
  readonly sparse: boolean;
  /** At most how many nodes a tree gets. */
  readonly maxNodes: number;
}

/** Memory that all members of a training see, as far as it can be laid out before the cuts are known. */
export interface Workspace extends GradientTask {
  readonly arena: Arena;
  readonly plan: Plan;
  /** How members take turns; see `calls.ts`. */
  readonly control: Int32Array;
  /** Room for a request to all members; a longer one takes memory of its own, once the bins are laid out. */
  readonly request: Uint8Array;
  /** Room for each member's answers. */
  readonly replies: readonly Uint8Array[];
  /** Row numbers, ordered so that those of a node follow each other within each member's share. */
  readonly rowOrder: Uint32Array;
  /** As `rowOrder`, with one place more per member. */
  readonly rowScratch: Uint32Array;
  /** Feature f has `cutCounts[f]` cuts from `cutStarts[f]`. */
  readonly cuts: Float32Array;
  readonly cutStarts: Uint32Array;
  readonly cutCounts: Uint32Array;
  readonly minimums: Float32Array;
}

/** Lays the arrays of a training out in its memory. Every thread does so, from the same plan, and finds the same places. */
export function layOutWorkspace(memory: SharedMemory, plan: Plan): Workspace {
  const { rows, columns, outputs, members } = plan;
  const arena = new Arena(memory);
  const cutStarts = new Uint32Array(columns + 1);
  for (let f = 0; f < columns; f++) cutStarts[f + 1] = cutStarts[f] + plan.cutCapacity[f];
  return {
    arena,
    plan,
    control: new Int32Array(memory.buffer, arena.take(controlBytes), controlBytes / 4),
    request: arena.bytes(members > 1 ? requestBytes : 0),
    replies: Array.from({ length: members }, () => arena.bytes(members > 1 ? replyBytes : 0)),
    labels: arena.floats(rows),
    weights: plan.hasWeights ? arena.floats(rows) : undefined,
    queryBounds: plan.queryBounds,
    queryWeights: plan.queryWeights,
    margins: arena.floats(rows * outputs),
    gradients: Array.from({ length: outputs }, () => arena.floats(rows * 2)),
    rowOrder: arena.integers(rows),
    rowScratch: arena.integers(rows + members),
    cuts: arena.floats(cutStarts[columns]),
    cutStarts,
    cutCounts: arena.integers(columns),
    minimums: arena.floats(columns),
  };
}

/** The share of member `index` in `count` things: `[begin, end)`, in order and about equal. */
export function shareOf(index: number, members: number, count: number): { begin: number; end: number } {
  return { begin: Math.floor((count * index) / members), end: Math.floor((count * (index + 1)) / members) };
}
