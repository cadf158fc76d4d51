import { availableParallelism } from "node:os";
import {
  type Model,
  type TrainingData,
  type TrainOptions,
  type TrainParams,
  train,
  XgboostError,
} from "../../xgboost/index.js";
import { TrainingError, trainingErrors } from "./errors.js";
import { createThreads } from "./threads.js";

/** What the container calls the user's fault, by a part of libxgboost's message (`constants/xgb_constants.py`). */
const userErrors = [
  "label must be in [0,1] for logistic regression",
  "label must be in [0, num_class)",
  "base_score must be in (0,1) for logistic loss",
  "PoissonRegression: label must be nonnegative",
  "TweedieRegression: label must be nonnegative",
];

/** Trains with as many threads as are wanted. Throws `TrainingError`, or the reason of `options.signal`. */
export async function fit(
  data: TrainingData,
  params: TrainParams,
  rounds: number,
  threads: number = availableParallelism(),
  options: TrainOptions = {},
): Promise<Model> {
  const pool = createThreads(threads - 1);
  try {
    return await train(data, params, rounds, { ...options, pool });
  } catch (error) {
    if (options.signal?.aborted || error instanceof TrainingError) throw error;
    throw asTrainingError(error);
  } finally {
    await pool.stop();
  }
}

function asTrainingError(error: unknown): TrainingError {
  const isUsers =
    error instanceof XgboostError &&
    (error.code === "feature_count" || userErrors.some((part) => error.message.includes(part)));
  return isUsers ? trainingErrors.users(error.message) : trainingErrors.trainCall(error);
}
