import { createHash } from "node:crypto";
import type { LogWriter } from "../../stores/logs.js";
import { stamped } from "../engine/log.js";

const group = "/aws/sagemaker/TransformJobs";

/**
 * The log streams of one job: `<job>/<instance>-<start>` for each instance (from 1), with the container's name in a pipeline. The
 * data log is beside those of the first: objects belong to no instance here.
 */
export interface JobLogs {
  container(instance: number, name: string): (line: string) => void;
  data(line: string): void;
}

/** @param seed what the instances' ids are made from, so that a restart goes on with the same streams. */
export function jobLogs(logs: LogWriter, name: string, started: number, seed: string): JobLogs {
  const stream = (instance: number) => {
    const id = createHash("sha1").update(`${seed} ${instance}`).digest("hex").slice(0, 17);
    return `${name}/i-${id}-${Math.floor(started / 1000)}`;
  };
  return {
    container: (instance, container) => {
      const own = container === "primary" ? stream(instance) : `${stream(instance)}/${container}`;
      return (line) => logs.write(group, own, line);
    },
    data: (line) => logs.write(group, `${stream(1)}/data-log`, stamped(line, new Date())),
  };
}
