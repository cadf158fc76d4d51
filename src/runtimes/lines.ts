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
