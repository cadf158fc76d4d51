import type { MetricDefinition } from "../../pipeline/native-trainer.js";
import type { FinalMetric } from "./document.js";

/** The most metrics that a job reports. */
const limit = 40;

/** Finds metrics in the lines that a job logs. */
export class MetricCollector {
  readonly #definitions: readonly { readonly name: string; readonly pattern: RegExp }[];
  readonly #last = new Map<string, FinalMetric>();

  constructor(definitions: readonly MetricDefinition[]) {
    this.#definitions = definitions.map(({ Name, Regex }) => ({ name: Name, pattern: new RegExp(Regex) }));
  }

  take(line: string): void {
    for (const { name, pattern } of this.#definitions) {
      const text = pattern.exec(line)?.[1];
      const value = Number(text);
      if (text === undefined || text === "" || !Number.isFinite(value)) continue;
      this.#last.set(name, { name, value, time: Date.now() });
    }
  }

  /** The last value of each metric that was seen. */
  final(): FinalMetric[] {
    return [...this.#last.values()].slice(0, limit);
  }
}
