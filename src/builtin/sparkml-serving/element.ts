import { JsonNumber, type JsonValue } from "../../content/json-value.js";
import type { BaseType, Scalar } from "../../frame/types.js";
import type { ErrorPlace } from "../../pipeline/errors.js";
import { refusals } from "./errors.js";
import { boxes, javaClass } from "./java-value.js";

/**
 * An element of an `array` column. The original casts and does not convert; here integers fit every numeric type that has
 * room for them. Lists of `float` hold doubles, as they do there.
 */
export function arrayElement(type: BaseType, value: JsonValue, place: ErrorPlace): Scalar {
  if (value === null) return null;
  switch (type) {
    case "string":
      if (typeof value === "string") return value;
      break;
    case "boolean":
      if (typeof value === "boolean") return value;
      break;
    case "float":
    case "double":
      if (value instanceof JsonNumber) return Number(value.text);
      break;
    default:
      if (value instanceof JsonNumber && value.isInteger) return integer(type, value, place);
  }
  throw refusals.cast(javaClass(value), boxes[type === "float" ? "double" : type], place);
}

const bits: Partial<Record<BaseType, number>> = { byte: 8, short: 16, int: 32, long: 64 };

function integer(type: BaseType, value: JsonNumber, place: ErrorPlace): number | bigint {
  const wide = BigInt(value.text);
  if (BigInt.asIntN(bits[type]!, wide) === wide) return type === "long" ? wide : Number(wide);
  if (type === "byte" || type === "short") throw refusals.outOfRange(value.text, place);
  throw refusals.cast(javaClass(value), boxes[type], place);
}

/** A `vector` column's value. Integers are numbers too, which the original forgets. */
export function vectorValues(value: JsonValue, place: ErrorPlace): Float64Array {
  if (!Array.isArray(value)) throw refusals.notAList("vector", place);
  const values = new Float64Array(value.length);
  for (let at = 0; at < value.length; at++) {
    const element = value[at];
    if (element === null) throw refusals.nullElement(place);
    if (!(element instanceof JsonNumber)) throw refusals.cast(javaClass(element), boxes.double, place);
    values[at] = Number(element.text);
  }
  return values;
}
