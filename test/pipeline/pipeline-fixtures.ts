import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { nativeImages } from "../../src/builtin/native-images.js";
import type { Stage } from "../../src/pipeline/stage.js";
import { inProcess } from "../../src/runtimes/in-process/runtime.js";
import type { RunningContainer } from "../../src/runtimes/runtime.js";
import { FolderWriter } from "../../src/stores/artifacts/folder-writer.js";
import { unpack } from "../../src/stores/artifacts/unpack.js";
import { fixture, root } from "../support.js";

/** `pipeline.json` of a folder below `fixtures/pipelines`; paths of models and schemas are from the root of the repository. */
export interface PipelineFixture {
  readonly name: string;
  /** Whether its containers hand over frames, for some requests at least. */
  readonly handsOver: boolean;
  readonly containers: readonly ContainerFixture[];
  readonly requests: readonly RequestFixture[];
}

interface ContainerFixture {
  readonly image: string;
  readonly model: string;
  /** A file whose text is the value of `SAGEMAKER_SPARKML_SCHEMA`. */
  readonly schema?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface RequestFixture {
  readonly contentType?: string;
  readonly accept?: string;
  /** The body, or the file beside `pipeline.json` that holds it. */
  readonly body?: string;
  readonly file?: string;
  /** A file with one number per line, which the answer must give as float32. */
  readonly expected?: string;
}

export function pipelineFixtures(): PipelineFixture[] {
  return readdirSync(fixture("pipelines")).map((name) => ({
    name,
    ...JSON.parse(readFileSync(fixture("pipelines", name, "pipeline.json"), "utf8")),
  }));
}

export function bodyOf(pipeline: PipelineFixture, request: RequestFixture): Uint8Array {
  if (request.file === undefined) return Buffer.from(request.body!);
  return readFileSync(fixture("pipelines", pipeline.name, request.file));
}

export function environmentOf({ schema, environment }: ContainerFixture): Record<string, string> {
  return {
    ...(schema !== undefined && { SAGEMAKER_SPARKML_SCHEMA: readFileSync(join(root, schema), "utf8") }),
    ...environment,
  };
}

/** Starts a fixture's containers in this process, models unpacked below `folder`. */
export async function startPipeline(pipeline: PipelineFixture, folder: string): Promise<Stage[]> {
  const runtime = inProcess(nativeImages);
  const stages: Stage[] = [];
  for (const [index, container] of pipeline.containers.entries()) {
    const modelFolder = join(folder, `${pipeline.name}-${index}`);
    await unpackModel(join(root, container.model), modelFolder);
    const name = `container-${index + 1}`;
    const environment = environmentOf(container);
    const spec = { name, image: container.image, modelFolder, environment, startupTimeoutMs: 10_000, log: () => {} };
    const started: RunningContainer = await runtime.start(spec);
    stages.push({ name, container: started });
  }
  return stages;
}

async function unpackModel(archive: string, folder: string): Promise<void> {
  const limits = { bytes: 1e9, files: 1000 };
  const writer = new FolderWriter(archive, folder, limits);
  await unpack(createReadStream(archive), statSync(archive).size, writer, limits);
  await writer.digest();
}
