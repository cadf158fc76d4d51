import type { AnyOperation, Operation } from "../operation.js";
import type { InputOf, Members } from "./members.js";

/** How an operation of a REST service is reached, and where the members of its input and output stand. */
export interface HttpBinding<M extends Members = Members> {
  /**
   * `PUT /{Bucket}/{Key+}?uploadId`: method, path template, the parameters that tell this operation from others on the same
   * path (only those the protocol was told to look at).
   */
  readonly route: string;
  /** A header whose presence tells this operation from another one on the same route. */
  readonly withHeader?: string;
  readonly input: M;
  /** Output members that are headers, the status or the body; what is left becomes the document. */
  readonly output?: Members;
  /** Name of the answer's root element, for XML. */
  readonly root?: string;
  /** Status of the answer; 200 when absent. */
  readonly status?: number;
}

export type RestOperation<Context, Input, Output> = Operation<Context, Input, Output> & { readonly http: HttpBinding };

/** What an operation answers: its members by name. */
export type RestOutput = Readonly<Record<string, unknown>>;

/** The binding that `rest` has joined to an operation; throws for an operation without one, which no request can reach. */
export function bindingOf(operation: AnyOperation): HttpBinding {
  const { http } = operation as Partial<RestOperation<never, never, unknown>>;
  if (http === undefined) throw new Error("an operation of a REST service has no HTTP binding");
  return http;
}

/** Joins an operation of a REST service with its binding; the binding gives the operation's input its type. */
export function rest<const M extends Members, Context>(
  http: HttpBinding<M>,
  run: Operation<Context, InputOf<M>, RestOutput | undefined>,
): RestOperation<Context, InputOf<M>, RestOutput | undefined> {
  return Object.assign(run, { http });
}
