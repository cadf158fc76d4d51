import { parseMediaType } from "../../content/media-type.js";
import { refusals } from "./errors.js";

/** The formats of the container's data, under the names that messages use. */
export type DataFormat = "csv" | "libsvm" | "recordio-protobuf" | "parquet";

/** Those that a request may have. */
export type InputFormat = Exclude<DataFormat, "parquet">;

/** Which content type means which format, for training as for inference. */
export const dataFormats: Readonly<Record<string, DataFormat>> = {
  csv: "csv",
  "text/csv": "csv",
  libsvm: "libsvm",
  "text/libsvm": "libsvm",
  "text/x-libsvm": "libsvm",
  "recordio-protobuf": "recordio-protobuf",
  "application/x-recordio-protobuf": "recordio-protobuf",
  parquet: "parquet",
  "application/x-parquet": "parquet",
};

/** The format that a Content-Type means; without one it is LIBSVM. */
export function inputFormat(contentType: string | undefined): InputFormat {
  if (contentType === undefined) return "libsvm";
  const { essence, parameters } = parseMediaType(contentType);
  const format = Object.hasOwn(dataFormats, essence) ? dataFormats[essence] : undefined;
  if (format === undefined) throw refusals.contentType(contentType);
  if (format === "parquet") throw refusals.notForInference(contentType);
  const labelSize = parameters.get("label_size");
  if (format === "csv" && labelSize !== undefined && labelSize !== "1") throw refusals.labelSize(contentType);
  return format;
}
