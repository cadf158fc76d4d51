/** How far a job is. Plain JSON. */
export interface ProgressReport {
  readonly objects: { readonly total: number; readonly done: number; readonly failed: number };
  /** Records that were answered, and records that were left out as bad. */
  readonly records: { readonly done: number; readonly bad: number };
  /** Bytes of input, as stored. */
  readonly bytes: { readonly total: number; readonly done: number };
  readonly seconds: number;
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Absent until there is something to reckon from. */
  readonly secondsLeft?: number;
  /** Milliseconds that each container took, summed over all requests. */
  readonly stages: Readonly<Record<string, number>>;
}

/** Counts what a job has done. An object that is begun again takes back what it had counted. */
export class Progress {
  #objects = { total: 0, done: 0, failed: 0 };
  #records = { done: 0, bad: 0 };
  #bytes = { total: 0, done: 0 };
  /** Bytes that were done before this run, after a restart: they say nothing of its speed. */
  #before = 0;
  readonly #stages: Record<string, number> = {};
  readonly #started = performance.now();
  #ended: number | undefined;

  expect(objects: number, bytes: number): void {
    this.#objects.total += objects;
    this.#bytes.total += bytes;
  }

  /** Counts an object of an earlier run. */
  restore(counts: {
    readonly failed: boolean;
    readonly records: number;
    readonly bad: number;
    readonly size: number;
  }): void {
    this.#objects[counts.failed ? "failed" : "done"]++;
    this.#records.done += counts.records;
    this.#records.bad += counts.bad;
    this.#bytes.done += counts.size;
    this.#before += counts.size;
  }

  /** A tally of one object's way, to be kept or dropped as the object ends. */
  object(): ObjectTally {
    return new ObjectTally(this.#records, this.#bytes, this.#stages);
  }

  finished(failed: boolean): void {
    this.#objects[failed ? "failed" : "done"]++;
  }

  end(): void {
    this.#ended ??= performance.now();
  }

  report(): ProgressReport {
    const seconds = ((this.#ended ?? performance.now()) - this.#started) / 1000;
    const rate = (count: number) => (seconds > 0 ? Math.round(count / seconds) : 0);
    const bytesPerSecond = rate(this.#bytes.done - this.#before);
    const left = (this.#bytes.total - this.#bytes.done) / bytesPerSecond;
    return {
      objects: { ...this.#objects },
      records: { ...this.#records },
      bytes: { ...this.#bytes },
      seconds: Math.round(seconds * 1000) / 1000,
      recordsPerSecond: rate(this.#records.done),
      bytesPerSecond,
      ...(Number.isFinite(left) && left >= 0 && this.#ended === undefined && { secondsLeft: Math.ceil(left) }),
      stages: Object.fromEntries(
        Object.entries(this.#stages).map(([name, ms]) => [name, Math.round(ms * 1000) / 1000]),
      ),
    };
  }
}

/** What one object has added to a job's counts so far. */
export class ObjectTally {
  readonly #totals: { readonly records: { done: number; bad: number }; readonly bytes: { done: number } };
  readonly #stages: Record<string, number>;
  records = 0;
  bad = 0;
  #bytes = 0;

  constructor(records: { done: number; bad: number }, bytes: { done: number }, stages: Record<string, number>) {
    this.#totals = { records, bytes };
    this.#stages = stages;
  }

  read(bytes: number): void {
    this.#bytes += bytes;
    this.#totals.bytes.done += bytes;
  }

  answered(records: number, bad: number, stages: Readonly<Record<string, number>>): void {
    this.records += records;
    this.bad += bad;
    this.#totals.records.done += records;
    this.#totals.records.bad += bad;
    for (const [stage, ms] of Object.entries(stages)) this.#stages[stage] = (this.#stages[stage] ?? 0) + ms;
  }

  /** Takes back what was counted, since the object is begun again or has failed. */
  drop(): void {
    this.#totals.records.done -= this.records;
    this.#totals.records.bad -= this.bad;
    this.#totals.bytes.done -= this.#bytes;
    this.records = 0;
    this.bad = 0;
    this.#bytes = 0;
  }
}
