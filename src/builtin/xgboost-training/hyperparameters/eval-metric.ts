import { parsePythonFloat } from "../../../content/python-number.js";
import { trainingErrors } from "../errors.js";
import { metricNames } from "../metrics/names.js";
import { oneOf, type Range } from "./range.js";

const withThreshold = ["error", "ndcg", "map"];

/** A metric's name, or one with a threshold: `error@0.7`. */
export const evalMetricRange: Range = {
  text: oneOf(...metricNames).text,
  contains(value) {
    const metric = String(value);
    if (metric.includes("<function"))
      throw trainingErrors.hyperparameterRule(`User defined evaluation metric ${metric} is not supported yet.`);
    if (!metric.includes("@")) return metricNames.includes(metric);
    const [name, threshold] = metric.split("@").map((part) => part.trim());
    if (!withThreshold.includes(name))
      throw trainingErrors.hyperparameterRule(
        `Metric '${metric}' is not supported. Parameter 'eval_metric' with customized threshold should ` +
          "be one of these options: 'error', 'ndcg', 'map'.",
      );
    if (parsePythonFloat(threshold) === undefined)
      throw trainingErrors.hyperparameterRule(`Threshold value 't' in '${name}@t' expects float input.`);
    return true;
  },
};
