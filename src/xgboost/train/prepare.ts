import { pageBytes, sharedMemory } from "../webassembly.js";
import { survey } from "./cuts/survey.js";
import type { DenseMatrix, SparseMatrix, TrainingData } from "./data.js";
import type { ResolvedParams } from "./params.js";
import type { Task } from "./threads/member.js";
import type { Pool } from "./threads/pool.js";
import { Team } from "./threads/team.js";
import type { Plan } from "./threads/workspace.js";

/** A dense matrix is stored as sparse rows where fewer of its cells than this have a value. */
const sparseBelow = 0.25;
/** Bins of the dense storage are numbered in two bytes, the one for missing values among them. */
const maxDenseBins = 65535;
/** What a thread must have to do to be worth its waiting for the others. */
const minCellsPerMember = 20000;
/** Fewer features than this do not fill a kernel's turn. */
const minFeaturesPerMember = 4;

/** Gathers the threads, copies the data where they see it, and sorts every value into its bin. */
export function prepare(
  data: TrainingData,
  params: ResolvedParams,
  outputs: number,
  categorical: Uint8Array,
  pool: Pool | undefined,
): Team {
  const { rows, columns } = data.features;
  const { present, greatest } = survey(data.features, categorical);
  const cutCapacity = present.map((count, f) =>
    categorical[f] ? greatest[f] + 1 : Math.min(params.max_bin, Math.max(1, count)),
  );
  const cells = present.reduce((sum, count) => sum + count, 0);
  const sparse = cells < rows * columns * sparseBelow || cutCapacity.some((count) => count > maxDenseBins);
  const members = Math.max(
    1,
    Math.min(
      (pool?.workers ?? 0) + 1,
      Math.floor(columns / minFeaturesPerMember),
      Math.floor(cells / minCellsPerMember),
    ),
  );
  const plan: Plan = {
    rows,
    columns,
    outputs,
    members,
    categorical,
    cutCapacity,
    present,
    sparse,
    hasWeights: data.weights !== undefined,
    queryBounds: data.groups === undefined ? undefined : boundsOf(data.groups),
    queryWeights: data.groups !== undefined && data.weights?.length === data.groups.length ? data.weights : undefined,
    maxNodes: maxNodes(params, rows),
  };
  const features = shareFeatures(sparse ? toSparse(data.features) : data.features, members);
  const task: Task = { memory: sharedMemory(initialPages), plan, params, features };
  const team = new Team(task, pool);
  try {
    const { workspace } = team.first;
    workspace.labels.set(data.labels);
    if (data.weights !== undefined) workspace.weights!.set(rowWeights(data.weights, data));
    team.run("sketch", null);
    team.run("fillBins", null);
    return team;
  } catch (error) {
    team.stop();
    throw error;
  }
}

const initialPages = (16 * (1 << 20)) / pageBytes;

function maxNodes({ max_depth: maxDepth, max_leaves: maxLeaves }: ResolvedParams, rows: number): number {
  const byLeaves = maxLeaves > 0 ? 2 * maxLeaves - 1 : Infinity;
  const byDepth = maxDepth > 0 ? 2 ** (maxDepth + 1) - 1 : Infinity;
  return Math.min(byLeaves, byDepth, Math.max(1, 2 * rows - 1));
}

/** Where the rows of each query group begin. */
export function boundsOf(groups: Uint32Array): Uint32Array {
  const bounds = new Uint32Array(groups.length + 1);
  for (let i = 0; i < groups.length; i++) bounds[i + 1] = bounds[i] + groups[i];
  return bounds;
}

/**
 * A weight per row. Where the weights are those of query groups, rows get their group's, the first row of a group that of the
 * group before: so libxgboost does it for its sketch (src/common/quantile.h, `UnrollGroupWeights`).
 */
function rowWeights(weights: Float32Array, { groups, features }: TrainingData): Float32Array {
  if (groups === undefined || weights.length === features.rows) return weights;
  const unrolled = new Float32Array(features.rows);
  let group = 0;
  let end = groups[0];
  for (let row = 0; row < unrolled.length; row++) {
    unrolled[row] = weights[group];
    if (row === end) end += groups[++group];
  }
  return unrolled;
}

/** Moves the arrays into shared memory unless they are there already or no other thread reads them. */
function shareFeatures(features: DenseMatrix | SparseMatrix, members: number): DenseMatrix | SparseMatrix {
  if (members === 1) return features;
  const values = shared(features.values, Float32Array);
  if (features.kind === "dense") return { ...features, values };
  return {
    ...features,
    values,
    starts: shared(features.starts, Uint32Array),
    indices: shared(features.indices, Uint32Array),
  };
}

function shared<T extends Float32Array | Uint32Array>(array: T, kind: new (buffer: SharedArrayBuffer) => T): T {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const copy = new kind(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

function toSparse(matrix: DenseMatrix | SparseMatrix): SparseMatrix {
  if (matrix.kind === "sparse") return matrix;
  const { rows, columns, values } = matrix;
  const count = values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0);
  const sparse = {
    kind: "sparse" as const,
    rows,
    columns,
    starts: new Uint32Array(rows + 1),
    indices: new Uint32Array(count),
    values: new Float32Array(count),
  };
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let f = 0; f < columns; f++) {
      const value = values[row * columns + f];
      if (Number.isNaN(value)) continue;
      sparse.indices[at] = f;
      sparse.values[at++] = value;
    }
    sparse.starts[row + 1] = at;
  }
  return sparse;
}
