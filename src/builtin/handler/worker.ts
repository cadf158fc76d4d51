/** The worker thread of one handler container: loads the module, then answers invocations. */

import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { startErrors } from "./errors.js";
import { formatBody, parseBody } from "./formats.js";
import type { FromWorker, ToWorker, WorkerSettings } from "./messages.js";
import type { Formatted, Handler } from "./types.js";

const port = parentPort as MessagePort;
const { module, modelFolder } = workerData as WorkerSettings;
const handler = (await import(module)) as Partial<Handler<unknown, unknown>>;
const { load, parse = parseBody, predict, format } = handler;
if (typeof predict !== "function") throw startErrors.noPredict(module);
const model = await load?.(modelFolder);

port.on("message", (message: ToWorker) => {
  if (message.kind === "ping") send({ kind: "pong", id: message.id });
  else void answer(message).then(send);
});
send({ kind: "ready" });

function send(message: FromWorker): void {
  port.postMessage(message);
}

async function answer(message: Extract<ToWorker, { kind: "invoke" }>): Promise<FromWorker> {
  const { id, contentType, accept, headers, body } = message;
  const context = { headers };
  try {
    const input = await parse(body, contentType, context);
    const prediction = await predict!(input, model, context);
    const formatted = await (format?.(prediction, accept, context) ?? formatBody(prediction, accept));
    return { kind: "reply", id, status: 200, ...replyOf(formatted, accept) };
  } catch (error) {
    console.error(error);
    const status = statusOf(error);
    const text = error instanceof Error ? error.message : String(error);
    return { kind: "reply", id, status, contentType: "text/plain", body: new TextEncoder().encode(text) };
  }
}

function replyOf(formatted: Formatted, accept: string) {
  const { body, contentType, customAttributes } =
    typeof formatted === "string" || formatted instanceof Uint8Array
      ? { body: formatted, contentType: undefined, customAttributes: undefined }
      : formatted;
  return {
    body: typeof body === "string" ? new TextEncoder().encode(body) : body,
    contentType: contentType ?? (accept === "" || accept.includes("*") ? "application/json" : accept),
    customAttributes,
  };
}

/** An error may say its status, from 400 to 599. */
function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === "number" && status >= 400 && status <= 599 ? status : 500;
}
