import { elementwise } from "./link.js";

/** The class, 0 or 1, by the margin's sign. */
export const hinge = elementwise(
  (score) => score,
  (margin) => (margin > 0 ? 1 : 0),
);
