import type { LogWriter } from "../../stores/logs.js";

const group = "/aws/sagemaker/TrainingJobs";

/** The log stream of a job: `<job>/algo-1-<start>`. */
export function trainingLog(logs: LogWriter, name: string, started: number): (line: string) => void {
  const stream = `${name}/algo-1-${Math.floor(started / 1000)}`;
  return (line) => logs.write(group, stream, line);
}

/** A line as CloudWatch shows it: control characters in octal, so that a tab is `#011`. */
export function escapeControls(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it is about
  return line.replace(/[\0-\x1f\x7f]/g, (control) => `#${control.charCodeAt(0).toString(8).padStart(3, "0")}`);
}
