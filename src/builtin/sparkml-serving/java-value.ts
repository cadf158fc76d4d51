import { JsonNumber, type JsonValue } from "../../content/json-value.js";
import { doubleText } from "../../frame/java-text.js";

/** `toString` of what Jackson makes of a JSON value: what a column of a basic type is then parsed from. */
export function javaText(value: JsonValue): string {
  if (typeof value === "string") return value;
  if (value instanceof JsonNumber) {
    return value.isInteger ? String(BigInt(value.text)) : doubleText(Number(value.text));
  }
  if (Array.isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  if (value instanceof Map) return `{${[...value].map(([key, member]) => `${key}=${javaText(member)}`).join(", ")}}`;
  return String(value);
}

/** The class that Jackson makes of a JSON value. */
export function javaClass(value: JsonValue): string {
  if (typeof value === "string") return "java.lang.String";
  if (typeof value === "boolean") return "java.lang.Boolean";
  if (Array.isArray(value)) return "java.util.ArrayList";
  if (value instanceof Map) return "java.util.LinkedHashMap";
  if (value === null || !value.isInteger) return "java.lang.Double";
  const integer = BigInt(value.text);
  if (BigInt.asIntN(32, integer) === integer) return "java.lang.Integer";
  return BigInt.asIntN(64, integer) === integer ? "java.lang.Long" : "java.math.BigInteger";
}

/** The class of a value of a type. */
export const boxes = {
  boolean: "java.lang.Boolean",
  byte: "java.lang.Byte",
  short: "java.lang.Short",
  int: "java.lang.Integer",
  long: "java.lang.Long",
  float: "java.lang.Float",
  double: "java.lang.Double",
  string: "java.lang.String",
  byte_string: "ml.combust.mleap.tensor.ByteString",
} as const;
