/** Every failure of `kakehi/xgboost`, by code, with the words that a user sees. */
const messages = {
  model_format: (what: string) => `This is not an XGBoost model that can be read: ${what}.`,
  model_field: (field: string, what: string) => `The model's ${field} ${what}.`,
  pickle_refused: (what: string) => `The pickle is refused: ${what}. Only pickled XGBoost Boosters are read.`,
  objective_unknown: (name: string) => `The model's objective ${name} is not known.`,
  feature_count: (columns: number, features: number) =>
    `Number of columns does not match number of features in booster: the rows have ${columns} columns, the model has ${features} features.`,
  array_size: (what: string, has: number, needs: number) =>
    `The array ${what} has ${has} entries; ${needs} are needed.`,
  iteration_range: (begin: number, end: number, rounds: number) =>
    `The iterations [${begin}, ${end}) are not within the model's ${rounds} boosting rounds.`,
  not_for_model: (what: string, kind: string) => `There is no ${what} for ${kind}.`,
  parameter: (name: string, value: unknown, allowed: string) =>
    `The parameter ${name} is ${value}; it must be ${allowed}.`,
  initial_model: (what: string) => `The model to go on from ${what}.`,
  label: (what: string) => what,
  base_score: (score: number) => `base_score must be in (0,1) for logistic loss, got: ${score}`,
  category: (feature: number, value: number) =>
    `Feature ${feature} has the category ${value}; categories are whole numbers from 0 to 16777215.`,
  memory: (bytes: number) =>
    `Training would need ${bytes} bytes of memory at once; 4 GiB are the most that it can use.`,
  metric_unknown: (name: string) => `The metric ${name} is not known.`,
  metric_outputs: (name: string, outputs: number) =>
    `The metric ${name} takes one output per row, and there are ${outputs}; use merror or mlogloss for several classes.`,
  metric_label: (name: string, label: number, classes: number) =>
    `MultiClassEvaluation: label must be in [0, num_class), num_class=${classes} but found ${label} in label (${name}).`,
  worker: (message: string) => `A worker thread failed: ${message}`,
} as const;

export type XgboostErrorCode = keyof typeof messages;

type Parts<Code extends XgboostErrorCode> = Parameters<(typeof messages)[Code]>;

/** An error of this library: `code` is stable, the message is for people. */
export class XgboostError extends Error {
  readonly code: XgboostErrorCode;

  constructor(code: XgboostErrorCode, message: string) {
    super(message);
    this.name = "XgboostError";
    this.code = code;
  }
}

/** Makes the error with this code. */
export function xgboostError<Code extends XgboostErrorCode>(code: Code, ...parts: Parts<Code>): XgboostError {
  const message = messages[code] as (...parts: unknown[]) => string;
  return new XgboostError(code, message(...parts));
}
