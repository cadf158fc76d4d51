import { isNumberBase } from "../../../frame/number-arrays.js";
import type { BaseType, Scalar } from "../../../frame/types.js";
import type { NumberSlot, StringSlot } from "../../engine/slots.js";
import { errors } from "../../errors.js";
import { map, type Op, string, transformer } from "../../op.js";

export const op: Op = {
  name: "map_entry_selector",
  summary: "The value that a map has for a key, or a default.",
  spark: "MapEntrySelector of mleap-spark-extension",
  load(model) {
    const key = model.basicType("key_type");
    const base = model.basicType("value_type");
    if (key !== "string") throw errors.badAttribute("key_type", `is ${key}; only maps from strings can be read`);
    if (base === "byte_string") throw errors.badAttribute("value_type", "is byte_string, which no MLeap can read");
    const fallback = model.value("default_value") ?? defaultOf(base);
    return transformer({
      inputs: [map("input", "string", base), { ...string("key"), nullable: false }],
      outputs: [{ name: "output", type: { shape: "scalar", base, nullable: true } }],
      words: [`values: ${base}`, `default: ${fallback}`],
      bind([maps, keys], slots) {
        const output = isNumberBase(base) ? (slots.number(base, { nullable: true }) as NumberSlot) : slots.string();
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const entries = maps.values[r] as ReadonlyMap<Scalar, Scalar>;
              const value = entries.get(keys.values[r]);
              put(output, r, value === undefined ? fallback : value);
            }
          },
        };
      },
    });
  },
};

function defaultOf(base: BaseType): Scalar {
  return base === "string" ? "" : base === "boolean" ? false : 0;
}

function put(slot: NumberSlot | StringSlot, row: number, value: Scalar): void {
  if (slot.kind === "string") slot.values[row] = value as string | null;
  else {
    slot.nulls![row] = value === null ? 1 : 0;
    const numbers = slot.values as { [row: number]: number | bigint };
    numbers[row] = slot.base === "long" ? BigInt((value ?? 0) as number | bigint) : Number(value);
  }
}
