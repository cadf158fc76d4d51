import type { SparseSlot, VectorSlot } from "../engine/slots.js";
import { errors } from "../errors.js";
import type { Model } from "../model.js";
import { anyVector, doubleOut, type Ports, type Transformer, transformer, vectorOut } from "../op.js";
import type { LinearFunction } from "./linear.js";
import { argmax, overThresholds } from "./probabilities.js";

/** What makes a classifier, in the words of Spark's `ProbabilisticClassificationModel`. */
export interface Classifier {
  readonly classes: number;
  /** The length of its feature vectors, where it is known. */
  readonly features: number | undefined;
  readonly words: readonly string[];
  /** Prepares for feature vectors that stand in `input`; what it answers fills one number per class for a row. */
  predictRaw(input: VectorSlot | SparseSlot): (row: number, raw: Float64Array) => void;
  /** Makes probabilities of the raw prediction, in place; absent where the model has none. */
  readonly toProbabilities?: (values: Float64Array) => void;
  /** The class is the one whose probability exceeds its threshold most. */
  readonly thresholds?: Float64Array | undefined;
  /** The class for a raw prediction, where that is not the highest. */
  readonly rawToPrediction?: (raw: Float64Array) => number;
  /** The class for probabilities, where that is not the highest. */
  readonly probabilitiesToPrediction?: (probabilities: Float64Array) => number;
  /** Whether a prediction that stands alone is made of the probabilities. */
  readonly aloneByProbabilities?: boolean;
}

/**
 * The ports of a classifier, of which a node may have any. As in Spark, the prediction is made of the raw prediction where the
 * node has a port for that, else of the probabilities where it has one for them.
 */
export function classifying(classifier: Classifier, ports: Ports): Transformer {
  const { classes, features, words, toProbabilities, thresholds } = classifier;
  const probabilityPort = toProbabilities === undefined ? [] : [vectorOut("probability", classes)];
  const predictionOf = predictor(classifier, ports);
  return transformer({
    inputs: [anyVector("features", features)],
    outputs: [vectorOut("raw_prediction", classes), ...probabilityPort, doubleOut("prediction")],
    words: [...words, `${classes} classes`, ...(thresholds ? [`thresholds: ${thresholds.join(", ")}`] : [])],
    bind([input], slots, context) {
      const raws = context.wanted("raw_prediction") ? slots.vector(classes) : undefined;
      const probabilities = context.wanted("probability") ? slots.vector(classes) : undefined;
      const predictions = context.wanted("prediction") ? slots.double() : undefined;
      const predictRaw = classifier.predictRaw(input);
      const raw = new Float64Array(classes);
      const probability = new Float64Array(classes);
      const probable = probabilities !== undefined || (predictions !== undefined && predictionOf.needsProbabilities);
      return {
        outputs: [raws, ...probabilityPort.map(() => probabilities), predictions],
        kernels(rows) {
          for (let r = 0; r < rows; r++) {
            predictRaw(r, raw);
            if (raws !== undefined) put(raws, r, raw);
            if (probable) {
              probability.set(raw);
              toProbabilities!(probability);
              if (probabilities !== undefined) put(probabilities, r, probability);
            }
            if (predictions !== undefined) predictions.values[r] = predictionOf.choose(raw, probability);
          }
        },
      };
    },
  });
}

interface Predictor {
  readonly needsProbabilities: boolean;
  choose(raw: Float64Array, probability: Float64Array): number;
}

function predictor(classifier: Classifier, { outputs }: Ports): Predictor {
  const { thresholds, rawToPrediction = argmax, probabilitiesToPrediction = argmax } = classifier;
  if (thresholds !== undefined) {
    return { needsProbabilities: true, choose: (_, probability) => overThresholds(probability, thresholds) };
  }
  const alone = classifier.aloneByProbabilities ?? false;
  if (!outputs.includes("raw_prediction") && (outputs.includes("probability") || alone)) {
    return { needsProbabilities: true, choose: (_, probability) => probabilitiesToPrediction(probability) };
  }
  return { needsProbabilities: false, choose: rawToPrediction };
}

function put(slot: VectorSlot, row: number, values: Float64Array): void {
  const at = row * slot.stride + slot.offset;
  for (let i = 0; i < values.length; i++) slot.values[at + i] = values[i];
}

/** The thresholds of a model, one per class; undefined where it has none. */
export function thresholdsOf(model: Model, classes: number): Float64Array | undefined {
  if (!model.has("thresholds")) return undefined;
  const thresholds = model.numbers("thresholds");
  if (thresholds.length === 0) return undefined;
  if (thresholds.length !== classes) {
    throw errors.badAttribute("thresholds", `has ${thresholds.length} values for ${classes} classes`);
  }
  return thresholds;
}

/** The raw prediction of a model with two classes: `[-margin, margin]`. */
export function marginPair({ bind }: Pick<LinearFunction, "bind">): Classifier["predictRaw"] {
  return (input) => {
    const margin = bind(input);
    return (row, raw) => {
      raw[1] = margin(row);
      raw[0] = -raw[1];
    };
  };
}
