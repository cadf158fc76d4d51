import { ProtobufError } from "../../../bytes/errors.js";
import { errors } from "../../errors.js";
import type { Model } from "../../model.js";

/** How one record of a tree file is read, in either format. */
export interface FileOf<R> {
  fromJson(value: unknown): R;
  fromMessage(bytes: Uint8Array): R;
}

/**
 * The records of the file beside a model that holds its tree: `tree.json` has one JSON object per line, `tree.pb` a big-endian
 * length before each message. When MLeap's runtime writes a bundle itself (0.20 at least), it names the file `nodes`, and cannot
 * find it again.
 */
export function treeFile<R>(model: Model, { fromJson, fromMessage }: FileOf<R>): R[] {
  const name = ["tree.json", "tree.pb", "nodes.json", "nodes.pb"].find((candidate) => model.hasFile(candidate));
  if (name === undefined) throw errors.missingFile("tree.json");
  const bytes = model.file(name);
  try {
    return name.endsWith(".json") ? lines(bytes).map(fromJson) : messages(bytes).map(fromMessage);
  } catch (error) {
    throw errors.badFile(name, (error as Error).message, error);
  }
}

function lines(bytes: Uint8Array): unknown[] {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).split("\n");
  return text
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const value: unknown = JSON.parse(line);
      if (typeof value !== "object" || value === null) throw new SyntaxError("a line is no object");
      return value;
    });
}

function messages(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = at + 4 <= bytes.length ? view.getUint32(at) : Number.POSITIVE_INFINITY;
    if (length > bytes.length - at - 4) throw new ProtobufError("the file is truncated");
    found.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}
