import type { BaseType } from "../../frame/types.js";
import type { TypeNumbering } from "./format.js";

const fixed: readonly BaseType[] = ["boolean", "byte", "short", "int", "long", "float", "double"];

/** The type that a number of the enum `BasicType` stands for; undefined for none. */
export function baseOf(number: number, numbering: TypeNumbering): BaseType | undefined {
  if (number === 100) return "string";
  if (number === 101) return "byte_string";
  return fixed[numbering === "from-0" ? number : number - 1];
}

/** The number that MLeap 0.9 and newer give a type. */
export function numberOf(base: BaseType): number {
  if (base === "string") return 100;
  if (base === "byte_string") return 101;
  return fixed.indexOf(base) + 1;
}
