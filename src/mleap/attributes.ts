import { baseTypes, type Scalar, type Tensor } from "../frame/types.js";

/** What the elements of an attribute may be: base types, and the structures that attributes may hold. */
export const attributeBases = [...baseTypes, "tensor", "basic_type", "data_shape", "model"] as const;

export type AttributeBase = (typeof attributeBases)[number];

/** The shape of a column as `vector_assembler` and others note it: `{"base":"tensor","isNullable":true,"tensorShape":…}`. */
export interface DataShape {
  readonly base: "scalar" | "list" | "tensor";
  readonly nullable: boolean;
  /** Of a tensor, where known. */
  readonly dimensions?: readonly number[];
}

export type AttributeValue = Scalar | Tensor | DataShape | BundleModel;

/**
 * One attribute of a model, as both formats have it (`ml.bundle.Value`). A scalar that equals its type's default is written
 * without base and value; what it is then depends on who asks.
 */
export type Attribute =
  | { readonly kind: "scalar"; readonly base?: AttributeBase; readonly value?: AttributeValue }
  | { readonly kind: "list"; readonly base?: AttributeBase; readonly values: readonly AttributeValue[] }
  | { readonly kind: "tensor"; readonly tensor: Tensor };

export type Attributes = ReadonlyMap<string, Attribute>;

/** What `model.json` or `model.pb` holds, with all that lies beside it. Nothing is interpreted yet. */
export interface BundleModel {
  readonly op: string;
  readonly attributes: Attributes;
  /** Side files by name: `tree.json`, `xgboost.model`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Models in folders below this one: `tree0`, `model1`. */
  readonly models: ReadonlyMap<string, BundleModel>;
}

/** A port of an op and the column that this node connects it to. */
export interface Socket {
  readonly port: string;
  readonly column: string;
}

/** One node of a bundle. A pipeline has the nodes it runs, in order. */
export interface BundleNode {
  readonly name: string;
  readonly inputs: readonly Socket[];
  readonly outputs: readonly Socket[];
  readonly model: BundleModel;
  readonly nodes: readonly BundleNode[];
}
