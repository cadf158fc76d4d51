/** Who signed the request. */
export interface Caller {
  readonly accessKeyId: string;
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** What every operation is told about its request. A service's own stores and managers stand beside these members. */
export interface RequestContext {
  readonly requestId: string;
  /** `aws`, `aws-cn`, … */
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly caller: Caller;
  /** Fires when the client has gone before its answer was complete. */
  readonly signal: AbortSignal;
}

/**
 * One operation of a service: data in, data out, in AWS's member names. `Date`s, numbers and bytes are JavaScript's; how they
 * look on the wire is the protocol's concern. Failures are thrown as `AwsError`.
 */
export type Operation<Context, Input, Output> = (context: Context, input: Input) => Output | Promise<Output>;

/** An operation of whatever service, as the table of a service holds it. */
export type AnyOperation = Operation<never, never, unknown>;

export type OperationTable = Readonly<Record<string, AnyOperation>>;
