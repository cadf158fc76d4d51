import type { Op } from "./op.js";
import { bucketizer } from "./ops/feature/bucketizer.js";
import { imputer } from "./ops/feature/imputer.js";
import { minMaxScaler } from "./ops/feature/min-max-scaler.js";
import { oneHotEncoder } from "./ops/feature/one-hot-encoder.js";
import { reverseStringIndexer } from "./ops/feature/reverse-string-indexer.js";
import { standardScaler } from "./ops/feature/standard-scaler.js";
import { stringIndexer } from "./ops/feature/string-indexer.js";
import { vectorAssembler } from "./ops/feature/vector-assembler.js";

/** Every op that can run, in the order of the documentation. `pipeline` is not among them: the graph dissolves it. */
const ops: readonly Op[] = [
  bucketizer,
  imputer,
  minMaxScaler,
  oneHotEncoder,
  reverseStringIndexer,
  standardScaler,
  stringIndexer,
  vectorAssembler,
];

export const registry: ReadonlyMap<string, Op> = new Map(ops.map((op) => [op.name, op]));

/** Ops of MLeap that cannot run here, and why. */
export const unsupported: ReadonlyMap<string, string> = new Map([
  ["tensorflow", "TensorFlow graphs need TensorFlow's native library"],
]);
