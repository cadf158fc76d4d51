import type { DenseMatrix, SparseMatrix } from "../data.js";
import type { Workspace } from "../threads/workspace.js";
import { categoricalCuts, numericCuts } from "./cuts.js";
import { Sketch } from "./sketch.js";
import { FloatSorter } from "./sort.js";

/** Rows that are read once for all features of a share: few enough to stay in the processor's cache. */
const chunkRows = 4096;

/** Fills in the cuts of the features `[begin, end)`. */
export function sketchFeatures(
  workspace: Workspace,
  features: DenseMatrix | SparseMatrix,
  begin: number,
  end: number,
  maxBin: number,
): void {
  const { plan, cuts, cutStarts, cutCounts, minimums, weights } = workspace;
  const sorter = new FloatSorter();
  const sketches: (Sketch | undefined)[] = [];
  for (let f = begin; f < end; f++)
    sketches.push(plan.categorical[f] ? undefined : new Sketch(plan.present[f], maxBin, sorter));
  if (features.kind === "dense") pushDense(features, sketches, begin, weights);
  else pushSparse(features, sketches, begin, weights);
  for (let f = begin; f < end; f++) {
    const sketch = sketches[f - begin];
    const made =
      sketch === undefined
        ? categoricalCuts(plan.cutCapacity[f] - 1)
        : numericCuts(sketch.quantiles(maxBin), plan.cutCapacity[f]);
    cuts.set(made.cuts, cutStarts[f]);
    cutCounts[f] = made.cuts.length;
    minimums[f] = made.minimum;
  }
}

type Sketches = readonly (Sketch | undefined)[];
type Weights = Float32Array | undefined;

function pushDense({ rows, columns, values }: DenseMatrix, sketches: Sketches, first: number, weights: Weights): void {
  for (let chunk = 0; chunk < rows; chunk += chunkRows) {
    const chunkEnd = Math.min(rows, chunk + chunkRows);
    for (const [index, sketch] of sketches.entries()) {
      if (sketch === undefined) continue;
      for (let row = chunk, at = chunk * columns + first + index; row < chunkEnd; row++, at += columns) {
        const value = values[at];
        const weight = weights === undefined ? 1 : weights[row];
        if (!Number.isNaN(value) && weight !== 0) sketch.push(value, weight);
      }
    }
  }
}

function pushSparse(matrix: SparseMatrix, sketches: Sketches, first: number, weights: Weights): void {
  const { rows, starts, indices, values } = matrix;
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row];
    for (let i = starts[row]; i < starts[row + 1]; i++) {
      const index = indices[i] - first;
      const sketch = index >= 0 && index < sketches.length ? sketches[index] : undefined;
      if (sketch !== undefined && weight !== 0 && !Number.isNaN(values[i])) sketch.push(values[i], weight);
    }
  }
}
