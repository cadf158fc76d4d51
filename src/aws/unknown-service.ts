import { type HttpRequest, headerOf } from "./http.js";
import { json } from "./protocols/json.js";
import { query } from "./protocols/query.js";
import { restJson } from "./protocols/rest-json.js";
import type { Protocol, Service } from "./service.js";

const jsonProtocol = json("")({});
const queryProtocol = query("", "https://kakehi.invalid/")({});
const restProtocol = restJson({});

/** Stands for a service that is not served here: answers that the operation is unknown, in the protocol the request speaks. */
export function unknownService(id: string, request: HttpRequest): Service {
  return { id, protocol: protocolOf(request), bodyLimit: 1 << 20, dependencies: {} };
}

function protocolOf(request: HttpRequest): Protocol {
  if (headerOf(request, "x-amz-target") !== undefined) return jsonProtocol;
  if (headerOf(request, "content-type")?.startsWith("application/x-www-form-urlencoded")) return queryProtocol;
  return restProtocol;
}
