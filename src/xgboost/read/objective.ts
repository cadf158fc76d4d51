import type { Objective } from "../model.js";
import { floats, member, members, type Place, text } from "./fields.js";

/** An objective: its name, its blocks of parameters, and what ranking keeps beside them. */
export function readObjective(place: Place): Objective {
  const name = text(member(place, "name"));
  const others = members(place).filter(([key]) => key !== "name");
  const arrays = others.filter(([, { value }]) => Array.isArray(value) || ArrayBuffer.isView(value));
  const blocks = others.filter((entry) => !arrays.includes(entry));
  const parameters = Object.fromEntries(blocks.map(([key, block]) => [key, readTexts(block)]));
  if (arrays.length === 0) return { name, parameters };
  return { name, parameters, positionBiases: Object.fromEntries(arrays.map(([key, array]) => [key, floats(array)])) };
}

/** An object whose values are all text. */
export function readTexts(place: Place): Record<string, string> {
  return Object.fromEntries(members(place).map(([key, value]) => [key, text(value)]));
}
