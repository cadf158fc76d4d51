import { availableParallelism } from "node:os";
import type { NativeImage } from "../../pipeline/native-image.js";
import { isImageOf, parseImage } from "../images.js";
import { nativeContainer } from "../native.js";
import { bodyLimitOf, xgboostNative } from "./container.js";
import { loadModels } from "./models.js";
import { versionOf } from "./version.js";

/** SageMaker's XGBoost (algorithm mode), by any of its image URIs, and `kakehi/xgboost`; the tag says which version. */
export const xgboost: NativeImage = {
  matches: (image) => isImageOf(image, ["sagemaker-xgboost", "xgboost", "kakehi/xgboost"]),

  async start({ name, image, modelFolder, environment, log }) {
    if (modelFolder === undefined) throw new Error("XGBoost needs a model: a model.tar.gz with the model file in it");
    refuseOtherModes(environment);
    const version = versionOf(parseImage(image)!);
    const ensemble = version.ensembles && (environment.SAGEMAKER_INFERENCE_ENSEMBLE ?? "true") === "true";
    const models = await loadModels(modelFolder, ensemble);
    const { objective, numFeature } = models.predictors[0]!;
    log(`Model objective : ${objective}, ${numFeature} features, ${models.predictors.length} model(s)`);
    const limitMb = Math.floor(bodyLimitOf(environment) / 1024 ** 2);
    return nativeContainer({
      name,
      native: xgboostNative(models, version, environment),
      executionParameters: `{"MaxConcurrentTransforms": ${availableParallelism()}, "BatchStrategy": "MULTI_RECORD", "MaxPayloadInMB": ${limitMb}}`,
      log,
    });
  },
};

/** The container's other two modes need Python, or load models while it runs: better no answer than another one. */
function refuseOtherModes(environment: Readonly<Record<string, string>>): void {
  if ((environment.SAGEMAKER_PROGRAM ?? "") !== "") {
    throw new Error(
      `script mode (SAGEMAKER_PROGRAM=${environment.SAGEMAKER_PROGRAM}) runs Python code, which is not run here: ` +
        "serve the model without the script, or run the container as a process or with Docker",
    );
  }
  if ("SAGEMAKER_MULTI_MODEL" in environment)
    throw new Error("multi-model mode (SAGEMAKER_MULTI_MODEL) is not supported");
}
