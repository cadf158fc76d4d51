import type { RequestContext } from "../../aws/operation.js";
import type { AsyncInvocations } from "../../endpoints/async/invocations.js";
import type { InvokeServices } from "../../endpoints/invoke.js";

/** What the operations on running endpoints work on. */
export interface RuntimeContext extends RequestContext, RuntimeServices {}

export interface RuntimeServices extends InvokeServices {
  readonly asyncInvocations: AsyncInvocations;
}
