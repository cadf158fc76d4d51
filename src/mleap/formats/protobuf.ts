import type { Format } from "./format.js";
import { readModel, readNode } from "./protobuf-read.js";
import { writeModel, writeNode } from "./protobuf-write.js";

/** The protobuf encoding: messages of the package `ml.bundle` (combust/bundle-protobuf, `bundle/bundle.proto`). */
export const protobuf: Format = { name: "protobuf", extension: "pb", readModel, readNode, writeModel, writeNode };
