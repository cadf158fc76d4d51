import { ProtobufError } from "../../../bytes/errors.js";
import { ProtobufReader } from "../../../bytes/protobuf.js";
import type { Model } from "../../model.js";
import { treeFile } from "./file.js";

/** One record of a tree file; a tree is its records in depth-first order, left before right. */
export type TreeRecord =
  | { readonly kind: "leaf"; readonly values: readonly number[] }
  | { readonly kind: "continuous"; readonly feature: number; readonly threshold: number }
  | {
      readonly kind: "categorical";
      readonly feature: number;
      /** Whether `categories` are those that go left, or those that go right. */
      readonly isLeft: boolean;
      readonly categories: readonly number[];
      readonly numCategories: number;
    };

/** The decision tree of a model. */
export function treeRecords(model: Model): TreeRecord[] {
  return treeFile(model, { fromJson: (value) => fromJson(value as JsonNode), fromMessage });
}

interface JsonNode {
  readonly type?: unknown;
  readonly values?: unknown;
  readonly split?: {
    readonly type?: unknown;
    readonly featureIndex?: unknown;
    readonly threshold?: unknown;
    readonly isLeft?: unknown;
    readonly numCategories?: unknown;
    readonly categories?: unknown;
  };
}

function fromJson({ type, values, split }: JsonNode): TreeRecord {
  if (type === "leaf") return { kind: "leaf", values: numbers(values) };
  if (type !== "internal" || split === undefined || split === null)
    throw new SyntaxError("a node is neither leaf nor split");
  const feature = count(split.featureIndex ?? 0);
  if (split.type === "continuous")
    return { kind: "continuous", feature, threshold: Number(split.threshold ?? Number.NaN) };
  if (split.type !== "categorical") throw new SyntaxError("a split is neither continuous nor categorical");
  const { isLeft, numCategories, categories } = split;
  return {
    kind: "categorical",
    feature,
    isLeft: isLeft === true,
    categories: numbers(categories ?? []),
    numCategories: count(numCategories ?? 0),
  };
}

function numbers(value: unknown): number[] {
  if (!Array.isArray(value)) throw new SyntaxError("a node has no list of numbers");
  return value.map((item) => (item === null ? Number.NaN : Number(item)));
}

function count(value: unknown): number {
  if (!Number.isInteger(value) || (value as number) < 0) throw new SyntaxError(`${String(value)} is not a count`);
  return value as number;
}

/** `Node`: internal 1 {split 1}, leaf 2 {values 1}. */
function fromMessage(bytes: Uint8Array): TreeRecord {
  const reader = new ProtobufReader(bytes);
  while (reader.next()) {
    const inner = new ProtobufReader(reader.take());
    if (reader.field === 2) {
      const values: number[] = [];
      while (inner.next()) if (inner.field === 1) inner.doubles(values);
      return { kind: "leaf", values };
    }
    while (inner.next()) if (inner.field === 1) return fromSplit(inner.take());
  }
  throw new ProtobufError("a node is neither leaf nor split");
}

/** `Split`: categorical 1 {feature_index 1, is_left 2, num_categories 3, categories 4}, continuous 2 {feature_index 1, threshold 2}. */
function fromSplit(bytes: Uint8Array): TreeRecord {
  const outer = new ProtobufReader(bytes);
  if (!outer.next()) throw new ProtobufError("a split is neither continuous nor categorical");
  const reader = new ProtobufReader(outer.take());
  let feature = 0;
  if (outer.field === 2) {
    let threshold = 0;
    while (reader.next()) {
      if (reader.field === 1) feature = reader.varint();
      else if (reader.field === 2) threshold = reader.double();
    }
    return { kind: "continuous", feature, threshold };
  }
  let isLeft = false;
  let numCategories = 0;
  const categories: number[] = [];
  while (reader.next()) {
    if (reader.field === 1) feature = reader.varint();
    else if (reader.field === 2) isLeft = reader.varint() !== 0;
    else if (reader.field === 3) numCategories = reader.varint();
    else if (reader.field === 4) reader.doubles(categories);
  }
  return { kind: "categorical", feature, isLeft, categories, numCategories };
}
