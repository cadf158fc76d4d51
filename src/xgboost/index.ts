export * from "./errors.js";
export * from "./model.js";
export { createPredictor } from "./predict/create-predictor.js";
export type * from "./predict/predictor.js";
export { type PreparedModel, prepareModel } from "./predict/prepare.js";
export { readModel } from "./read/read-model.js";
export { writeModel } from "./write/write-model.js";
