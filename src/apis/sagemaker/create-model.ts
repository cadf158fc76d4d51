import { containersOf } from "../../endpoints/definitions.js";
import { ArtifactError } from "../../stores/artifacts/errors.js";
import { sourceOf } from "../../stores/artifacts/source.js";
import { arnOf } from "./arn.js";
import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";
import { checkModel } from "./model-rules.js";
import { operation } from "./operation.js";
import type { Shaped } from "./shape-tables.js";
import { storeNew } from "./store-new.js";
import { newTags } from "./tags.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html */
export const createModel = operation("CreateModelInput", async (context: ControlContext, input) => {
  const { Tags, ...model } = input;
  const arn = arnOf(context, "model", model.ModelName);
  checkModel(model);
  if (context.records.get("model", model.ModelName)) throw errors.exists("model", arn);
  await checkModelData(context, model);
  const now = new Date();
  const name = model.ModelName;
  const record = { kind: "model", name, arn, status: "", created: now, modified: now, document: model };
  const taken = () => errors.exists("model", arn);
  storeNew(() => context.records.insert(record, newTags(Tags)), taken);
  return { ModelArn: arn };
});

/** What can be seen without a transfer: that there is an object. The rest shows when an endpoint or a job starts. */
async function checkModelData(context: ControlContext, model: Shaped<"CreateModelInput">): Promise<void> {
  for (const container of containersOf(model)) {
    const source = sourceOf(container);
    if (source === undefined || container.Mode === "MultiModel") continue;
    try {
      await context.artifacts.check(source);
    } catch (error) {
      if (!(error instanceof ArtifactError)) throw error;
      throw error.code === "NotFound" ? errors.modelDataNotFound(source.uri) : errors.badLocation(error.message);
    }
  }
}
