import { ProtobufReader } from "../../bytes/protobuf.js";
import type { BaseType, Tensor } from "../../frame/types.js";
import type {
  Attribute,
  AttributeBase,
  Attributes,
  AttributeValue,
  BundleModel,
  DataShape,
  Socket,
} from "../attributes.js";
import type { NodeFile, TypeNumbering } from "./format.js";
import { baseOf } from "./protobuf-types.js";
import { readElements } from "./tensor-bytes.js";
import { resolved } from "./tensors.js";

/** `Model`: op 1, attributes 2. */
export function readModel(bytes: Uint8Array, numbering: TypeNumbering): BundleModel {
  const reader = new ProtobufReader(bytes);
  let op = "";
  let attributes: Attributes = new Map();
  while (reader.next()) {
    if (reader.field === 1) op = reader.string();
    else if (reader.field === 2) attributes = readAttributes(reader.take(), numbering);
  }
  return { op, attributes, files: new Map(), models: new Map() };
}

/** `Node`: name 1, shape 2 with inputs 1 and outputs 2. */
export function readNode(bytes: Uint8Array): NodeFile {
  const reader = new ProtobufReader(bytes);
  let name = "";
  const inputs: Socket[] = [];
  const outputs: Socket[] = [];
  while (reader.next()) {
    if (reader.field === 1) name = reader.string();
    else if (reader.field === 2) {
      const shape = new ProtobufReader(reader.take());
      while (shape.next()) {
        if (shape.field === 1) inputs.push(readSocket(shape.take()));
        else if (shape.field === 2) outputs.push(readSocket(shape.take()));
      }
    }
  }
  return { name, inputs, outputs };
}

function readSocket(bytes: Uint8Array): Socket {
  const reader = new ProtobufReader(bytes);
  let port = "";
  let column = "";
  while (reader.next()) {
    if (reader.field === 1) port = reader.string();
    else if (reader.field === 2) column = reader.string();
  }
  return { port, column };
}

/** `Attributes`: a map, each entry a message of key 1 and value 2. */
function readAttributes(bytes: Uint8Array, numbering: TypeNumbering): Attributes {
  const attributes = new Map<string, Attribute>();
  const reader = new ProtobufReader(bytes);
  while (reader.next()) {
    if (reader.field !== 1) continue;
    const entry = new ProtobufReader(reader.take());
    let name = "";
    let value: Attribute | undefined;
    while (entry.next()) {
      if (entry.field === 1) name = entry.string();
      else if (entry.field === 2) value = readValue(entry.take(), numbering);
    }
    if (value !== undefined) attributes.set(name, value);
  }
  return attributes;
}

/** `Value`: one of scalar 1, list 2, tensor 3. */
function readValue(bytes: Uint8Array, numbering: TypeNumbering): Attribute | undefined {
  const reader = new ProtobufReader(bytes);
  let value: Attribute | undefined;
  while (reader.next()) {
    if (reader.field === 3) value = { kind: "tensor", tensor: readTensor(reader.take(), numbering) };
    else if (reader.field === 2) value = { kind: "list", ...readElementsOf(reader.take(), numbering) };
    else if (reader.field === 1) {
      const { base, values } = readElementsOf(reader.take(), numbering);
      value = base === undefined ? { kind: "scalar" } : { kind: "scalar", base, value: values.at(-1)! };
    }
  }
  return value;
}

/** What the fields of `Scalar` and `List`, which have the same numbers, hold. */
const contents: Readonly<Record<number, AttributeBase>> = {
  1: "boolean",
  2: "string",
  3: "int",
  4: "long",
  5: "float",
  6: "double",
  7: "byte_string",
  8: "tensor",
  9: "basic_type",
  10: "data_shape",
  11: "model",
};

function readElementsOf(
  bytes: Uint8Array,
  numbering: TypeNumbering,
): { readonly base?: AttributeBase; readonly values: readonly AttributeValue[] } {
  const reader = new ProtobufReader(bytes);
  const values: AttributeValue[] = [];
  let base: AttributeBase | undefined;
  while (reader.next()) {
    const found = contents[reader.field];
    if (found === undefined) continue;
    base = found;
    readElement(reader, found, values, numbering);
  }
  return base === undefined ? { values } : { base, values };
}

function readElement(
  reader: ProtobufReader,
  base: AttributeBase,
  out: AttributeValue[],
  numbering: TypeNumbering,
): void {
  const numbers: number[] = [];
  switch (base) {
    case "boolean":
      reader.varints(numbers);
      for (const number of numbers) out.push(number !== 0);
      return;
    case "basic_type":
      reader.varints(numbers);
      for (const number of numbers) out.push(baseOf(number, numbering) ?? "unknown");
      return;
    case "int":
      reader.int32s(out as number[]);
      return;
    case "long":
      readLongs(reader, out);
      return;
    case "float":
      reader.floats(out as number[]);
      return;
    case "double":
      reader.doubles(out as number[]);
      return;
    case "string":
      out.push(reader.string());
      return;
    case "tensor":
      out.push(readTensor(reader.take(), numbering));
      return;
    case "data_shape":
      out.push(readShape(reader.take()));
      return;
    case "model":
      out.push(readModel(reader.take(), numbering));
      return;
    default:
      out.push(reader.take());
  }
}

/** Longs are numbers where a number can hold them, as in JSON. */
function readLongs(reader: ProtobufReader, out: AttributeValue[]): void {
  const longs: bigint[] = [];
  reader.int64s(longs);
  for (const long of longs) out.push(Number.isSafeInteger(Number(long)) ? Number(long) : long);
}

/** `DataShape`: base 1 (scalar, list, tensor), is_nullable 2, tensor_shape 3. */
function readShape(bytes: Uint8Array): DataShape {
  const reader = new ProtobufReader(bytes);
  let base: DataShape["base"] = "scalar";
  let nullable = false;
  let dimensions: readonly number[] | undefined;
  while (reader.next()) {
    if (reader.field === 1) {
      const found = (["scalar", "list", "tensor"] as const)[reader.varint()];
      if (found === undefined) throw new RangeError("a data shape of no known kind");
      base = found;
    } else if (reader.field === 2) nullable = reader.varint() !== 0;
    else if (reader.field === 3) dimensions = readDimensions(reader.take());
  }
  return dimensions === undefined ? { base, nullable } : { base, nullable, dimensions };
}

/** `TensorShape`: dimensions 1, each with a size 1. */
function readDimensions(bytes: Uint8Array): number[] {
  const reader = new ProtobufReader(bytes);
  const dimensions: number[] = [];
  while (reader.next()) {
    if (reader.field !== 1) continue;
    const dimension = new ProtobufReader(reader.take());
    let size = 0;
    while (dimension.next()) if (dimension.field === 1) size = dimension.int32();
    dimensions.push(size);
  }
  return dimensions;
}

/** `Tensor`: base 1, shape 2, value 3. */
function readTensor(bytes: Uint8Array, numbering: TypeNumbering): Tensor {
  const reader = new ProtobufReader(bytes);
  let base: BaseType | undefined = baseOf(0, numbering);
  let dimensions: readonly number[] = [];
  let value = new Uint8Array(0);
  while (reader.next()) {
    if (reader.field === 1) base = baseOf(reader.varint(), numbering);
    else if (reader.field === 2) dimensions = readDimensions(reader.take());
    else if (reader.field === 3) value = reader.take() as Uint8Array<ArrayBuffer>;
  }
  if (base === undefined) throw new RangeError("a tensor of no known type");
  const values = readElements(base, value);
  return { base, dimensions: resolved(dimensions, values.length), values };
}
