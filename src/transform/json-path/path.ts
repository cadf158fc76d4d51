/** SageMaker's subset of JSONPath, as data. */
export type Step =
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "indexes"; readonly indexes: readonly Index[] }
  | { readonly kind: "wildcard" };

/** One index, or a slice as in `Array.prototype.slice`: the end is exclusive, negative numbers count from the end. */
export type Index = number | { readonly start: number | undefined; readonly end: number | undefined };

export interface JsonPath {
  readonly text: string;
  readonly steps: readonly Step[];
}

/** Whether a step gives one value rather than a list or an object of several. */
export function isSingle(step: Step): boolean {
  if (step.kind === "names") return step.names.length === 1;
  return step.kind === "indexes" && step.indexes.length === 1 && typeof step.indexes[0] === "number";
}
