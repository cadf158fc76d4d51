import type { Attribute, BundleModel, BundleNode } from "./attributes.js";
import { errors } from "./errors.js";
import type { Format } from "./formats/format.js";
import { json } from "./formats/json.js";
import { print } from "./formats/json-write.js";
import { protobuf } from "./formats/protobuf.js";
import type { BundleInfo } from "./read.js";

/**
 * The files of a bundle by path, ready to go into a directory or an archive, as MLeap's JVM runtime reads them. `info.format`
 * says in which encoding.
 * @throws MleapError `unsupported-bundle` for a tree that would have to be turned into the other encoding.
 */
export function writeBundle(bundle: { readonly info: BundleInfo; readonly root: BundleNode }): Map<string, Uint8Array> {
  const { info, root } = bundle;
  const { uid, name, format, version, timestamp } = info;
  const files = new Map([["bundle.json", print({ uid, name, format, version, timestamp })]]);
  writeNode(files, "root", root, format === "json" ? json : protobuf);
  return files;
}

function writeNode(files: Map<string, Uint8Array>, path: string, node: BundleNode, format: Format): void {
  files.set(`${path}/node.${format.extension}`, format.writeNode(node));
  writeModel(files, path, withNodes(node), format);
  for (const child of node.nodes) writeNode(files, `${path}/${child.name}.node`, child, format);
}

/** A pipeline's model names its nodes, in order. */
function withNodes({ model, nodes }: BundleNode): BundleModel {
  if (model.op !== "pipeline") return model;
  const names: Attribute = { kind: "list", base: "string", values: nodes.map(({ name }) => name) };
  return { ...model, attributes: new Map(model.attributes).set("nodes", names) };
}

function writeModel(files: Map<string, Uint8Array>, path: string, model: BundleModel, format: Format): void {
  files.set(`${path}/model.${format.extension}`, format.writeModel(model));
  for (const [name, bytes] of model.files) {
    if (/^tree\.(json|pb)$/.test(name) && name !== `tree.${format.extension}`) {
      throw errors.unsupportedBundle(`${path}/${name} cannot be written in the format ${format.name}`);
    }
    files.set(`${path}/${name}`, bytes);
  }
  for (const [name, child] of model.models) writeModel(files, `${path}/${name}`, child, format);
}
