import { s3AuthErrors } from "../identity/errors.js";
import type { ChunkSignatures } from "./chunk-signatures.js";

const lineLimit = 4096;
const trailerLimit = 64;
const [cr, lf] = [13, 10];

/**
 * Takes an `aws-chunked` body apart as it comes: `<hex size>[;chunk-signature=<hex>]\r\n<data>\r\n` again and again, a chunk of
 * size 0, then trailer lines and an empty one. Holds no data back. Throws `AwsError` on the first byte that is out of place.
 * Without `signatures`, those in the body are not looked at.
 */
export class ChunkDecoder {
  /** Trailer headers by name in lower case, complete after `end`. */
  readonly trailers: Record<string, string> = {};
  readonly #signatures: ChunkSignatures | undefined;
  #state: "header" | "data" | "after-data" | "trailer" | "done" = "header";
  #line = "";
  #left = 0;
  #signature = "";
  #trailerLines = "";

  constructor(signatures?: ChunkSignatures) {
    this.#signatures = signatures;
  }

  /** The data in the next bytes of the body. */
  *push(input: Uint8Array): Generator<Uint8Array, void> {
    let at = 0;
    while (at < input.length) {
      if (this.#state === "data") {
        const data = input.subarray(at, at + this.#left);
        at += data.length;
        this.#left -= data.length;
        this.#signatures?.update(data);
        if (this.#left === 0) this.#state = "after-data";
        yield data;
      } else {
        this.#takeByte(input[at++]);
      }
    }
  }

  /** To be called at the end of the body. */
  end(): void {
    const bare = this.#state === "trailer" && this.#line === "";
    if (this.#state !== "done" && !bare) throw s3AuthErrors.incompleteBody();
    if (bare) this.#endTrailer();
  }

  #takeByte(byte: number): void {
    if (this.#state === "done") throw s3AuthErrors.malformedTrailer();
    if (byte !== lf) {
      if (this.#line.length >= lineLimit) throw s3AuthErrors.invalidChunk();
      this.#line += String.fromCharCode(byte);
      return;
    }
    if (this.#line.charCodeAt(this.#line.length - 1) !== cr) throw s3AuthErrors.invalidChunk();
    const line = this.#line.slice(0, -1);
    this.#line = "";
    if (this.#state === "header") this.#takeHeader(line);
    else if (this.#state === "after-data") this.#endData(line);
    else this.#takeTrailer(line);
  }

  #takeHeader(line: string): void {
    const [, size, signature] = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line) ?? [];
    if (size === undefined || (this.#signatures && signature === undefined)) throw s3AuthErrors.invalidChunk();
    this.#left = Number.parseInt(size, 16);
    this.#signature = signature ?? "";
    if (this.#left > 0) {
      this.#state = "data";
      return;
    }
    this.#signatures?.endChunk(this.#signature);
    this.#state = "trailer";
  }

  #endData(line: string): void {
    if (line !== "") throw s3AuthErrors.invalidChunk();
    this.#signatures?.endChunk(this.#signature);
    this.#state = "header";
  }

  #takeTrailer(line: string): void {
    if (line === "") {
      this.#endTrailer();
      return;
    }
    const colon = line.indexOf(":");
    if (colon < 1 || Object.keys(this.trailers).length >= trailerLimit) throw s3AuthErrors.malformedTrailer();
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === "x-amz-trailer-signature") {
      this.#signatures?.endTrailer(this.#trailerLines, value);
      this.#trailerLines = "";
    } else {
      this.trailers[name] = value;
      this.#trailerLines += `${name}:${value}\n`;
    }
  }

  #endTrailer(): void {
    if (this.#signatures && this.#trailerLines !== "") throw s3AuthErrors.malformedTrailer();
    this.#state = "done";
  }
}
