import type { SharedMemory } from "../../webassembly.js";
import { type Bins, layOutBins } from "../bins/layout.js";
import { NodeRows } from "../bins/node-rows.js";
import type { DenseMatrix, SparseMatrix } from "../data.js";
import type { Loss } from "../losses/loss.js";
import { createLoss } from "../losses/table.js";
import type { ResolvedParams } from "../params.js";
import type { CategoryLimits } from "../splits/categorical.js";
import { Scorer } from "../splits/scorer.js";
import { createKernels, type Kernels } from "./kernels.js";
import { layOutWorkspace, type Plan, shareOf, type Workspace } from "./workspace.js";

/** All that a thread needs to take part in a training: what the first thread sends to the others. */
export interface Task {
  readonly memory: SharedMemory;
  readonly plan: Plan;
  readonly params: ResolvedParams;
  readonly features: DenseMatrix | SparseMatrix;
}

/** One thread's part in a training: its view of the shared memory, its share of the features and of the rows. */
export class Member {
  readonly index: number;
  readonly params: ResolvedParams;
  readonly features: DenseMatrix | SparseMatrix;
  readonly workspace: Workspace;
  readonly kernels: Kernels;
  readonly scorer: Scorer;
  readonly loss: Loss;
  readonly categoryLimits: CategoryLimits;
  /** Its share of the rows. */
  readonly rows: { readonly begin: number; readonly end: number };
  #binned: { readonly bins: Bins; readonly nodeRows: NodeRows } | undefined;
  #doubles: Float64Array;

  constructor(index: number, { memory, plan, params, features }: Task) {
    this.index = index;
    this.params = params;
    this.features = features;
    this.workspace = layOutWorkspace(memory, plan);
    this.kernels = createKernels(memory);
    this.scorer = new Scorer(params);
    this.loss = createLoss(params);
    this.categoryLimits = { oneHot: params.max_cat_to_onehot, threshold: params.max_cat_threshold };
    this.rows = shareOf(index, plan.members, plan.rows);
    this.#doubles = new Float64Array(memory.buffer);
  }

  /** Lays out what depends on the number of cuts, which must be known. */
  layOutBins(): void {
    this.#binned = { bins: layOutBins(this.workspace), nodeRows: new NodeRows(this.workspace) };
  }

  get bins(): Bins {
    return this.#binned!.bins;
  }

  get nodeRows(): NodeRows {
    return this.#binned!.nodeRows;
  }

  /** The whole memory as doubles; histogram slots are addresses in it. */
  doubles(): Float64Array {
    const { buffer } = this.workspace.arena.memory;
    if (this.#doubles.byteLength < buffer.byteLength) this.#doubles = new Float64Array(buffer);
    return this.#doubles;
  }
}
