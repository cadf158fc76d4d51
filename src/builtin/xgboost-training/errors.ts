/** Whose fault a failed training is, by the classes of the container's toolkit (`sagemaker_algorithm_toolkit.exceptions`). */
export type FailureClass = "UserError" | "AlgorithmError";

/** Why a training failed. The message is the container's. */
export class TrainingError extends Error {
  readonly failureClass: FailureClass;

  constructor(failureClass: FailureClass, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "TrainingError";
    this.failureClass = failureClass;
  }
}

const user = (message: string, options?: ErrorOptions) => new TrainingError("UserError", message, options);

/** What the container refuses, in its words where it has any; those without a mark are ours. */
export const trainingErrors = {
  missingHyperparameter: (name: string) => user(`Missing required hyperparameter: ${name}`),
  extraneousHyperparameter: (name: string) => user(`Extraneous hyperparameter found: ${name}`),
  unparsable: (name: string) => user(`Hyperparameter ${name}: could not parse value (caused by ValueError)`),
  outOfRange: (name: string, value: string, range: string) =>
    user(`Hyperparameter ${name}: ${value} is not in ${range}`),
  listOutOfRange: (name: string, value: string, range: string) =>
    user(`Hyperparameter ${name}: value ${value} not in range ${range}`),
  /** The texts of single rules stand beside the rules. */
  hyperparameterRule: (message: string) => user(message),
  missingChannel: (name: string) => user(`Missing required channel: ${name}`),
  extraneousChannel: (name: string) => user(`Extraneous channel found: ${name}`),
  channelConfiguration: (name: string, configuration: string) =>
    user(`Channel configuration for '${name}' channel is not supported: ${configuration}`),
  hiddenFile: () => user("Hidden file found in the data path! Remove that before training."),
  noData: (channel: string, path: string) =>
    user(`No data in ${channel === "train" ? "training" : "validation"} channel path ${path}`),
  noDelimiter: (line: string, cause: unknown) =>
    user(`Could not determine delimiter on line ${line.slice(0, 50)}:\n${messageOf(cause)}`, { cause }),
  badLibsvm: (line: string, file: string) =>
    user(
      `First line '${line.slice(0, 50)}...' of file '${file}' is not 'LIBSVM' format. ` +
        "Please ensure the file is in 'LIBSVM' format.",
    ),
  /** Ours: the original takes such a label for 0. */
  badLabel: (text: string, line: number, file: string) =>
    user(
      `Label '${text.slice(0, 50)}' in line ${line} of file '${file}' is not a number. There must be no header line.`,
    ),
  unreadable: (format: string, cause: unknown) =>
    user(`Failed to load ${format} data with exception:\n${messageOf(cause)}`, { cause }),
  noLabels: () =>
    user(
      "Got input data without labels. Please check the input data set. " +
        "If training job is running on multiple instances, please switch " +
        "to using single instance if number of records in the data set " +
        "is less than number of workers (16 * number of instance) in the cluster.",
    ),
  pipeMode: (format: string) =>
    user(
      `Pipe mode for ${format} is no longer supported. Please use Fast File mode (default) instead. ` +
        "Set input_mode='File' in your SageMaker Estimator or TrainingInput.",
    ),
  /** Ours: validation rows with columns that training has not seen. */
  columnMismatch: (validation: number, train: number) =>
    user(
      "Check failed: learner_model_param_.num_feature >= p_fmat->Info().num_col_ " +
        `(${train} vs. ${validation}) : Number of columns does not match number of features in booster.`,
    ),
  noGpu: () =>
    user("Some configurations unsuitable for Dask GPU training were found: There are no GPUs on the instance."),
  /** A message of the library that the container passes on as the user's fault. */
  users: (message: string) => user(message),
  multiclassBinary: () =>
    user(
      "Target is multiclass but average='binary'. Please choose another average setting, one of [None, 'micro', 'macro', 'weighted'].",
    ),
  trainCall: (cause: unknown) =>
    new TrainingError("AlgorithmError", `XGB train call failed with exception:\n ${messageOf(cause)}`, { cause }),
  /** Ours. */
  unsupported: (what: string) => new TrainingError("AlgorithmError", `${what} cannot be trained here.`),
};

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
