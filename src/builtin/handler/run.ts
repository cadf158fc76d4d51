import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";
import type { Invocation, Reply } from "../../pipeline/container.js";
import type { FromWorker, ToWorker, WorkerSettings } from "./messages.js";

type Answer = Extract<FromWorker, { kind: "reply" }>;

interface Waiting {
  readonly resolve: (message: Answer | undefined) => void;
  readonly reject: (error: Error) => void;
}

export interface RunOptions extends WorkerSettings {
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** One worker thread from its start to its end. */
export class HandlerRun {
  /** Resolves when the module is loaded and `load` is done; rejects when the worker ends before. */
  readonly ready: Promise<void>;
  /** Resolves when the worker has ended, with the reason. */
  readonly ended: Promise<string>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #ids = 0;

  constructor({ module, modelFolder, environment, log }: RunOptions) {
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), {
      workerData: { module, modelFolder } satisfies WorkerSettings,
      env: { ...environment, SM_MODEL_DIR: modelFolder },
      stdout: true,
      stderr: true,
    });
    for (const input of [this.#worker.stdout, this.#worker.stderr]) createInterface({ input }).on("line", log);
    let reason = "";
    this.#worker.on("error", (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    this.ended = new Promise((resolve) => {
      this.#worker.once("exit", (code) => resolve(reason === "" ? `exit code ${code}` : reason));
    });
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on("message", (message: FromWorker) => {
        if (message.kind === "ready") resolve();
        else this.#settle(message);
      });
      void this.ended.then((ending) => reject(new Error(ending)));
    });
    this.ready.catch(() => {});
    void this.ended.then((ending) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(ending));
      this.#waiting.clear();
    });
  }

  async invoke({ contentType = "", accept = "", headers, body }: Invocation, defaultAccept: string): Promise<Reply> {
    const wished = accept === "" || accept === "*/*" ? defaultAccept : accept;
    const answer = await this.#ask((id) => ({ kind: "invoke", id, contentType, accept: wished, headers, body }));
    const { status, customAttributes, body: bytes, contentType: type } = answer!;
    return {
      status,
      contentType: type,
      headers: customAttributes === undefined ? {} : { "x-amzn-sagemaker-custom-attributes": customAttributes },
      body: bytes,
    };
  }

  /** Resolves as soon as the worker's event loop comes by. */
  async ping(): Promise<void> {
    await this.#ask((id) => ({ kind: "ping", id }));
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(message: (id: number) => ToWorker): Promise<Answer | undefined> {
    const id = ++this.#ids;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(message(id));
    });
  }

  #settle(message: Exclude<FromWorker, { kind: "ready" }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    waiting?.resolve(message.kind === "reply" ? message : undefined);
  }
}
