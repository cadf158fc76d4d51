import { toAsciiDigits } from "../../content/python-number.js";
import { parseDouble, parseFloat32, parseInteger, trimControls } from "../../frame/java-parse.js";
import type { NumberBase } from "../../frame/number-arrays.js";
import type { ErrorPlace } from "../../pipeline/errors.js";
import { refusals } from "./errors.js";

/** Reads a text as Java's parser of the type does: `Integer`, `Double`, `Boolean` of `java.lang`. */
export function parseBasic(type: NumberBase, text: string, place: ErrorPlace): number | bigint {
  switch (type) {
    case "boolean":
      return text.toLowerCase() === "true" ? 1 : 0;
    case "double":
    case "float": {
      const value = type === "double" ? parseDouble(text) : parseFloat32(text);
      if (value !== undefined) return value;
      const trimmed = trimControls(text);
      throw trimmed === "" ? refusals.emptyNumber(place) : refusals.notANumber(trimmed, place);
    }
    case "long":
      return integer(text, 64, place);
    case "int":
      return Number(integer(text, 32, place));
    default: {
      const wide = integer(text, 32, place);
      if (BigInt.asIntN(type === "byte" ? 8 : 16, wide) === wide) return Number(wide);
      throw refusals.outOfRange(text, place);
    }
  }
}

function integer(text: string, bits: 32 | 64, place: ErrorPlace): bigint {
  const value = parseInteger(toAsciiDigits(text), bits);
  if (value === undefined) throw refusals.notANumber(text, place);
  return value;
}
