import type { Explainer } from "./explainer.js";

/** What interactions are made from. */
export interface Contributions {
  readonly contribs: Explainer["contribs"];
  /** Fills `out` with the contributions to one row where a feature is known to be there (on) or absent (off). */
  conditional(
    rows: Float32Array,
    at: number,
    columnCount: number,
    out: Float32Array,
    condition: "on" | "off",
    feature: number,
  ): void;
  /** Whether any tree splits on a feature: holding another one changes nothing. */
  uses(feature: number): boolean;
}

/**
 * SHAP interaction values: what two features do together stands in two halves off the diagonal; the diagonal has the rest of
 * each feature's contribution (`PredictInteractionContributions` of `src/predictor/cpu_predictor.cc`, in its order of sums).
 */
export function interactionsOf(
  { contribs, conditional, uses }: Contributions,
  numFeature: number,
  groups: number,
): Explainer["interactions"] {
  const width = numFeature + 1;
  const whole = new Float32Array(groups * width);
  const on = new Float32Array(groups * width);
  const off = new Float32Array(groups * width);
  return (rows, rowCount, columnCount, out) => {
    for (let row = 0; row < rowCount; row++) {
      const at = row * columnCount;
      const to = row * groups * width * width;
      contribs(rows.subarray(at, at + columnCount), 1, columnCount, whole, false);
      out.fill(0, to, to + groups * width * width);
      for (let feature = 0; feature < width; feature++) {
        const interacts = uses(feature);
        if (interacts) {
          conditional(rows, at, columnCount, on, "on", feature);
          conditional(rows, at, columnCount, off, "off", feature);
        }
        for (let group = 0; group < groups; group++) {
          const line = to + (group * width + feature) * width;
          if (interacts) fillLine(out, line, feature, width, whole, on, off, group * width);
          else out[line + feature] = whole[group * width + feature];
        }
      }
    }
  };
}

function fillLine(
  out: Float32Array,
  line: number,
  feature: number,
  width: number,
  whole: Float32Array,
  on: Float32Array,
  off: Float32Array,
  from: number,
): void {
  for (let other = 0; other < width; other++) {
    if (other === feature) out[line + feature] += whole[from + feature];
    else {
      out[line + other] = Math.fround(on[from + other] - off[from + other]) / 2;
      out[line + feature] -= out[line + other];
    }
  }
}
