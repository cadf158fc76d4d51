/**
 * The third stage: makes of XGBoost's number of rings what a client wants to know. An abalone's age is its rings plus 1.5 years,
 * as the data set's authors say.
 */
import type { Handler, Rows } from "kakehi/handler";

interface Age {
  readonly rings: number;
  readonly age_in_years: number;
}

type Postprocess = Handler<undefined, Rows, Age[]>;

export const predict: Postprocess["predict"] = (rows) =>
  rows.map(([cell]) => {
    const rings = Number(cell);
    return { rings, age_in_years: Math.round((rings + 1.5) * 10) / 10 };
  });
