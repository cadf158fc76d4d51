/** What has been started and must be ended again, the last first: what is built on something ends before it does. */
export class Closing {
  readonly #steps: (() => unknown)[] = [];

  /** Adds what ends something that has just been started. */
  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** Ends everything, one after the other. A second call has nothing left to do. */
  async run(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) await step();
  }
}
