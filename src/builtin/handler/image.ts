import type { NativeImage } from "../../pipeline/native-image.js";
import { isImageOf } from "../images.js";
import { findModule, isModuleUri } from "./find-module.js";

/** `kakehi/handler`: a JavaScript module in the model archive, or at a `file:` URI that is given as the image. */
export const handler: NativeImage = {
  matches: (image) => isImageOf(image, ["kakehi/handler"]) || isModuleUri(image),

  async start({ name, image, modelFolder, environment, log }, signal) {
    const module = await findModule(image, modelFolder, environment);
    const { HandlerContainer } = await import("./container.js");
    const container = new HandlerContainer({ name, module, modelFolder: modelFolder ?? "", environment, log });
    await container.start(signal);
    return container;
  },
};
