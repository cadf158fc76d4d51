import { wireType } from "./protobuf.js";

const encoder = new TextEncoder();

/** The bytes of the message whose fields `fill` writes. */
export function writeMessage(fill: (writer: ProtobufWriter) => void): Uint8Array {
  const writer = new ProtobufWriter();
  fill(writer);
  return writer.finish();
}

/** Writes one message. Fields appear in the order of the calls. */
export class ProtobufWriter {
  #bytes = new Uint8Array(64);
  #length = 0;

  varint(field: number, value: number): void {
    this.#tag(field, wireType.varint);
    this.#varint(value);
  }

  /** A signed integer of 32 or 64 bits (`int32`, `int64`). */
  int64(field: number, value: bigint): void {
    this.#tag(field, wireType.varint);
    this.#varint64(value);
  }

  float(field: number, value: number): void {
    this.#tag(field, wireType.fixed32);
    this.#floats([value]);
  }

  double(field: number, value: number): void {
    this.#tag(field, wireType.fixed64);
    this.#doubles([value]);
  }

  /** A nested message. */
  message(field: number, fill: (writer: ProtobufWriter) => void): void {
    this.bytes(field, writeMessage(fill));
  }

  /** Bytes, or a message that is written already. */
  /** Bytes, or a message that is written already. */
  bytes(field: number, value: Uint8Array): void {
    this.#tag(field, wireType.bytes);
    this.#varint(value.length);
    this.#room(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  string(field: number, value: string): void {
    this.bytes(field, encoder.encode(value));
  }

  /** A packed repeated float; nothing at all when it is empty. */
  floats(field: number, values: ArrayLike<number>): void {
    if (values.length === 0) return;
    this.#tag(field, wireType.bytes);
    this.#varint(values.length * 4);
    this.#floats(values);
  }

  doubles(field: number, values: ArrayLike<number>): void {
    if (values.length === 0) return;
    this.#tag(field, wireType.bytes);
    this.#varint(values.length * 8);
    this.#doubles(values);
  }

  /** A packed repeated signed integer; nothing at all when it is empty. */
  int64s(field: number, values: readonly bigint[]): void {
    if (values.length === 0) return;
    const packed = new ProtobufWriter();
    for (const value of values) packed.#varint64(value);
    this.bytes(field, packed.finish());
  }

  /** A packed repeated unsigned integer; nothing at all when it is empty. */
  varints(field: number, values: ArrayLike<number>): void {
    if (values.length === 0) return;
    const packed = new ProtobufWriter();
    for (let i = 0; i < values.length; i++) packed.#varint(values[i]);
    this.bytes(field, packed.finish());
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #tag(field: number, type: number): void {
    this.#varint(field * 8 + type);
  }

  #varint(value: number): void {
    this.#room(10);
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 128)) this.#bytes[this.#length++] = (rest % 128) | 0x80;
    this.#bytes[this.#length++] = rest;
  }

  #varint64(value: bigint): void {
    this.#room(10);
    let rest = BigInt.asUintN(64, value);
    for (; rest >= 0x80n; rest >>= 7n) this.#bytes[this.#length++] = Number(rest & 0x7fn) | 0x80;
    this.#bytes[this.#length++] = Number(rest);
  }

  #floats(values: ArrayLike<number>): void {
    this.#room(values.length * 4);
    const view = new DataView(this.#bytes.buffer, this.#length);
    for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i], true);
    this.#length += values.length * 4;
  }

  #doubles(values: ArrayLike<number>): void {
    this.#room(values.length * 8);
    const view = new DataView(this.#bytes.buffer, this.#length);
    for (let i = 0; i < values.length; i++) view.setFloat64(i * 8, values[i], true);
    this.#length += values.length * 8;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
