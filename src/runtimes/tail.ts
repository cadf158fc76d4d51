/** The newest lines, for error messages. */
export class Tail {
  readonly #lines: string[] = [];
  readonly #count: number;

  constructor(count = 10) {
    this.#count = count;
  }

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > this.#count) this.#lines.shift();
  }

  /** ` Its last lines: …`, or nothing when there are none. */
  sentence(): string {
    return this.#lines.length === 0 ? "" : ` Its last lines: ${this.#lines.join(" | ")}`;
  }
}
