import type { ServerResponse } from "node:http";
import type { Caller, RequestContext } from "../aws/operation.js";

/** What operations find in their context at every request of a service. */
export type ScopeConstants = Pick<RequestContext, "partition" | "region" | "account"> & object;

export type ScopeClass = new (requestId: string, caller: Caller, response: ServerResponse) => RequestContext;

/**
 * The class of a service's contexts. What is the same for all requests stands on its prototype, and `signal` is an accessor there:
 * one in an object literal would give every request a hidden class of its own, which costs more than all else in dispatching.
 */
export function scopeClass(constants: ScopeConstants): ScopeClass {
  class Scope extends RequestScope {}
  Object.assign(Scope.prototype, constants);
  return Scope as unknown as ScopeClass;
}

class RequestScope {
  readonly requestId: string;
  readonly caller: Caller;
  readonly #response: ServerResponse;
  #controller: AbortController | undefined;

  constructor(requestId: string, caller: Caller, response: ServerResponse) {
    this.requestId = requestId;
    this.caller = caller;
    this.#response = response;
  }

  /** Made only when asked for: most operations are done before a client could lose patience. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const controller = new AbortController();
      this.#controller = controller;
      this.#response.once("close", () => {
        if (!this.#response.writableFinished) controller.abort();
      });
    }
    return this.#controller.signal;
  }
}
