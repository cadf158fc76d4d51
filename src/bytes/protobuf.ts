/** The wire format of Protocol Buffers (protobuf.dev, "Encoding"): enough to read and write messages of a known shape. */
export class ProtobufError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ProtobufError";
  }
}

export const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Reads one message field by field: `while (reader.next()) switch (reader.field) …`. What is not taken is passed over. */
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
    if (this.field === 0) throw new ProtobufError("a field has the number 0");
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
    if (this.type !== type)
      throw new ProtobufError(`field ${this.field} has wire type ${this.type} instead of ${type}`);
    this.#taken = true;
  }

  #skip(): void {
    this.#taken = true;
    if (this.type === wireType.varint) this.#varint();
    else if (this.type === wireType.fixed64) this.#advance(8);
    else if (this.type === wireType.bytes) this.#advance(this.#varint());
    else if (this.type === wireType.fixed32) this.#advance(4);
    else throw new ProtobufError(`field ${this.field} has the unknown wire type ${this.type}`);
  }

  #advance(length: number): number {
    const start = this.#at;
    if (length > this.bytes.length - start) throw new ProtobufError("the message is truncated");
    this.#at += length;
    return start;
  }

  #varint(): number {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < 10; count++) {
      const byte = this.bytes[this.#advance(1)]!;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
    throw new ProtobufError("a number is longer than ten bytes");
  }

  #varint64(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.#advance(1)]!;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new ProtobufError("a number is longer than ten bytes");
  }
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

  /** A nested message, or bytes. */
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
    for (let i = 0; i < values.length; i++) packed.#varint(values[i]!);
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
    for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i]!, true);
    this.#length += values.length * 4;
  }

  #doubles(values: ArrayLike<number>): void {
    this.#room(values.length * 8);
    const view = new DataView(this.#bytes.buffer, this.#length);
    for (let i = 0; i < values.length; i++) view.setFloat64(i * 8, values[i]!, true);
    this.#length += values.length * 8;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
