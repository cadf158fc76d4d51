import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkpointsPath, inOptMl } from "../../pipeline/opt-ml.js";
import type { SelectableObjects } from "../../stores/objects/select.js";
import { downloadErrors } from "../errors.js";
import type { Channel, TrainingJob } from "../job.js";
import { inputModeOf } from "../rules.js";
import { download } from "./download.js";

/** Makes what a training container finds under `/opt/ml`, data and checkpoints included. Throws `DownloadError`. */
export async function layOutTraining(
  folder: string,
  job: TrainingJob,
  objects: SelectableObjects,
  signal: AbortSignal,
): Promise<void> {
  await prepareFolder(folder, job);
  for (const { ChannelName: name, DataSource } of job.InputDataConfig ?? []) {
    const source = DataSource.S3DataSource!;
    if ((await download(objects, source, join(folder, "input/data", name), signal)) === 0)
      throw downloadErrors.nothingFound(source.S3Uri, name);
  }
  const { CheckpointConfig: checkpoint } = job;
  if (checkpoint === undefined) return;
  const saved = { S3DataType: "S3Prefix", S3Uri: `${checkpoint.S3Uri.replace(/\/+$/, "")}/` };
  await download(objects, saved, inOptMl(folder, checkpoint.LocalPath), signal);
}

/**
 * The files of a training's configuration, and empty folders for what it makes.
 * Source: developer guide, "How Amazon SageMaker Provides Training Information".
 */
export async function prepareFolder(folder: string, job: TrainingJob): Promise<void> {
  for (const path of ["input/config", "input/data", "model", "output/data"])
    await mkdir(join(folder, path), { recursive: true });
  for (const [name, content] of Object.entries(configuration(job)))
    await writeFile(join(folder, "input/config", name), JSON.stringify(content));
}

/** The files of `input/config`. */
function configuration(job: TrainingJob): Record<string, unknown> {
  const channels = job.InputDataConfig ?? [];
  return {
    "hyperparameters.json": job.HyperParameters ?? {},
    "inputdataconfig.json": Object.fromEntries(
      channels.map((channel) => [channel.ChannelName, channelConfiguration(job, channel)]),
    ),
    "resourceconfig.json": {
      current_host: "algo-1",
      current_instance_type: job.ResourceConfig?.InstanceType,
      current_group_name: "homogeneousCluster",
      hosts: ["algo-1"],
      instance_groups: [
        {
          instance_group_name: "homogeneousCluster",
          instance_type: job.ResourceConfig?.InstanceType,
          hosts: ["algo-1"],
        },
      ],
      network_interface_name: "eth0",
    },
    ...(job.CheckpointConfig && {
      "checkpointconfig.json": { LocalPath: checkpointsPath, ...job.CheckpointConfig },
    }),
  };
}

/** What the container is told of a channel; FastFile looks like files to it. */
function channelConfiguration(job: TrainingJob, channel: Channel) {
  const mode = inputModeOf(job, channel);
  return {
    ContentType: channel.ContentType,
    TrainingInputMode: mode === "FastFile" ? "File" : mode,
    S3DistributionType: channel.DataSource.S3DataSource?.S3DataDistributionType ?? "FullyReplicated",
    RecordWrapperType: channel.RecordWrapperType ?? "None",
  };
}
