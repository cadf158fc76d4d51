import type { RequestContext } from "../../aws/operation.js";
import type { InvokeServices } from "../../endpoints/invoke.js";

/** What the operations on running endpoints work on. */
export interface RuntimeContext extends RequestContext, InvokeServices {}
