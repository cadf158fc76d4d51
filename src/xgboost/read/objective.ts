import type { Objective } from "../model.js";
import { member, members, type Place, text } from "./fields.js";

/** An objective: its name and its blocks of parameters. */
export function readObjective(place: Place): Objective {
  const blocks = members(place).filter(
    ([, { value }]) => typeof value === "object" && value !== null && !Array.isArray(value),
  );
  const plain = blocks.filter(([, { value }]) => !ArrayBuffer.isView(value));
  return {
    name: text(member(place, "name")),
    parameters: Object.fromEntries(plain.map(([key, block]) => [key, readTexts(block)])),
  };
}

/** An object whose values are all text. */
export function readTexts(place: Place): Record<string, string> {
  return Object.fromEntries(members(place).map(([key, value]) => [key, text(value)]));
}
