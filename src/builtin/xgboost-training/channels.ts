import { type DataFormat, dataFormats } from "../xgboost/content-type.js";
import { trainingErrors } from "./errors.js";

/** What `inputdataconfig.json` says of a channel. */
export interface ChannelConfiguration {
  readonly ContentType?: string;
  readonly TrainingInputMode: string;
  readonly S3DistributionType: string;
  readonly RecordWrapperType?: string;
}

const defaultContentType = "text/libsvm";
const distributions = ["FullyReplicated", "ShardedByS3Key"];
const titles: Readonly<Record<DataFormat, string>> = {
  csv: "CSV",
  libsvm: "LibSVM",
  parquet: "Parquet",
  "recordio-protobuf": "RecordIO-Protobuf",
};

/**
 * Checks the channels of a job as the container does, and answers the format of its data: that of `train`. Content types with
 * parameters are refused. Throws `TrainingError`.
 */
export function validateChannels(channels: Readonly<Record<string, ChannelConfiguration>>): DataFormat {
  if (channels.train === undefined) throw trainingErrors.missingChannel("train");
  for (const [name, channel] of Object.entries(channels)) {
    if (name !== "train" && name !== "validation" && name !== "code") throw trainingErrors.extraneousChannel(name);
    const {
      ContentType: type = defaultContentType,
      TrainingInputMode: mode,
      S3DistributionType: distribution,
    } = channel;
    const isKnown = name === "code" ? type === "text/python" && mode === "File" : Object.hasOwn(dataFormats, type);
    const isSupported =
      isKnown &&
      distributions.includes(distribution) &&
      (mode === "File" || (mode === "Pipe" && dataFormats[type] !== "libsvm"));
    if (!isSupported) throw trainingErrors.channelConfiguration(name, pythonDict({ ...channel, ContentType: type }));
  }
  const format = dataFormats[channels.train.ContentType ?? defaultContentType];
  if (channels.train.TrainingInputMode === "Pipe") throw trainingErrors.pipeMode(titles[format]);
  return format;
}

function pythonDict(value: object): string {
  return `{${Object.entries(value)
    .map(([key, entry]) => `'${key}': '${entry}'`)
    .join(", ")}}`;
}
