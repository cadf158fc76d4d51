import type { Field } from "../frame/types.js";
import type { BundleNode } from "./attributes.js";
import { type GraphNode, graphOf } from "./graph.js";
import { defaultLimits, type Limits } from "./limits.js";
import { type Plan, planOf } from "./plan.js";
import { type BundleInfo, readBundle } from "./read.js";
import { type BundleSource, unpack } from "./unpack.js";

/** An MLeap bundle, loaded: every op's attributes are read and checked. */
export interface Bundle {
  readonly info: BundleInfo;
  /** The nodes as the bundle has them, pipelines within pipelines, attributes not interpreted. */
  readonly root: BundleNode;
  /** The nodes that run, in order. */
  readonly graph: readonly GraphNode[];
  /** The columns that no node makes and some node reads; types are what the ops take. */
  readonly inputs: readonly Field[];
  /** Every column that some node makes, in order. */
  readonly outputs: readonly Field[];
  /**
   * Plans what must run so that the columns `outputs` come out; ops whose outputs nobody needs do not run, nor do their inputs
   * have to be there. `inputs`: the fields that frames will have, where they are known already, so that a column that is missing
   * or cannot be cast is found now.
   * @throws MleapError `missing-column`, `column-type`, `vector-size`.
   */
  plan(outputs: readonly string[], inputs?: readonly Field[]): Plan;
}

/**
 * Loads a bundle from its files (path to bytes) or from an archive of them (zip, tar, tar.gz). `bundle.json` may lie at the
 * top, one folder down, or in a zip archive there.
 *
 * @example
 * const bundle = await loadBundle(files);
 * const plan = bundle.plan(["features"]);
 * const frame = plan.run(input);
 *
 * @throws MleapError `no-bundle`, `bad-bundle`, `unsupported-bundle`, `unknown-op` (naming all of them), `bad-attribute`,
 * `bad-shape`, `duplicate-column`, `limit`.
 */
export async function loadBundle(source: BundleSource, options: LoadOptions = {}): Promise<Bundle> {
  const limits = { ...defaultLimits, ...options.limits };
  const { info, root } = readBundle(await unpack(source, limits.archiveBytes));
  return openBundle(info, root, options);
}

export interface LoadOptions {
  readonly limits?: Partial<Limits>;
}

/** A bundle from its parts, as `readBundle` or a fitted pipeline has them. Throws as `loadBundle`. */
export async function openBundle(info: BundleInfo, root: BundleNode, options: LoadOptions = {}): Promise<Bundle> {
  const limits = { ...defaultLimits, ...options.limits };
  const graph = await graphOf(root, info, limits);
  return {
    info,
    root,
    graph,
    inputs: inputsOf(graph),
    outputs: graph.flatMap((node) =>
      node.outputs.flatMap(({ port, column }) => (column === undefined ? [] : [{ name: column, type: port.type }])),
    ),
    plan: (outputs, inputs) => planOf(graph, limits, outputs, inputs),
  };
}

function inputsOf(graph: readonly GraphNode[]): Field[] {
  const made = new Set(graph.flatMap((node) => node.outputs.map(({ column }) => column)));
  const fields = new Map<string, Field>();
  for (const { port, column } of graph.flatMap((node) => node.inputs)) {
    if (!made.has(column) && !fields.has(column)) fields.set(column, { name: column, type: port.type });
  }
  return [...fields.values()];
}
