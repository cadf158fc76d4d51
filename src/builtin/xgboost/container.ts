import { toDense } from "../../content/matrix.js";
import { parseMediaType } from "../../content/media-type.js";
import type { Field, Frame, VectorColumn } from "../../frame/types.js";
import type { NativeContainer } from "../../pipeline/container.js";
import { acceptOf } from "./accept.js";
import { featuresOf } from "./adopt.js";
import { inputFormat } from "./content-type.js";
import { encodeBatch, encodeOneLine, encodePredictions } from "./encode.js";
import { refusals, startErrors } from "./errors.js";
import type { LoadedModels } from "./models.js";
import { readPayload } from "./payload.js";
import { checkColumns, predictWith } from "./predict.js";
import { encodeSelected, selectedKeys } from "./selectable.js";
import type { ContainerVersion } from "./version.js";

const floats = { shape: "tensor", base: "float", nullable: false } as const;
const featureFields: readonly Field[] = [{ name: "features", type: floats }];
const predictionFields: readonly Field[] = [{ name: "predictions", type: floats }];

/** A frame of one column: the features of each row, or what is predicted for it. */
interface VectorFrame extends Frame {
  readonly columns: readonly [VectorColumn];
}

/** The most that a body may have, in bytes (`MAX_CONTENT_LENGTH`). */
export function bodyLimitOf(environment: Readonly<Record<string, string>>): number {
  const text = environment.MAX_CONTENT_LENGTH ?? "6291456";
  if (!/^\s*\d+\s*$/.test(text)) throw startErrors.bodyLimit(text);
  return Number(text);
}

/** The `/invocations` of SageMaker's XGBoost container in algorithm mode. Where it differs is listed in `docs/differences.md`. */
export function xgboostNative(
  models: LoadedModels,
  version: ContainerVersion,
  environment: Readonly<Record<string, string>>,
): NativeContainer<VectorFrame> {
  const bodyLimit = bodyLimitOf(environment);
  const acceptType = acceptOf(environment);
  const predict = predictWith(models);
  const batch = (environment.SAGEMAKER_BATCH ?? "") !== "";
  const selection = version.selectable ? environment.SAGEMAKER_INFERENCE_OUTPUT : undefined;
  const keys = selection === undefined ? undefined : selectedKeys(selection);
  const [predictor] = models.predictors;

  return {
    parse({ contentType, body }) {
      if (body.length > bodyLimit) throw refusals.tooLarge();
      if (body.length === 0) throw refusals.empty();
      const format = inputFormat(contentType);
      const matrix = readPayload(format, body, version);
      // Before a sparse matrix is written out: its indices may be anything.
      checkColumns(format, matrix.columns, models, version);
      const { values, rows, columns } = toDense(matrix);
      return { fields: featureFields, columns: [{ kind: "vector", values, size: columns }], rows };
    },

    run({ columns: [features], rows }) {
      return { fields: predictionFields, columns: [predict(features, rows)], rows };
    },

    format({ columns: [predictions], rows }, accept) {
      if (keys !== undefined) return encodeSelected(predictions, rows, predictor, keys, acceptType(accept), batch);
      if (version.oneLine) return encodeOneLine(predictions, rows, batch);
      const type = acceptType(accept);
      return batch ? encodeBatch(predictions, rows, type) : encodePredictions(predictions, rows, type);
    },

    defaultContentType: () =>
      version.oneLine && keys === undefined ? "text/csv; charset=utf-8" : acceptType(undefined),

    adopt(frame, contentType) {
      if (parseMediaType(contentType).essence !== "text/csv") return undefined;
      const features = featuresOf(frame, bodyLimit);
      if (features === undefined) return undefined;
      checkColumns("csv", features.size, models, version);
      return { fields: featureFields, columns: [features], rows: frame.rows };
    },
  };
}
