import type { Link } from "./link.js";

export const identity: Link = {
  toMargins: (scores) => scores,
  outputs: (groups) => groups,
  apply(margins, from, out, to, rows, groups) {
    if (margins === out && from === to) return;
    for (let i = 0; i < rows * groups; i++) out[to + i] = margins[from + i];
  },
};
