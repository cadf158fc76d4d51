import { ProtobufReader } from "../../../bytes/protobuf.js";
import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import { type FileOf, treeFile } from "../trees/file.js";
import type { Center } from "./distance.js";

/** A node of a bisecting k-means model: its center, and what it was divided into. */
export interface ClusterNode {
  readonly index: number;
  readonly center: Center;
  readonly children: readonly ClusterNode[];
}

/** One record of the tree's file, which lists each node before those below it. */
export interface ClusterRecord {
  readonly index: number;
  readonly norm: number;
  readonly values: readonly number[];
  readonly numChildren: number;
}

const records: FileOf<ClusterRecord> = {
  fromJson(value) {
    const { index, norm, values, numChildren } = value as Partial<ClusterRecord>;
    if (!Array.isArray(values)) throw new SyntaxError("a node has no values");
    return {
      index: Number(index ?? 0),
      norm: Number(norm ?? 0),
      values: values.map(Number),
      numChildren: Number(numChildren ?? 0),
    };
  },
  /** `ml.bundle.ctree.Node`; inner nodes have negative numbers, which stand in an unsigned field. */
  fromMessage(bytes) {
    const reader = new ProtobufReader(bytes);
    const values: number[] = [];
    const record = { index: 0, norm: 0, values, numChildren: 0 };
    while (reader.next()) {
      if (reader.field === 1) record.index = reader.int32();
      else if (reader.field === 2) record.norm = reader.double();
      else if (reader.field === 3) reader.doubles(values);
      else if (reader.field === 4) record.numChildren = reader.varint();
    }
    return record;
  },
};

/** The nodes of a model's tree as its file has them. */
export function clusterRecords(model: Model): ClusterRecord[] {
  return treeFile(model, records);
}

/** The tree of a model; every center has the same length. */
export function clusterTree(model: Model): ClusterNode {
  const list = clusterRecords(model);
  const size = list[0]?.values.length;
  if (list.some(({ values }) => values.length !== size)) throw errors.badFile("tree", "the centers differ in length");
  let next = 0;
  const take = (depth: number): ClusterNode => {
    const record = list[next++];
    if (record === undefined) throw errors.badFile("tree", "the tree ends before its last leaf");
    if (depth > 1000) throw errors.badFile("tree", "the tree is more than 1000 deep");
    const center = { values: Float64Array.from(record.values), norm: record.norm };
    const children: ClusterNode[] = [];
    for (let i = 0; i < record.numChildren; i++) children.push(take(depth + 1));
    return { index: record.index, center, children };
  };
  return take(0);
}
