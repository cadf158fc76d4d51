import type { Tensor } from "../../frame/types.js";
import type { Attribute, AttributeBase, AttributeValue, BundleModel, DataShape, Socket } from "../attributes.js";
import type { NodeFile } from "./format.js";
import { written } from "./tensors.js";

/** What is written; a number that a double cannot hold is a bigint. */
export type Json =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Writes `model.json`. */
export function writeModel(model: BundleModel): Uint8Array {
  return print(modelOf(model));
}

/** Writes `node.json`. */
export function writeNode({ name, inputs, outputs }: NodeFile): Uint8Array {
  return print({ name, shape: { inputs: inputs.map(socketOf), outputs: outputs.map(socketOf) } });
}

function socketOf({ port, column }: Socket): Json {
  return { port, name: column };
}

function modelOf({ op, attributes }: BundleModel): Json {
  return { op, attributes: Object.fromEntries([...attributes].map(([name, value]) => [name, attributeOf(value)])) };
}

function attributeOf(attribute: Attribute): Json {
  if (attribute.kind === "tensor") return { type: "tensor", ...tensorOf(attribute.tensor) };
  const { base } = attribute;
  if (attribute.kind === "list") {
    if (base === undefined || attribute.values.length === 0) return { type: "list" };
    return { type: "list", [keyOf(base)]: attribute.values.map((value) => elementOf(base, value)) };
  }
  if (base === undefined || attribute.value === undefined || isDefault(attribute.value)) return {};
  return { [keyOf(base)]: elementOf(base, attribute.value) };
}

/** Bytes and shorts stand under `int`, outside of tensors. */
function keyOf(base: AttributeBase): string {
  return base === "byte" || base === "short" ? "int" : base;
}

/** Scalars that equal their type's default are written as `{}`. */
function isDefault(value: AttributeValue): boolean {
  return (
    value === false ||
    value === "" ||
    value === 0 ||
    value === 0n ||
    (value instanceof Uint8Array && value.length === 0)
  );
}

function elementOf(base: AttributeBase, value: AttributeValue): Json {
  if (value instanceof Uint8Array) return btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join(""));
  if (typeof value !== "object" || value === null) return value;
  if (base === "tensor") return tensorOf(value as Tensor);
  if (base === "data_shape") return shapeOf(value as DataShape);
  return modelOf(value as BundleModel);
}

function shapeOf({ base, nullable, dimensions }: DataShape): Json {
  return { base, isNullable: nullable, tensorShape: dimensions && dimensionsOf(dimensions) };
}

function dimensionsOf(dimensions: readonly number[]): Json {
  return { dimensions: dimensions.map((size) => ({ size, name: "" })) };
}

function tensorOf(tensor: Tensor): { readonly [key: string]: Json } {
  const { base, dimensions, values } = written(tensor);
  const items = Array.from(values as ArrayLike<AttributeValue>, (value) =>
    base === "boolean" ? Boolean(value) : elementOf(base, value),
  );
  return { [base]: items, shape: dimensionsOf(dimensions) };
}

/** JSON text, indented by two; NaN and the infinities are null, as the JVM writes them. */
export function print(value: Json): Uint8Array {
  return new TextEncoder().encode(`${textOf(value, "")}\n`);
}

function textOf(value: Json, indent: string): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Object.is(value, -0) ? "-0.0" : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, indent)).join(", ")}]`;
  const inner = `${indent}  `;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${inner}${JSON.stringify(key)}: ${textOf(member!, inner)}`);
  return members.length === 0 ? "{}" : `{\n${members.join(",\n")}\n${indent}}`;
}
