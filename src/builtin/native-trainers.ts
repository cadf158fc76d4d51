import type { NativeTrainer } from "../pipeline/native-trainer.js";
import { xgboostTrainer } from "./xgboost-training/trainer.js";

/** The training images that need no container engine, in the order in which they are asked. */
export const nativeTrainers: readonly NativeTrainer[] = [xgboostTrainer];
