import { setMaxListeners } from "node:events";
import { insist } from "./insist.js";

/** Why a job may have to end before it is done. */
export interface JobSignals {
  /** Fires when the job is to end, whatever for. */
  readonly stop: AbortSignal;
  /** Fires too when it is to end because the server is being stopped: it goes on, or begins again, after the next start. */
  readonly closing: AbortSignal;
}

export interface RunningJobsOptions {
  /** Stores that a job has failed whose run threw. */
  readonly fail: (name: string, error: unknown) => void;
  /** Told of what should not happen: a run that threw, a failure that could not be stored. */
  readonly onFault: (error: unknown) => void;
}

/** The jobs of one kind that this process is running, by their names whatever the case. */
export class RunningJobs {
  readonly #options: RunningJobsOptions;
  readonly #jobs = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();
  readonly #closing = new AbortController();

  constructor(options: RunningJobsOptions) {
    this.#options = options;
    setMaxListeners(0, this.#closing.signal); // every job listens to it
  }

  /** @param run resolves when the job has ended, in whichever way. */
  begin(name: string, run: (signals: JobSignals) => Promise<void>): void {
    const { fail, onFault } = this.#options;
    const key = name.toLowerCase();
    const stop = new AbortController();
    const ended = run({ stop: stop.signal, closing: this.#closing.signal })
      .catch((error: unknown) => {
        onFault(error);
        return insist(() => fail(name, error), this.#closing.signal, onFault);
      })
      .finally(() => this.#jobs.delete(key));
    this.#jobs.set(key, { stop, ended });
  }

  stop(name: string): void {
    this.#jobs.get(name.toLowerCase())?.stop.abort(new Error("the job is being stopped"));
  }

  /** Resolves when the job has ended, at once when it is not running. */
  async ended(name: string): Promise<void> {
    await this.#jobs.get(name.toLowerCase())?.ended;
  }

  /** Breaks off all jobs. */
  async close(): Promise<void> {
    const reason = new Error("the server is being stopped");
    this.#closing.abort(reason);
    const running = [...this.#jobs.values()];
    for (const { stop } of running) stop.abort(reason);
    await Promise.all(running.map(({ ended }) => ended));
  }
}
