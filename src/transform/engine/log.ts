import { spotText } from "../../pipeline/errors.js";
import type { TransformError } from "../errors.js";
import type { JobSettings } from "../settings.js";
import { MB } from "../settings.js";
import type { ObjectFailure } from "./object-failure.js";
import type { ProgressReport } from "./progress.js";

/*
 * The lines of a job's data log, in the words of AWS where reports show them (aws/amazon-sagemaker-examples issues 898 and 1620,
 * aws/sagemaker-python-sdk issue 1112); lines that AWS does not write name the record and the slowest stage.
 */

/** A line of the data log with its time, in AWS's form. */
export function stamped(line: string, now: Date): string {
  return `${now.toISOString().replace("Z", "")}:[sagemaker logs]: ${line}`;
}

/** The settings that a job runs with. */
export function settingsLine({ concurrency, payloadLimit, strategy }: JobSettings): string {
  const payload = Number.isFinite(payloadLimit) ? payloadLimit / MB : 0;
  const named = strategy === "MultiRecord" ? "MULTI_RECORD" : "SINGLE_RECORD";
  return `MaxConcurrentTransforms=${concurrency}, MaxPayloadInMB=${payload}, BatchStrategy=${named}`;
}

/** Why an object failed; the label is what AWS calls it: `bucket/key`. */
export function failureLines(label: string, { cause, record, line }: ObjectFailure): string[] {
  const lines = [headline(cause), "", "Message:", ...cause.message.split("\n")];
  if (record !== undefined) {
    const spot = spotText(cause.place);
    const stage = cause.stage === undefined ? "" : ` in ${cause.stage}${spot === "" ? "" : `, ${spot}`}`;
    lines.push("", `Record ${record}${line === undefined ? "" : ` (line ${line})`} failed${stage}`);
  }
  return lines.map((text) => (text === "" ? `${label}:` : `${label}: ${text}`));
}

function headline({ code, fault, status }: TransformError): string {
  if (code === "server-error") return `Bad HTTP status received from algorithm: ${status}`;
  if (code === "no-response") return "Unable to get response from algorithm";
  return fault === "ClientError" ? `ClientError: ${status ?? 400}` : fault;
}

/** How many records of an object were left out, and where they are listed. */
export function skippedLine(label: string, bad: number, errors: string): string {
  return `${label}: ${bad} bad ${bad === 1 ? "record" : "records"} left out, listed in ${errors}`;
}

/** What a finished job did, with the container that took longest. */
export function summaryLine(report: ProgressReport): string {
  const { objects, records, bytes, seconds, recordsPerSecond } = report;
  const counts =
    `${objects.done} of ${objects.total} objects, ${records.done} records, ${records.bad} bad, ` +
    `${(bytes.done / MB).toFixed(1)} MB in ${seconds.toFixed(1)} s (${recordsPerSecond} records/s)`;
  const slowest = slowestStage(report);
  return slowest === undefined
    ? counts
    : `${counts}; slowest: ${slowest.name}, ${Math.round(slowest.share * 100)} % of the containers' time`;
}

/** The container with the largest part of the time that all containers took. */
export function slowestStage({
  stages,
}: ProgressReport): { readonly name: string; readonly share: number } | undefined {
  const all = Object.entries(stages);
  const total = all.reduce((sum, [, ms]) => sum + ms, 0);
  if (total === 0) return undefined;
  const [name, ms] = all.reduce((slowest, stage) => (stage[1] > slowest[1] ? stage : slowest));
  return { name, share: ms / total };
}
