export type { Column, DataType, Field, Frame, Tensor, Value } from "../frame/types.js";
export type { Attribute, BundleModel, BundleNode, DataShape, Socket } from "./attributes.js";
export { type Bundle, loadBundle } from "./bundle.js";
export type { RowPlan } from "./engine/row.js";
export { MleapError, type MleapErrorCode, type Where } from "./errors.js";
export type { GraphNode } from "./graph.js";
export { defaultLimits, type Limits } from "./limits.js";
export type { Plan } from "./plan.js";
export type { BundleInfo } from "./read.js";
