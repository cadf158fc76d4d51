/** A training image that needs no container engine. */
export interface NativeTrainer {
  /** Whether this trainer stands for the image. */
  accepts(image: string): boolean;
  /** Finds the metrics in the lines that it prints, for images whose jobs define none. */
  readonly metricDefinitions: readonly MetricDefinition[];
  /**
   * Does what the image's `train` does, and answers its exit code. Whatever goes wrong is told as a container tells it: in
   * `output/failure` and by an exit code other than 0.
   */
  train(run: TrainingRun): Promise<number>;
}

/** One run of a training container. */
export interface TrainingRun {
  readonly image: string;
  /** What a container finds under `/opt/ml`: `input/config`, `input/data/<channel>`, and takes `model` and `output`. */
  readonly folder: string;
  /** Takes each line that the container prints. */
  readonly print: (line: string) => void;
  /** Fires where a container would get SIGTERM. */
  readonly signal: AbortSignal;
}

/** A metric and how to find its value in a line: the regular expression's first group. */
export interface MetricDefinition {
  readonly Name: string;
  readonly Regex: string;
}
