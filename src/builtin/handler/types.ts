/**
 * What a handler module exports: the four functions of SageMaker's inference toolkit (`model_fn`, `input_fn`, `predict_fn`,
 * `output_fn`) under JavaScript's names. All but `predict` may be left out.
 *
 * @example
 * import type { Handler } from "kakehi/handler";
 *
 * export const predict: Handler["predict"] = (rows) => rows.map(([rings]) => ({ age: Number(rings) + 1.5 }));
 */
export interface Handler<Model = unknown, Input = Rows, Prediction = unknown> {
  /** Called once at the start, with the folder of the unpacked model archive. */
  load?(modelFolder: string): Model | Promise<Model>;
  /** Takes a request's body apart. Left out: csv becomes rows of cells, json its value, jsonlines a list of values. */
  parse?(body: Uint8Array, contentType: string, context: HandlerContext): Input | Promise<Input>;
  predict(input: Input, model: Model, context: HandlerContext): Prediction | Promise<Prediction>;
  /** Writes the answer for an Accept header (empty: none was sent). Left out: json, csv or jsonlines, as accepted. */
  format?(prediction: Prediction, accept: string, context: HandlerContext): Formatted | Promise<Formatted>;
}

/** What the default `parse` makes of csv: one list per record, cells as text, exactly as they stand. */
export type Rows = string[][];

export interface HandlerContext {
  /** Headers that travel through the pipeline, in lower case: `x-amzn-sagemaker-custom-attributes`, `traceparent`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A body; with its content type where that is not the accepted one, and custom attributes where there are any. */
export type Formatted =
  | string
  | Uint8Array
  | { readonly body: string | Uint8Array; readonly contentType?: string; readonly customAttributes?: string };

/** An error that a handler may throw to answer with a status of its own; any other error is a 500 with its message. */
export interface HandlerError extends Error {
  readonly status: number;
}
