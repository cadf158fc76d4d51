import { createHash } from "node:crypto";
import type { LogWriter } from "../../stores/logs.js";
import { stamped } from "../engine/log.js";

const group = "/aws/sagemaker/TransformJobs";

/** The log streams of one job: `<job>/<instance>-<start>`, with the container's name in a pipeline, and its data log beside them. */
export interface JobLogs {
  container(name: string): (line: string) => void;
  data(line: string): void;
}

/** @param seed what the instance's id is made from, so that a restart goes on with the same streams. */
export function jobLogs(logs: LogWriter, name: string, started: number, seed: string): JobLogs {
  const instance = `i-${createHash("sha1").update(seed).digest("hex").slice(0, 17)}`;
  const stream = `${name}/${instance}-${Math.floor(started / 1000)}`;
  return {
    container: (container) => {
      const own = container === "primary" ? stream : `${stream}/${container}`;
      return (line) => logs.write(group, own, line);
    },
    data: (line) => logs.write(group, `${stream}/data-log`, stamped(line, new Date())),
  };
}
