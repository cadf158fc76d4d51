import type { Score } from "../../xgboost/index.js";

/** How the container's logger writes a line: `[2024-06-07:12:00:00:INFO] text`. */
export function logLine(level: "INFO" | "WARNING" | "ERROR", text: string, now: Date = new Date()): string {
  const [date, time] = now.toISOString().slice(0, 19).split("T");
  return `[${date}:${time}:${level}] ${text}`;
}

/** A round as XGBoost's `EvaluationMonitor` prints it: `[0]⇥train-rmse:9.12345⇥validation-rmse:9.23456`. */
export function roundLine(round: number, scores: readonly Score[]): string {
  const cells = scores.map(({ dataset, metric, value }) => `\t${dataset}-${metric}:${fixed(value)}`);
  return `[${round}]${cells.join("")}`;
}

/** Python's `%.5f`. */
export function fixed(value: number): string {
  if (Number.isFinite(value)) return value.toFixed(5);
  return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}
