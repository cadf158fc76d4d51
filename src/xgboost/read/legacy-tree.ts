import { xgboostError } from "../errors.js";
import { noCategoricalSplits, noParent, type Tree } from "../model.js";
import { type Cursor, recordOf } from "./legacy-cursor.js";

const nodeBytes = 20;
const statisticsBytes = 16;
const deletedNode = 0xffffffff;

/** One tree of the legacy binary format (`RegTree::Load` of `src/tree/tree_model.cc`): parameters, nodes, statistics. */
export function readLegacyTree(cursor: Cursor, index: number): Tree {
  const parameters = recordOf(cursor, 148);
  const count = parameters.getInt32(4, true);
  if (count < 1 || count * (nodeBytes + statisticsBytes) > cursor.bytes.length - cursor.at) {
    throw xgboostError("model_field", `gbtree.trees[${index}].num_nodes`, `is ${count}, which the file cannot hold`);
  }
  const nodes = recordOf(cursor, count * nodeBytes);
  const statistics = recordOf(cursor, count * statisticsBytes);
  const int = (at: number) => (_: unknown, node: number) => nodes.getInt32(node * nodeBytes + at, true);
  const stat = (at: number) => (_: unknown, node: number) => statistics.getFloat32(node * statisticsBytes + at, true);
  const features = Int32Array.from({ length: count }, int(12));
  return {
    parents: Int32Array.from({ length: count }, int(0)).map((parent) =>
      parent === -1 ? noParent : parent & 0x7fffffff,
    ),
    leftChildren: Int32Array.from({ length: count }, int(4)),
    rightChildren: Int32Array.from({ length: count }, int(8)),
    splitIndices: features.map((feature) => (feature >>> 0 === deletedNode ? noParent : feature & 0x7fffffff)),
    defaultLeft: Uint8Array.from(features, (feature) => feature >>> 31),
    splitConditions: Float32Array.from({ length: count }, (_, node) => nodes.getFloat32(node * nodeBytes + 16, true)),
    lossChanges: Float32Array.from({ length: count }, stat(0)),
    sumHessian: Float32Array.from({ length: count }, stat(4)),
    baseWeights: Float32Array.from({ length: count }, stat(8)),
    splitTypes: new Uint8Array(count),
    categoricalSplits: noCategoricalSplits,
    leafVectorSize: parameters.getInt32(20, true),
    numDeleted: parameters.getInt32(8, true),
  };
}
