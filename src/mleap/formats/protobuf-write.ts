import { type ProtobufWriter, writeMessage } from "../../bytes/protobuf-writer.js";
import type { BaseType, Tensor } from "../../frame/types.js";
import type { Attribute, AttributeBase, AttributeValue, BundleModel, DataShape, Socket } from "../attributes.js";
import type { NodeFile } from "./format.js";
import { numberOf } from "./protobuf-types.js";
import { writeElements } from "./tensor-bytes.js";
import { written } from "./tensors.js";

/** Writes `model.pb` (`ml.bundle.Model`). */
export function writeModel(model: BundleModel): Uint8Array {
  return writeMessage((writer) => {
    writer.string(1, model.op);
    writer.message(2, (attributes) => {
      for (const [name, attribute] of model.attributes) attributes.bytes(1, writeEntry(name, attribute));
    });
  });
}

/** Writes `node.pb` (`ml.bundle.Node`). */
export function writeNode({ name, inputs, outputs }: NodeFile): Uint8Array {
  return writeMessage((writer) => {
    writer.string(1, name);
    writer.message(2, (shape) => {
      for (const socket of inputs) shape.bytes(1, writeSocket(socket));
      for (const socket of outputs) shape.bytes(2, writeSocket(socket));
    });
  });
}

function writeSocket({ port, column }: Socket): Uint8Array {
  return writeMessage((writer) => {
    writer.string(1, port);
    writer.string(2, column);
  });
}

function writeEntry(name: string, attribute: Attribute): Uint8Array {
  return writeMessage((writer) => {
    writer.string(1, name);
    writer.message(2, (value) => writeAttribute(value, attribute));
  });
}

function writeAttribute(writer: ProtobufWriter, attribute: Attribute): void {
  if (attribute.kind === "tensor") writer.bytes(3, writeTensor(attribute.tensor));
  else if (attribute.kind === "list") writer.bytes(2, writeList(attribute.base, attribute.values));
  else writer.message(1, (scalar) => writeScalar(scalar, attribute.base, attribute.value));
}

/** A value that equals its type's default takes no bytes (proto3). */
function writeScalar(writer: ProtobufWriter, base: AttributeBase | undefined, value: AttributeValue | undefined): void {
  if (base === undefined || value === undefined || value === null) return;
  switch (base) {
    case "boolean":
      if (value === true) writer.varint(1, 1);
      return;
    case "string":
      if (value !== "") writer.string(2, value as string);
      return;
    case "byte":
    case "short":
    case "int":
      if (value !== 0) writer.int64(3, BigInt(value as number));
      return;
    case "long":
      if (Number(value) !== 0) writer.int64(4, BigInt(value as number));
      return;
    case "float":
      if (value !== 0) writer.float(5, value as number);
      return;
    case "double":
      if (value !== 0) writer.double(6, value as number);
      return;
    case "basic_type":
      writer.varint(9, numberOf(value as BaseType));
      return;
    default:
      writeStructure(writer, base, value);
  }
}

function writeStructure(writer: ProtobufWriter, base: AttributeBase, value: AttributeValue): void {
  if (base === "byte_string") writer.bytes(7, value as Uint8Array);
  else if (base === "tensor") writer.bytes(8, writeTensor(value as Tensor));
  else if (base === "data_shape") writer.bytes(10, writeShape(value as DataShape));
  else writer.bytes(11, writeModel(value as BundleModel));
}

function writeList(base: AttributeBase | undefined, values: readonly AttributeValue[]): Uint8Array {
  return writeMessage((writer) => {
    switch (base) {
      case undefined:
        return;
      case "boolean":
        writer.varints(1, (values as readonly boolean[]).map(Number));
        return;
      case "string":
        for (const value of values) writer.string(2, value as string);
        return;
      case "byte":
      case "short":
      case "int":
        writer.int64s(3, (values as readonly number[]).map(BigInt));
        return;
      case "long":
        writer.int64s(4, (values as readonly (number | bigint)[]).map(BigInt));
        return;
      case "float":
        writer.floats(5, values as readonly number[]);
        return;
      case "double":
        writer.doubles(6, values as readonly number[]);
        return;
      case "basic_type":
        writer.varints(9, (values as readonly BaseType[]).map(numberOf));
        return;
      default:
        for (const value of values) writeStructure(writer, base, value);
    }
  });
}

const shapes = { scalar: 0, list: 1, tensor: 2 } as const;

function writeShape({ base, nullable, dimensions }: DataShape): Uint8Array {
  return writeMessage((writer) => {
    if (base !== "scalar") writer.varint(1, shapes[base]);
    if (nullable) writer.varint(2, 1);
    if (dimensions !== undefined) writer.bytes(3, writeDimensions(dimensions));
  });
}

function writeDimensions(dimensions: readonly number[]): Uint8Array {
  return writeMessage((writer) => {
    for (const size of dimensions) {
      writer.message(1, (dimension) => size !== 0 && dimension.int64(1, BigInt(size)));
    }
  });
}

function writeTensor(tensor: Tensor): Uint8Array {
  const full = written(tensor);
  return writeMessage((writer) => {
    writer.varint(1, numberOf(full.base));
    writer.bytes(2, writeDimensions(full.dimensions));
    writer.bytes(3, writeElements(full));
  });
}
