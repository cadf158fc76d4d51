import type { Invocation, Reply } from "../../pipeline/container.js";
import type { StageObserver, StageReport } from "../../pipeline/stage.js";
import type { Deployment } from "../deployment.js";
import { captureLine, type StageCapture } from "./line.js";
import { type CaptureSettings, captureSettings } from "./settings.js";
import type { CaptureWriter } from "./writer.js";

/** A container definition's environment with this set to `true` has the container's output captured too. */
export const captureOutputVariable = "KAKEHI_CAPTURE_OUTPUT";

/** Captures one endpoint's traffic between two updates. */
export class Capture {
  readonly #settings: CaptureSettings;
  readonly #writer: CaptureWriter;
  readonly #endpoint: string;

  private constructor(settings: CaptureSettings, writer: CaptureWriter, endpoint: string) {
    this.#settings = settings;
    this.#writer = writer;
    this.#endpoint = endpoint;
  }

  /** Undefined where the deployment captures nothing. */
  static of(deployment: Deployment, writer: CaptureWriter | undefined, endpoint: string): Capture | undefined {
    const settings = captureSettings(deployment.config.DataCaptureConfig);
    return settings === undefined || writer === undefined ? undefined : new Capture(settings, writer, endpoint);
  }

  /** Whether the next request is one of the sample. */
  sampled(): boolean {
    return this.#settings.share >= 1 || Math.random() < this.#settings.share;
  }

  /** @param variant its name; `stages`: outputs of containers for which that was asked. */
  record(variant: string, invocation: Invocation, reply: Reply, stages: readonly StageCapture[]): void {
    const { bucket, prefix } = this.#settings;
    const folder = [prefix, this.#endpoint, variant].filter((part) => part !== "").join("/");
    this.#writer.write(bucket, folder, captureLine(this.#settings, invocation, reply, stages));
  }
}

/** Keeps what the named containers put out. */
export class StageCaptures implements StageObserver {
  readonly captures: StageCapture[] = [];
  readonly #containers: ReadonlySet<string>;

  constructor(containers: ReadonlySet<string>) {
    this.#containers = containers;
  }

  stage(report: StageReport): void {
    if (!this.#containers.has(report.name)) return;
    const reply = report.output();
    if (reply !== undefined) this.captures.push({ container: report.name, reply });
  }
}
