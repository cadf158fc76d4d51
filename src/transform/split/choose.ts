import { mediaType, type SplitType } from "../job.js";
import { csvSplitter } from "./csv.js";
import { lineSplitter } from "./line.js";
import { recordioSplitter } from "./recordio.js";
import type { Splitter } from "./splitter.js";
import { tfrecordSplitter } from "./tfrecord.js";
import { wholeSplitter } from "./whole.js";

/** The splitter of a job; only `text/csv` changes what a line is. */
export function splitterFor(splitType: SplitType | undefined, contentType: string | undefined): Splitter {
  switch (splitType) {
    case "Line":
      return mediaType(contentType) === "text/csv" ? csvSplitter : lineSplitter;
    case "RecordIO":
      return recordioSplitter;
    case "TFRecord":
      return tfrecordSplitter;
    default:
      return wholeSplitter;
  }
}
