import { protobufErrors } from "./errors.js";

/** How a field's value is written: the lowest three bits of its tag (protobuf.dev, "Encoding"). */
export const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const decoder = new TextDecoder();

/** Reads one message, of a known shape, field by field: `while (reader.next()) switch (reader.field) …`. What is not taken is passed over. */
export class ProtobufReader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Number and wire type of the field that `next` has moved to. */
  field = 0;
  type = 0;
  #at = 0;
  #taken = true;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Moves to the next field; false at the end of the message. */
  next(): boolean {
    if (!this.#taken) this.#skip();
    if (this.#at >= this.bytes.length) return false;
    const tag = this.#varint();
    this.field = Math.floor(tag / 8);
    this.type = tag % 8;
    this.#taken = false;
    if (this.field === 0) throw protobufErrors.fieldZero();
    return true;
  }

  /** An unsigned varint as a double: exact up to 2^53. */
  varint(): number {
    this.#take(wireType.varint);
    return this.#varint();
  }

  /** A varint as a signed 32-bit integer (`int32`, `enum`, `bool`). */
  int32(): number {
    this.#take(wireType.varint);
    return Number(BigInt.asIntN(32, this.#varint64()));
  }

  /** A varint as a signed 64-bit integer. */
  int64(): bigint {
    this.#take(wireType.varint);
    return BigInt.asIntN(64, this.#varint64());
  }

  float(): number {
    this.#take(wireType.fixed32);
    return this.view.getFloat32(this.#advance(4), true);
  }

  double(): number {
    this.#take(wireType.fixed64);
    return this.view.getFloat64(this.#advance(8), true);
  }

  /** A nested message, or bytes: a view, not a copy. */
  take(): Uint8Array {
    this.#take(wireType.bytes);
    const length = this.#varint();
    const start = this.#advance(length);
    return this.bytes.subarray(start, start + length);
  }

  string(): string {
    return decoder.decode(this.take());
  }

  /** Adds a repeated float to `out`, whether it stands alone or packed. */
  floats(out: number[]): void {
    this.#repeated(wireType.fixed32, out, (reader) => reader.view.getFloat32(reader.#advance(4), true));
  }

  doubles(out: number[]): void {
    this.#repeated(wireType.fixed64, out, (reader) => reader.view.getFloat64(reader.#advance(8), true));
  }

  varints(out: number[]): void {
    this.#repeated(wireType.varint, out, (reader) => reader.#varint());
  }

  int32s(out: number[]): void {
    this.#repeated(wireType.varint, out, (reader) => Number(BigInt.asIntN(32, reader.#varint64())));
  }

  int64s(out: bigint[]): void {
    this.#repeated(wireType.varint, out, (reader) => BigInt.asIntN(64, reader.#varint64()));
  }

  #repeated<T>(type: number, out: T[], read: (reader: ProtobufReader) => T): void {
    if (this.type !== wireType.bytes) {
      this.#take(type);
      out.push(read(this));
      return;
    }
    const packed = new ProtobufReader(this.take());
    while (packed.#at < packed.bytes.length) out.push(read(packed));
  }

  #take(type: number): void {
    if (this.type !== type) throw protobufErrors.wireType(this.field, this.type, type);
    this.#taken = true;
  }

  #skip(): void {
    this.#taken = true;
    if (this.type === wireType.varint) this.#varint();
    else if (this.type === wireType.fixed64) this.#advance(8);
    else if (this.type === wireType.bytes) this.#advance(this.#varint());
    else if (this.type === wireType.fixed32) this.#advance(4);
    else throw protobufErrors.unknownWireType(this.field, this.type);
  }

  #advance(length: number): number {
    const start = this.#at;
    if (length > this.bytes.length - start) throw protobufErrors.truncated();
    this.#at += length;
    return start;
  }

  #varint(): number {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < 10; count++) {
      const byte = this.bytes[this.#advance(1)];
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
    throw protobufErrors.longNumber();
  }

  #varint64(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.#advance(1)];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw protobufErrors.longNumber();
  }
}
