import { availableParallelism } from "node:os";
import { loadBundle } from "../../mleap/bundle.js";
import type { NativeImage } from "../../pipeline/native-image.js";
import { isImageOf } from "../images.js";
import { readFolder } from "../model-folder.js";
import { nativeContainer } from "../native.js";
import { sparkmlNative } from "./container.js";
import { startErrors } from "./errors.js";
import { schemaSource } from "./schema-source.js";

/** Amazon's SparkML Serving, by any of its image URIs, and `kakehi/sparkml-serving`. */
export const sparkmlServing: NativeImage = {
  matches: (image) => isImageOf(image, ["sagemaker-sparkml-serving", "kakehi/sparkml-serving"]),

  async start({ name, modelFolder, environment, log }) {
    if (modelFolder === undefined) throw startErrors.noModelFolder();
    const files = await readFolder(modelFolder);
    const bundle = await loadBundle(files);
    const schemas = schemaSource(bundle, environment.SAGEMAKER_SPARKML_SCHEMA, files.get("schema.json"));
    log(`bundle ${bundle.info.name} loaded: ${bundle.graph.map(({ op }) => op).join(", ")}`);
    return nativeContainer({
      name,
      native: sparkmlNative(schemas, environment),
      executionParameters: JSON.stringify({
        MaxConcurrentTransforms: availableParallelism(),
        BatchStrategy: "SINGLE_RECORD",
        MaxPayloadInMB: 5,
      }),
      log,
    });
  },
};
