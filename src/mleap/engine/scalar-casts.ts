import { parseDouble, parseInteger } from "../../frame/java-parse.js";
import { doubleText, floatText } from "../../frame/java-text.js";
import type { BaseType, Scalar } from "../../frame/types.js";

const bits = { byte: 8, short: 16, int: 32, long: 64 } as const;

/**
 * How one value of a base becomes one of another: MLeap's casts (`ml.combust.mleap.core.types.Casting`), except that booleans
 * become `true` and `false` as in Spark, where MLeap says `1` and `0`. Null stays null. Throws `RangeError` where text is no
 * number, and for byte strings, which have no casts.
 */
export function scalarCast(from: BaseType, to: BaseType): (value: Scalar) => Scalar {
  if (from === to) return (value) => value;
  const convert = to === "string" ? printer(from) : from === "string" ? parser(to) : converter(to);
  return (value) => (value === null ? null : convert(value));
}

/** Whether `scalarCast` has a cast between these types: all but those to and from bytes. */
export function hasScalarCast(from: BaseType, to: BaseType): boolean {
  return from === to || (from !== "byte_string" && to !== "byte_string");
}

type Convert = (value: NonNullable<Scalar>) => Scalar;

function printer(from: BaseType): Convert {
  if (from === "double") return (value) => doubleText(value as number);
  if (from === "float") return (value) => floatText(value as number);
  return String;
}

/** Empty text and `null` are null, except that a boolean of empty text is false. */
function parser(to: BaseType): Convert {
  return (value) => {
    const text = value as string;
    if (text === "null") return null;
    if (text === "") return to === "boolean" ? false : null;
    const parsed = parse(text, to);
    if (parsed === undefined) throw new RangeError(`For input string: "${text}"`);
    return parsed;
  };
}

function parse(text: string, to: BaseType): Scalar | undefined {
  if (to === "double") return parseDouble(text);
  if (to === "float") {
    const value = parseDouble(text);
    return value === undefined ? undefined : Math.fround(value);
  }
  if (to === "boolean") return truth(text);
  const integer = parseInteger(text, bits[to as keyof typeof bits]);
  return to === "long" || integer === undefined ? integer : Number(integer);
}

function truth(text: string): boolean {
  if (text === "true" || text === "yes") return true;
  if (text === "false" || text === "no") return false;
  return !/^\d+$/.test(text) || Number(text) !== 0;
}

/** Java's conversions between numbers: fractions are cut off, floating point saturates, then bits are cut off. */
function converter(to: BaseType): Convert {
  switch (to) {
    case "boolean":
      return (value) => Number(value) !== 0;
    case "float":
      return (value) => Math.fround(Number(value));
    case "double":
      return Number;
    case "long":
      return (value) => toLong(value as number | bigint | boolean);
    default: {
      const width = bits[to as keyof typeof bits];
      return (value) =>
        typeof value === "bigint" ? Number(BigInt.asIntN(width, value)) : narrow(Number(value), width);
    }
  }
}

/** As Java casts to `long`: cut off towards 0, at the ends of the range. */
export function toLong(from: number | bigint | boolean): bigint {
  if (typeof from === "bigint") return from;
  const value = Number(from);
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  if (value <= -(2 ** 63)) return -(2n ** 63n);
  return BigInt(Math.trunc(value));
}

function narrow(value: number, width: number): number {
  const int = Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(value) || 0));
  return (int << (32 - width)) >> (32 - width);
}
