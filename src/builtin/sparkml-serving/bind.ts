import { JsonNumber, type JsonValue } from "../../content/json-value.js";
import { refusals } from "./errors.js";
import type { Schema, SchemaColumn, Struct } from "./schema.js";

/** The JSON of a request: one row, or (a JSON Lines line, or more than the original allows) a list of rows. */
export interface RequestDocument {
  readonly schema: Schema | undefined;
  readonly data: readonly JsonValue[];
}

/** JSON that has not the shape of a request or schema. `explain` in `jackson.ts` makes Jackson's message of it. */
export class BindError extends Error {
  /** The value that is wrong, and whether Jackson stands at its beginning, at its closing brace, or behind it. */
  readonly value: JsonValue;
  readonly spot: "start" | "brace" | "end";
  /** The way to it: `com.…DataSchema["input"]`, outermost first. */
  readonly path: readonly string[];

  constructor(message: string, value: JsonValue, spot: BindError["spot"], path: readonly string[]) {
    super(message);
    this.name = "BindError";
    this.value = value;
    this.spot = spot;
    this.path = path;
  }
}

const dto = "com.amazonaws.sagemaker.dto";
const request = `${dto}.SageMakerRequestObject`;
const dataSchema = `${dto}.DataSchema`;
const columnSchema = `${dto}.ColumnSchema`;

/** The names of each class's properties, in the order in which Jackson lists them. */
const properties: Readonly<Record<string, readonly string[]>> = {
  [request]: ["schema", "data"],
  [dataSchema]: ["output", "input"],
  [columnSchema]: ["type", "name", "struct"],
};

/** @throws BindError */
export function bindRequest(json: JsonValue): RequestDocument {
  if (json === null) throw refusals.nullBody();
  const members = object(json, request, []);
  const schema = members.get("schema") ?? null;
  const data = members.get("data") ?? null;
  const path = `${request}["data"]`;
  const values = data === null ? undefined : list(data, "java.util.ArrayList<java.lang.Object>", [path]);
  const bound = schema === null ? undefined : bindSchema(schema, [`${request}["schema"]`]);
  if (values === undefined) throw missing(json, request, []);
  refuseUnknown(members, json, request, []);
  return { schema: bound, data: values };
}

/** @throws BindError */
export function bindSchema(json: JsonValue, path: readonly string[] = []): Schema {
  const members = object(json, dataSchema, path);
  const input = members.get("input") ?? null;
  const output = members.get("output") ?? null;
  const inputPath = [...path, `${dataSchema}["input"]`];
  const columns =
    input === null
      ? undefined
      : list(input, `java.util.ArrayList<${columnSchema}>`, inputPath).map((column, index) =>
          bindColumn(column, [...inputPath, `java.util.ArrayList[${index}]`], "input"),
        );
  const bound = output === null ? undefined : bindColumn(output, [...path, `${dataSchema}["output"]`], "output");
  if (columns === undefined || bound === undefined) throw missing(json, dataSchema, path);
  refuseUnknown(members, json, dataSchema, path);
  return { input: columns, output: bound };
}

function bindColumn(json: JsonValue, path: readonly string[], side: "input" | "output"): SchemaColumn {
  if (json === null) throw refusals.nullColumn();
  const members = object(json, columnSchema, path);
  const name = text(members, "name", path);
  const type = text(members, "type", path);
  const struct = text(members, "struct", path);
  if (name === undefined || type === undefined) throw missing(json, columnSchema, path);
  refuseUnknown(members, json, columnSchema, path);
  return { name, type, struct: structOf(struct, side) };
}

/** What is no known word is a vector in the input, a list in the output; only an empty one differs between the two. */
function structOf(struct: string | undefined, side: "input" | "output"): Struct {
  if (struct === undefined || struct === "basic") return "basic";
  if (side === "output") return struct === "vector" ? "vector" : "array";
  return struct.trim() === "" ? "basic" : struct === "array" ? "array" : "vector";
}

function text(members: ReadonlyMap<string, JsonValue>, name: string, path: readonly string[]): string | undefined {
  const value = members.get(name) ?? null;
  if (value === null) return undefined;
  if (typeof value === "string") return value;
  if (value instanceof JsonNumber) return value.text;
  if (typeof value === "boolean") return String(value);
  throw wrongShape(value, "java.lang.String", [...path, `${columnSchema}["${name}"]`]);
}

function object(json: JsonValue, type: string, path: readonly string[]): ReadonlyMap<string, JsonValue> {
  if (json instanceof Map) return json;
  if (json === "") {
    const message = `Cannot coerce empty String ("") to \`${type}\` value (but could if coercion was enabled using \`CoercionConfig\`)`;
    throw new BindError(message, json, "start", path);
  }
  if (json === null || Array.isArray(json)) throw wrongShape(json, type, path);
  const [argument, shown] =
    json instanceof JsonNumber
      ? [json.isInteger ? "int/Int" : "double/Double", `Number value (${json.text})`]
      : typeof json === "string"
        ? ["String", `String value ('${json}')`]
        : ["boolean/Boolean", `boolean value (${json})`];
  const message =
    `Cannot construct instance of \`${type}\` (although at least one Creator exists): ` +
    `no ${argument}-argument constructor/factory method to deserialize from ${shown}`;
  throw new BindError(message, json, "start", path);
}

function list(json: JsonValue, type: string, path: readonly string[]): readonly JsonValue[] {
  if (Array.isArray(json)) return json;
  throw wrongShape(json, type, path);
}

function wrongShape(json: JsonValue, type: string, path: readonly string[]): BindError {
  const message = `Cannot deserialize value of type \`${type}\` from ${tokenOf(json)})`;
  return new BindError(message, json, "start", path);
}

function tokenOf(json: JsonValue): string {
  if (Array.isArray(json)) return "Array value (token `JsonToken.START_ARRAY`";
  if (json instanceof Map) return "Object value (token `JsonToken.START_OBJECT`";
  if (typeof json === "string") return "String value (token `JsonToken.VALUE_STRING`";
  if (json instanceof JsonNumber) {
    return json.isInteger
      ? "Integer value (token `JsonToken.VALUE_NUMBER_INT`"
      : "Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`";
  }
  return `Boolean value (token \`JsonToken.VALUE_${json ? "TRUE" : "FALSE"}\``;
}

function missing(json: JsonValue, type: string, path: readonly string[]): BindError {
  const message = `Cannot construct instance of \`${type}\`, problem: \`java.lang.NullPointerException\``;
  return new BindError(message, json, "brace", path);
}

function refuseUnknown(
  members: ReadonlyMap<string, JsonValue>,
  json: JsonValue,
  type: string,
  path: readonly string[],
): void {
  const known = properties[type];
  for (const name of members.keys()) {
    if (known.includes(name)) continue;
    const list = known.map((property) => `"${property}"`).join(", ");
    const message = `Unrecognized field "${name}" (class ${type}), not marked as ignorable (${known.length} known properties: ${list}])`;
    // Once every known property has been seen Jackson stands at the unknown one, otherwise it has read to the end.
    const value = known.every((property) => members.has(property)) ? members.get(name)! : json;
    throw new BindError(message, value, "end", [...path, `${type}["${name}"]`]);
  }
}
