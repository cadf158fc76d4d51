import { availableParallelism } from "node:os";
import type { NativeImage } from "../../pipeline/native-image.js";
import { isImageOf, parseImage } from "../images.js";
import { nativeContainer } from "../native.js";
import { bodyLimitOf, xgboostNative } from "./container.js";
import { startErrors } from "./errors.js";
import { loadModels } from "./models.js";
import { versionOf } from "./version.js";

/** SageMaker's XGBoost (algorithm mode), by any of its image URIs, and `kakehi/xgboost`; the tag says which version. */
export const xgboost: NativeImage = {
  matches: (image) => isImageOf(image, ["sagemaker-xgboost", "xgboost", "kakehi/xgboost"]),

  async start({ name, image, modelFolder, environment, log }) {
    if (modelFolder === undefined) throw startErrors.noModelFolder();
    refuseOtherModes(environment);
    const version = versionOf(parseImage(image)!);
    const ensemble = version.ensembles && (environment.SAGEMAKER_INFERENCE_ENSEMBLE ?? "true") === "true";
    const models = await loadModels(modelFolder, ensemble);
    const { objective, numFeature } = models.predictors[0];
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
  const { SAGEMAKER_PROGRAM: program = "" } = environment;
  if (program !== "") throw startErrors.scriptMode(program);
  if ("SAGEMAKER_MULTI_MODEL" in environment) throw startErrors.multiModel();
}
