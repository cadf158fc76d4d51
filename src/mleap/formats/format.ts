import type { Attributes, Socket } from "../attributes.js";

/** One of the two encodings of a bundle's model and node files. Readers throw `SyntaxError` and the like for bad input. */
export interface Format {
  /** What `bundle.json` calls it. */
  readonly name: "json" | "protobuf";
  /** Of the files: `model.json`, `node.pb`, `tree.json`. */
  readonly extension: "json" | "pb";
  readModel(bytes: Uint8Array): { readonly op: string; readonly attributes: Attributes };
  readNode(bytes: Uint8Array): NodeFile;
}

export interface NodeFile {
  readonly name: string;
  readonly inputs: readonly Socket[];
  readonly outputs: readonly Socket[];
}
