import { StringDecoder } from "node:string_decoder";

/** A longer line is passed on in pieces, so that output without newlines cannot take the memory. */
const longest = 64 * 1024;

/** Cuts a stream of bytes into lines; `end` passes on what stands after the last newline. */
export class Lines {
  readonly #decoder = new StringDecoder("utf8");
  readonly #emit: (line: string) => void;
  #rest = "";

  constructor(emit: (line: string) => void) {
    this.#emit = emit;
  }

  write(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split("\n");
    this.#rest = lines.pop()!;
    for (const line of lines) this.#emit(line.endsWith("\r") ? line.slice(0, -1) : line);
    while (this.#rest.length > longest) {
      this.#emit(this.#rest.slice(0, longest));
      this.#rest = this.#rest.slice(longest);
    }
  }

  end(): void {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = "";
    if (rest !== "") this.#emit(rest);
  }
}

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
