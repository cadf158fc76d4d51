import type { Format } from "./format.js";
import { readModel, readNode } from "./json-read.js";
import { writeModel, writeNode } from "./json-write.js";

/** The JSON encoding that MLeap writes since 0.8 (`ml.combust.bundle.json.JsonSupport`). */
export const json: Format = { name: "json", extension: "json", readModel, readNode, writeModel, writeNode };
