import { type ProtobufWriter, writeMessage } from "../../bytes/protobuf-writer.js";
import type { ClusterRecord } from "../ops/clustering/cluster-tree.js";
import type { TreeRecord } from "../ops/trees/records.js";
import type { Format } from "./format.js";
import { lengthPrefixed } from "./length-prefixed.js";

/** The file of a decision tree: one JSON object per line, or messages of `ml.bundle.dtree` after their lengths. */
export function writeTree(records: readonly TreeRecord[], extension: Format["extension"]): Uint8Array {
  return extension === "json" ? lines(records.map(treeJson)) : messages(records.map(treeMessage));
}

/** The file of a bisecting k-means model: `ml.bundle.ctree`. */
export function writeClusters(records: readonly ClusterRecord[], extension: Format["extension"]): Uint8Array {
  if (extension === "json") {
    return lines(records.map(({ index, norm, values, numChildren }) => ({ index, norm, values, numChildren })));
  }
  return messages(
    records.map(({ index, norm, values, numChildren }) => (writer) => {
      writer.varint(1, index >>> 0);
      writer.double(2, norm);
      writer.doubles(3, values);
      writer.varint(4, numChildren);
    }),
  );
}

function treeJson(record: TreeRecord): object {
  if (record.kind === "leaf") return { type: "leaf", values: record.values };
  const { kind: type, feature: featureIndex } = record;
  if (record.kind === "continuous") {
    return { type: "internal", split: { type, featureIndex, threshold: record.threshold } };
  }
  const { isLeft, numCategories, categories } = record;
  return { type: "internal", split: { type, featureIndex, isLeft, numCategories, categories } };
}

type Fill = (writer: ProtobufWriter) => void;

function treeMessage(record: TreeRecord): Fill {
  return (node) => {
    if (record.kind === "leaf") node.message(2, (leaf) => leaf.doubles(1, record.values));
    else node.message(1, (inner) => inner.message(1, splitMessage(record)));
  };
}

function splitMessage(record: Exclude<TreeRecord, { kind: "leaf" }>): Fill {
  if (record.kind === "continuous") {
    const fill: Fill = (split) => {
      split.varint(1, record.feature);
      split.double(2, record.threshold);
    };
    return (outer) => outer.message(2, fill);
  }
  const fill: Fill = (split) => {
    split.varint(1, record.feature);
    split.varint(2, record.isLeft ? 1 : 0);
    split.varint(3, record.numCategories);
    split.doubles(4, record.categories);
  };
  return (outer) => outer.message(1, fill);
}

function lines(objects: readonly object[]): Uint8Array {
  return new TextEncoder().encode(objects.map((object) => `${JSON.stringify(object)}\n`).join(""));
}

function messages(fills: readonly Fill[]): Uint8Array {
  return lengthPrefixed(fills.map(writeMessage));
}
