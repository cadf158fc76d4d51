import type { Attribute, BundleModel, BundleNode } from "./attributes.js";
import type { Format } from "./formats/format.js";
import { json } from "./formats/json.js";
import { print } from "./formats/json-write.js";
import { protobuf } from "./formats/protobuf.js";
import { writeClusters, writeTree } from "./formats/tree-write.js";
import { Model } from "./model.js";
import { clusterRecords } from "./ops/clustering/cluster-tree.js";
import { treeRecords } from "./ops/trees/records.js";
import type { BundleInfo } from "./read.js";

/**
 * The files of a bundle by path, ready to go into a directory or an archive, as MLeap's JVM runtime reads them. `info.format`
 * says in which encoding; trees that stand beside their models in the other one are turned into it.
 * @throws MleapError `bad-bundle` for such a tree that cannot be read.
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
  const { extension } = format;
  files.set(`${path}/model.${extension}`, format.writeModel(model));
  for (const [name, bytes] of model.files) {
    // MLeap's runtime (0.20 at least) names the file `nodes` when it writes it, and looks for `tree`.
    const tree = /^(?:tree|nodes)\.(json|pb)$/.exec(name);
    if (tree === null) files.set(`${path}/${name}`, bytes);
    else files.set(`${path}/tree.${extension}`, tree[1] === extension ? bytes : treeOf(model, extension));
  }
  for (const [name, child] of model.models) writeModel(files, `${path}/${name}`, child, format);
}

/** The tree beside a model, in the other encoding. */
function treeOf(source: BundleModel, extension: Format["extension"]): Uint8Array {
  const model = new Model(source);
  if (source.op === "bisecting_k_means") return writeClusters(clusterRecords(model), extension);
  return writeTree(treeRecords(model), extension);
}
