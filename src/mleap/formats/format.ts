import type { Attributes, BundleModel, Socket } from "../attributes.js";

/** One of the two encodings of a bundle's model and node files. Readers throw `SyntaxError` and the like for bad input. */
export interface Format {
  /** What `bundle.json` calls it. */
  readonly name: "json" | "protobuf";
  /** Of the files: `model.json`, `node.pb`, `tree.json`. */
  readonly extension: "json" | "pb";
  /** `numbering` says what numbers stand for types. */
  readModel(bytes: Uint8Array, numbering: TypeNumbering): { readonly op: string; readonly attributes: Attributes };
  readNode(bytes: Uint8Array): NodeFile;
  writeModel(model: BundleModel): Uint8Array;
  writeNode(node: NodeFile): Uint8Array;
}

export interface NodeFile {
  readonly name: string;
  readonly inputs: readonly Socket[];
  readonly outputs: readonly Socket[];
}

/** MLeap 0.8 numbered the types from 0 for boolean; since 0.9, 0 is for no type and boolean is 1. */
export type TypeNumbering = "from-0" | "from-1";
