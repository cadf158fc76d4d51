import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { MetricDefinition, NativeTrainer, TrainingRun } from "../../pipeline/native-trainer.js";
import { TrainingError } from "./errors.js";
import { logLine } from "./log.js";
import { metricNames } from "./metrics/names.js";
import { profileOf } from "./versions.js";

/** Amazon's XGBoost training container (`sagemaker-xgboost`), in algorithm mode, without Python. */
export const xgboostTrainer: NativeTrainer = {
  accepts: (image) => profileOf(image) !== undefined,
  metricDefinitions: metricNames.flatMap((metric) =>
    ["train", "validation"].map((dataset) => definition(dataset, metric)),
  ),
  train,
};

/** As the service defines them for this image: CloudWatch shows the tabs of log lines as `#011`. */
function definition(dataset: string, metric: string): MetricDefinition {
  return { Name: `${dataset}:${metric}`, Regex: `.*\\[[0-9]+\\].*#011${dataset}-${metric}:([^#\\s]+).*` };
}

async function train(run: TrainingRun): Promise<number> {
  try {
    const { runTraining } = await import("./run.js"); // much code, and a server starts without it
    await runTraining(run, profileOf(run.image)!);
    await writeFile(join(run.folder, "output", "success"), "");
    return 0;
  } catch (error) {
    if (run.signal.aborted) return 0;
    const failure = join(run.folder, "output", "failure");
    const text = failureText(error);
    run.print(logLine("ERROR", "Reporting training FAILURE"));
    for (const line of text.split("\n")) run.print(line);
    await mkdir(dirname(failure), { recursive: true });
    await writeFile(failure, text);
    return 1;
  }
}

/** What the container writes into `/opt/ml/output/failure`: a traceback, of which only the last line matters, and the message. */
function failureText(error: unknown): string {
  const known = error instanceof TrainingError;
  const name = known ? `sagemaker_algorithm_toolkit.exceptions.${error.failureClass}` : "Exception";
  const message = error instanceof Error ? error.message : String(error);
  const trace = known ? "" : `${(error as Error)?.stack ?? ""}\n`;
  return `framework error: \nTraceback (most recent call last):\n${trace}${name}: ${message}\n\n${message}`;
}
