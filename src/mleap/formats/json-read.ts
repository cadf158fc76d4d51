import { type BaseType, baseTypes, type Scalar, type Tensor } from "../../frame/types.js";
import {
  type Attribute,
  type AttributeBase,
  type Attributes,
  type AttributeValue,
  attributeBases,
  type BundleModel,
  type DataShape,
  type Socket,
} from "../attributes.js";
import type { NodeFile } from "./format.js";
import { resolved, tensorFrom } from "./tensors.js";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** Reads `model.json`. Throws SyntaxError. */
export function readModel(bytes: Uint8Array): BundleModel {
  return modelOf(parse(bytes));
}

/** Reads `node.json`. Throws SyntaxError. */
export function readNode(bytes: Uint8Array): NodeFile {
  const node = object(parse(bytes), "the node");
  const shape = object(node.shape, "shape");
  return { name: text(node.name, "name"), inputs: sockets(shape.inputs), outputs: sockets(shape.outputs) };
}

/** Parses JSON text. Longs that a double cannot hold become strings of digits, which `scalarOf` turns into bigints. */
export function parse(bytes: Uint8Array): Json {
  const source = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const safe = source.replace(/("long"\s*:\s*)(-?\d{16,}|\[[^\]"]*\])/g, (_, key: string, digits: string) => {
    return key + digits.replace(/-?\d{16,}/g, '"$&"');
  });
  return JSON.parse(safe) as Json;
}

/** The value as an object. Throws SyntaxError, which names `what`. */
export function object(value: Json | undefined, what: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new SyntaxError(`${what} is not an object`);
  return value as JsonObject;
}

/** The value as a string. Throws SyntaxError, which names `what`. */
export function text(value: Json | undefined, what: string): string {
  if (typeof value !== "string") throw new SyntaxError(`${what} is not a string`);
  return value;
}

function array(value: Json | undefined, what: string): readonly Json[] {
  if (!Array.isArray(value)) throw new SyntaxError(`${what} is not a list`);
  return value;
}

function sockets(value: Json | undefined): Socket[] {
  return array(value ?? [], "the shape").map((item) => {
    const socket = object(item, "a socket");
    return { port: text(socket.port, "port"), column: text(socket.name, "name") };
  });
}

function modelOf(value: Json | undefined): BundleModel {
  const model = object(value, "the model");
  const attributes = attributesOf(object(model.attributes ?? {}, "attributes"));
  return { op: text(model.op, "op"), attributes, files: new Map(), models: new Map() };
}

function attributesOf(attributes: JsonObject): Attributes {
  return new Map(Object.entries(attributes).map(([name, value]) => [name, attributeOf(object(value, name), name)]));
}

function attributeOf(value: JsonObject, name: string): Attribute {
  const base = attributeBases.find((candidate) => candidate in value);
  if (value.type === "tensor") return { kind: "tensor", tensor: tensorOf(value) };
  if (value.type === "list") {
    if (base === undefined) return { kind: "list", values: [] };
    return { kind: "list", base, values: array(value[base], name).map((item) => elementOf(base, item)) };
  }
  if (value.type !== undefined) throw new SyntaxError(`attribute ${name} has the type ${JSON.stringify(value.type)}`);
  if (base === undefined) return { kind: "scalar" };
  return { kind: "scalar", base, value: elementOf(base, value[base]) };
}

function elementOf(base: AttributeBase, value: Json): AttributeValue {
  if (base === "tensor") return tensorOf(object(value, "a tensor"));
  if (base === "data_shape") return shapeOf(object(value, "a data shape"));
  if (base === "basic_type") return text(value, "a basic type");
  if (base === "model") return modelOf(value);
  return scalarOf(base, value);
}

/** NaN and both infinities are written as null, and read as NaN. */
function scalarOf(base: BaseType, value: Json): Scalar {
  switch (base) {
    case "boolean":
      if (typeof value !== "boolean") throw new SyntaxError(`${JSON.stringify(value)} is not a boolean`);
      return value;
    case "string":
      return text(value, "a value");
    case "byte_string":
      return bytesOf(text(value, "a byte string"));
    case "float":
    case "double":
      if (value === null) return Number.NaN;
  }
  if (base === "long" && typeof value === "string") return BigInt(value);
  if (typeof value !== "number") throw new SyntaxError(`${JSON.stringify(value)} is not a number`);
  return value;
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function shapeOf(value: JsonObject): DataShape {
  const base = text(value.base, "base");
  if (base !== "scalar" && base !== "list" && base !== "tensor")
    throw new SyntaxError(`a data shape cannot be ${base}`);
  const nullable = value.isNullable !== false;
  if (value.tensorShape === undefined || value.tensorShape === null) return { base, nullable };
  return { base, nullable, dimensions: dimensionsOf(value.tensorShape) };
}

function dimensionsOf(value: Json | undefined): number[] {
  return array(object(value, "a tensor's shape").dimensions ?? [], "dimensions").map((dimension) => {
    const { size } = object(dimension, "a dimension");
    if (typeof size !== "number" || !Number.isInteger(size)) throw new SyntaxError("a dimension has no size");
    return size;
  });
}

function tensorOf(value: JsonObject): Tensor {
  const base = baseTypes.find((candidate) => candidate in value);
  const items = base === undefined ? [] : array(value[base], "a tensor").map((item) => scalarOf(base, item));
  const dimensions = resolved(dimensionsOf(value.shape), items.length);
  return tensorFrom(base ?? "double", dimensions, items);
}
