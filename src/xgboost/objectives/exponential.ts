import { expf, logf } from "../float-math.js";
import { elementwise } from "./link.js";

/** Means of counts, amounts and times: the margin is their logarithm. */
export const exponential = elementwise(logf, expf);
