import type { CategoryEncoding, CategoryNames } from "../model.js";
import { count, elements, floats, integers, member, optional, type Place, sizes, wrong } from "./fields.js";

/** The names of categories (`cats`, `src/data/cat_container.cc`, 3.1 and later). */
export function readCategoryNames(place: Place): CategoryNames {
  return {
    encodings: elements(member(place, "enc")).map(encoding),
    featureSegments: integers(member(place, "feature_segments")),
    sortedIndices: integers(member(place, "sorted_idx")),
  };
}

function encoding(place: Place): CategoryEncoding {
  const offsets = optional(place, "offsets");
  const values = member(place, "values");
  if (offsets !== undefined)
    return { type: "text", offsets: integers(offsets), values: Int8Array.from(integers(values)) };
  const type = member(place, "type");
  const read = numericTypes[count(type)];
  if (read === undefined) throw wrong(type, `is ${type.value}, not a known type of category`);
  return { type: count(type), values: [...read(values)] };
}

/** By libxgboost's number of the type (`Value::ValueKind` of `include/xgboost/json.h`). */
const numericTypes: Readonly<Record<number, (place: Place) => Iterable<number>>> = {
  7: floats,
  8: doubles,
  9: integers,
  10: integers,
  11: integers,
  12: integers,
  13: integers,
  14: sizes,
  15: doubles,
  16: sizes,
};

function doubles(place: Place): number[] {
  const { value } = place;
  if (value instanceof Float64Array || value instanceof BigInt64Array) return Array.from(value, Number);
  return elements(place).map((entry) => {
    if (typeof entry.value !== "number") throw wrong(entry, "is not a number");
    return entry.value;
  });
}
