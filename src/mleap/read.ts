import type { BundleModel, BundleNode } from "./attributes.js";
import { errors, locate, MleapError } from "./errors.js";
import type { Folder } from "./folder.js";
import type { Format, TypeNumbering } from "./formats/format.js";
import { json } from "./formats/json.js";
import { object, parse, text } from "./formats/json-read.js";
import { protobuf } from "./formats/protobuf.js";
import { Model } from "./model.js";

/** What `bundle.json` says. */
export interface BundleInfo {
  readonly uid: string;
  /** The root transformer's uid in Spark. */
  readonly name: string;
  readonly format: "json" | "protobuf";
  /** The MLeap version that wrote it. */
  readonly version: string;
  /** Local date and time without zone, as written. */
  readonly timestamp: string;
}

const formats: readonly Format[] = [json, protobuf];

interface Reading {
  readonly format: Format;
  readonly numbering: TypeNumbering;
}

/** Reads a bundle's files without interpreting its models. `top` holds `bundle.json` and `root/`. */
export function readBundle(top: Folder): { readonly info: BundleInfo; readonly root: BundleNode } {
  const info = readFile(top, "", "bundle.json", infoOf);
  const [major = 0, minor = 0] = info.version.split(/[.-]/, 2).map(Number);
  if (major === 0 && minor < 8) {
    throw errors.unsupportedBundle(
      `this bundle was written by MLeap ${info.version}; bundles of MLeap 0.8 and newer can be read`,
    );
  }
  const format = formats.find((candidate) => candidate.name === info.format);
  if (format === undefined) throw errors.unsupportedBundle(`bundles of format "${info.format}" cannot be read`);
  const root = top.folders.get("root");
  if (root === undefined) throw errors.missingFile("root/");
  const numbering = major === 0 && minor === 8 ? "from-0" : "from-1";
  return { info, root: readNode(root, "root", { format, numbering }) };
}

function infoOf(bytes: Uint8Array): BundleInfo {
  const info = object(parse(bytes), "bundle.json");
  return {
    uid: text(info.uid, "uid"),
    name: text(info.name, "name"),
    format: text(info.format, "format") as BundleInfo["format"],
    version: text(info.version, "version"),
    timestamp: text(info.timestamp ?? "", "timestamp"),
  };
}

function readNode(folder: Folder, path: string, reading: Reading): BundleNode {
  const file = readFile(folder, path, `node.${reading.format.extension}`, reading.format.readNode);
  const model = readModel(folder, path, reading);
  if (model.op !== "pipeline") return { ...file, model, nodes: [] };
  try {
    const names = new Model(model).strings("nodes");
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) throw errors.badAttribute("nodes", `names ${twice} twice`);
    const nodes = names.map((name) => {
      const child = folder.folders.get(`${name}.node`);
      if (child === undefined) throw errors.missingFile(`${path}/${name}.node/`);
      return readNode(child, `${path}/${name}.node`, reading);
    });
    return { ...file, model, nodes };
  } catch (error) {
    throw locate(error, { op: "pipeline", node: file.name });
  }
}

/** The model of a folder, with its side files, and the models in folders below that are not nodes of a pipeline. */
function readModel(folder: Folder, path: string, reading: Reading): BundleModel {
  const { extension, readModel: decode } = reading.format;
  const own = new Set([`model.${extension}`, `node.${extension}`]);
  const { op, attributes } = readFile(folder, path, `model.${extension}`, (bytes) => decode(bytes, reading.numbering));
  const models = new Map<string, BundleModel>();
  for (const [name, child] of folder.folders) {
    if (child.files.has(`model.${extension}`) && !name.endsWith(".node")) {
      models.set(name, readModel(child, `${path}/${name}`, reading));
    }
  }
  const files = new Map([...folder.files].filter(([name]) => !own.has(name)));
  return { op, attributes, files, models };
}

function readFile<T>(folder: Folder, path: string, name: string, read: (bytes: Uint8Array) => T): T {
  const full = path === "" ? name : `${path}/${name}`;
  const bytes = folder.files.get(name);
  if (bytes === undefined) throw errors.missingFile(full);
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof MleapError) throw error;
    throw errors.badFile(full, error instanceof Error ? error.message : String(error), error);
  }
}
