import { type DataProcessing, mediaType } from "../job.js";
import { parseJsonPath } from "../json-path/parse.js";
import type { JsonPath } from "../json-path/path.js";
import { csvProcessor } from "./csv.js";
import { jsonProcessor } from "./json.js";
import type { Processor } from "./processor.js";

/** `DataProcessing` with its paths parsed. */
export interface ProcessingSteps {
  readonly input: JsonPath;
  readonly join: boolean;
  readonly output: JsonPath;
}

/** The steps that `DataProcessing` asks for. Throws `JsonPathError`. */
export function processingSteps(processing: DataProcessing | undefined): ProcessingSteps {
  return {
    input: parseJsonPath(processing?.InputFilter ?? "$"),
    join: processing?.JoinSource === "Input",
    output: parseJsonPath(processing?.OutputFilter ?? "$"),
  };
}

/** Whether records are changed at all: otherwise their bytes, and those of the replies, are passed on unseen. */
export function processes({ input, join, output }: ProcessingSteps): boolean {
  return join || input.steps.length > 0 || output.steps.length > 0;
}

/** The formats that `DataProcessing` can take; undefined for any other. */
export function processorFor(contentType: string | undefined, steps: ProcessingSteps): Processor | undefined {
  switch (mediaType(contentType)) {
    case "text/csv":
      return csvProcessor(steps);
    case "application/json":
    case "application/jsonlines":
      return jsonProcessor(steps);
    default:
      return undefined;
  }
}
