import type { Metric } from "../../../xgboost/index.js";
import { classificationMetrics } from "./classification.js";
import { regressionMetrics } from "./regression.js";

const custom = new Map([...classificationMetrics, ...regressionMetrics].map((metric) => [metric.name, metric]));

/** Parts metrics into those of libxgboost and those that the container computes itself. */
export function partMetrics(names: readonly string[]): { own: string[]; custom: Metric[] } {
  return {
    own: names.filter((name) => !custom.has(name)),
    custom: names.flatMap((name) => custom.get(name) ?? []),
  };
}
