import { isNumberBase, type NumberBase } from "../../../frame/number-arrays.js";
import type { BaseType, DataType } from "../../../frame/types.js";
import { scalarCast } from "../../engine/scalar-casts.js";
import type { NumberSlot, StringSlot } from "../../engine/slots.js";
import { type Tally, tallyInto } from "../../engine/tally.js";
import { errors } from "../../errors.js";
import { nullableNumber, type Op, type Port, string, transformer, vectorOut } from "../../op.js";
import { murmur3, slotOf } from "../murmur3.js";

type Input = NumberSlot | StringSlot;

export const op: Op = {
  name: "feature_hasher",
  summary:
    "Columns of all kinds in one vector: numbers at the hash of the column's name, categories at that of `name=value`.",
  spark: "FeatureHasher",
  difference: "A byte column counts as numbers as in Spark; MLeap takes its values for categories.",
  load(model) {
    const size = model.integer("num_features", undefined, 1);
    const names = model.strings("input_names");
    const bases = model.basicTypes("basic_types");
    if (bases.length !== names.length)
      throw errors.badAttribute("basic_types", `are ${bases.length} for ${names.length} columns`);
    const categorical = new Set(model.strings("categorical_cols"));
    return transformer({
      inputs: bases.map((base, i): Port<Input> => portOf(`input${i}`, base)),
      outputs: [vectorOut("output", size)],
      words: [
        `${size} features`,
        ...names.map((name, i) => `${name}: ${isNumeric(bases[i], name, categorical) ? "number" : "category"}`),
      ],
      bind(inputs, slots) {
        const output = slots.fewEntries(size);
        const tally = tallyInto(output);
        const columns = inputs.map((input, i) =>
          isNumeric(bases[i], names[i], categorical)
            ? addNumber(input as NumberSlot, slotOf(murmur3(names[i], false), size), tally)
            : addCategory(input, names[i], bases[i], size, tally),
        );
        // Spark 3 adds the numbers first, which shows in the last bit where columns collide.
        const numbers = (i: number) => (model.olderThan(0, 18) || isNumeric(bases[i], names[i], categorical) ? 0 : 1);
        const ordered = [...columns.keys()].sort((a, b) => numbers(a) - numbers(b)).map((i) => columns[i]);
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              for (let i = 0; i < ordered.length; i++) ordered[i](r);
              tally.flush(r);
            }
          },
        };
      },
    });
  },
};

function portOf(name: string, base: BaseType): Port<Input> {
  if (base === "string") return string(name);
  if (isNumberBase(base)) return nullableNumber<NumberBase>(name, base) as Port<Input>;
  throw errors.badAttribute("basic_types", `has ${base}, which cannot be hashed`);
}

function isNumeric(base: DataType["base"], name: string, categorical: ReadonlySet<string>): boolean {
  return base !== "string" && base !== "boolean" && !categorical.has(name);
}

function addNumber(input: NumberSlot, place: number, tally: Tally): (row: number) => void {
  return (row) => {
    if (input.nulls?.[row] !== 1) tally.add(place, Number(input.values[row]));
  };
}

function addCategory(input: Input, name: string, base: BaseType, size: number, tally: Tally): (row: number) => void {
  const print = scalarCast(base, "string");
  const add = (text: string) => tally.add(slotOf(murmur3(`${name}=${text}`, false), size), 1);
  if (input.kind === "string") {
    return (row) => {
      const text = input.values[row];
      if (text !== null) add(text);
    };
  }
  return (row) => {
    const value = input.values[row];
    if (input.nulls?.[row] !== 1) add(print(base === "boolean" ? value !== 0 : value) as string);
  };
}
