export * from "./errors.js";
export * from "./model.js";
export type * from "./predict/predictor.js";
