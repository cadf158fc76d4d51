import type { NativeImage } from "../pipeline/native-image.js";
import { handler } from "./handler/image.js";
import { onnx } from "./onnx/image.js";
import { sparkmlServing } from "./sparkml-serving/image.js";
import { xgboost } from "./xgboost/image.js";

/** Every image that needs no container engine; the first that matches is used. */
export const nativeImages: readonly NativeImage[] = [sparkmlServing, xgboost, onnx, handler];
