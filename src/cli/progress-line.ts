import { slowestStage } from "../transform/engine/log.js";
import type { ProgressReport } from "../transform/engine/progress.js";

const width = 30;

/** Shows on standard error how far a job is: a bar that is drawn over and over on a terminal, now and then a line elsewhere. */
export function showProgress(report: () => ProgressReport): { line(text: string): void; end(): void } {
  const terminal = process.stderr.isTTY;
  const draw = () => process.stderr.write(terminal ? `\r\x1b[K${barOf(report())}` : `${plainOf(report())}\n`);
  const timer = setInterval(draw, terminal ? 200 : 5000);
  return {
    /** Prints a line without tearing the bar. */
    line: (text) => process.stderr.write(`${terminal ? "\r\x1b[K" : ""}${text}\n`),
    end() {
      clearInterval(timer);
      if (terminal) process.stderr.write("\r\x1b[K");
    },
  };
}

/** A bar of the share of bytes that is done, and `plainOf` after it. */
export function barOf(report: ProgressReport): string {
  const share = report.bytes.total === 0 ? 0 : Math.min(1, report.bytes.done / report.bytes.total);
  const full = Math.round(share * width);
  const bar = `${"█".repeat(full)}${"░".repeat(width - full)}`;
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${plainOf(report)}`;
}

/** Counts, speed and the time left, for logs and narrow terminals. */
export function plainOf(report: ProgressReport): string {
  const { objects, records, recordsPerSecond, secondsLeft } = report;
  const parts = [
    `${objects.done + objects.failed} of ${objects.total} files`,
    `${records.done} records`,
    ...(records.bad > 0 ? [`${records.bad} bad`] : []),
    `${recordsPerSecond}/s`,
    ...(secondsLeft === undefined ? [] : [`${duration(secondsLeft)} left`]),
  ];
  const slowest = slowestStage(report);
  if (slowest !== undefined && Object.keys(report.stages).length > 1) {
    parts.push(`slowest: ${slowest.name} ${Math.round(slowest.share * 100)} %`);
  }
  return parts.join(", ");
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
