import type { Model } from "../xgboost/model.js";
import { readModel } from "../xgboost/read/read-model.js";

/** What there is to say about an XGBoost model. Plain JSON. */
export function describeModel(bytes: Uint8Array) {
  const model = readModel(bytes);
  return {
    kind: "xgboost",
    version: model.version.join("."),
    objective: model.objective.name,
    booster: model.booster.kind,
    features: model.numFeature,
    ...(model.featureNames.length > 0 && { featureNames: model.featureNames }),
    ...(model.featureTypes.length > 0 && { featureTypes: model.featureTypes }),
    ...(model.numClass > 0 && { classes: model.numClass }),
    ...(model.numTarget > 1 && { targets: model.numTarget }),
    baseScore: [...model.baseScore],
    ...boosterOf(model),
    ...(Object.keys(model.attributes).length > 0 && { attributes: model.attributes }),
  };
}

export type ModelDescription = ReturnType<typeof describeModel>;

function boosterOf({ booster }: Model) {
  if (booster.kind === "gblinear") return { weights: booster.weights.length, rounds: booster.boostedRounds };
  const depths = booster.trees.map(({ leftChildren, rightChildren }) => depthOf(leftChildren, rightChildren));
  return {
    trees: booster.trees.length,
    rounds: booster.iterationIndptr.length - 1,
    ...(booster.numParallelTree > 1 && { parallelTrees: booster.numParallelTree }),
    nodes: booster.trees.reduce((sum, tree) => sum + tree.leftChildren.length, 0),
    deepest: Math.max(0, ...depths),
    categoricalSplits: booster.trees.reduce((sum, tree) => sum + tree.categoricalSplits.nodes.length, 0),
  };
}

function depthOf(left: Int32Array, right: Int32Array): number {
  let deepest = 0;
  const open: [node: number, depth: number][] = [[0, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    if (left[node] >= 0) open.push([left[node], depth + 1], [right[node], depth + 1]);
  }
  return deepest;
}

/** The description as lines for people. */
export function modelText(model: ModelDescription): string {
  const { kind: _, attributes, ...facts } = model;
  const lines = Object.entries(facts).map(([name, value]) => `${words(name)}: ${text(value)}`);
  for (const [name, value] of Object.entries(attributes ?? {})) lines.push(`attribute ${name}: ${value}`);
  return ["XGBoost model", ...lines.map((line) => `  ${line}`)].join("\n");
}

function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function text(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}
