import type { Model, TreeModel, Version } from "../model.js";
import type { TrainingData } from "./data.js";
import type { EarlyStoppingOptions } from "./evaluation/early-stopping.js";
import type { Metric } from "./metrics/metric.js";
import type { Pool } from "./threads/pool.js";

export interface TrainOptions {
  /** Data sets to evaluate after each round, the training data itself among them if wanted. */
  readonly evaluations?: readonly NamedData[];
  /** Metrics beside those of `eval_metric` or the objective's, reported after them; of the same name they take their place. */
  readonly customMetrics?: readonly Metric[];
  readonly earlyStopping?: EarlyStoppingOptions;
  /** Called after each round; training goes on when what it returns is settled. */
  readonly onRound?: (report: RoundReport) => void | Promise<void>;
  /** Ends the training between two rounds: `train` then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Threads that help; without them the calling thread does all the work. */
  readonly pool?: Pool;
  /** A model of the same parameters to go on from. */
  readonly initialModel?: Model;
  /** The libxgboost whose intercept rule and file layout the model has: 3.0.5 unless said otherwise. */
  readonly version?: Version;
}

export interface NamedData {
  readonly name: string;
  readonly data: TrainingData;
}

/** What there is to know after a round. */
export interface RoundReport {
  /** Counted from 0, going on from those of `initialModel`. */
  readonly round: number;
  readonly scores: readonly Score[];
  /** The model up to this round. */
  model(): TreeModel;
}

export interface Score {
  readonly dataset: string;
  readonly metric: string;
  readonly value: number;
  /** Whether more is better. */
  readonly maximize: boolean;
}
