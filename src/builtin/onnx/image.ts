import type { NativeImage } from "../../pipeline/native-image.js";
import { isImageOf } from "../images.js";
import { startErrors } from "./errors.js";

/** `kakehi/onnx`: a model in ONNX's format, as scikit-learn, LightGBM or PyTorch export it, run by onnxruntime. */
export const onnx: NativeImage = {
  matches: (image) => isImageOf(image, ["kakehi/onnx"]),

  async start({ name, modelFolder, environment, log }, signal) {
    if (modelFolder === undefined) throw startErrors.noArchive();
    const module = new URL("./module.js", import.meta.url).href;
    const { HandlerContainer } = await import("../handler/container.js");
    const container = new HandlerContainer({ name, module, modelFolder, environment, log });
    await container.start(signal);
    return container;
  },
};
