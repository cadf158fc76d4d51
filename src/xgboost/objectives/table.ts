import { xgboostError } from "../errors.js";
import type { Version } from "../model.js";
import { expectile } from "./expectile.js";
import { exponential } from "./exponential.js";
import { hinge } from "./hinge.js";
import { identity } from "./identity.js";
import type { Link } from "./link.js";
import { logistic, rawLogistic } from "./logistic.js";
import { softmax, softprob } from "./softmax.js";

/** The link of an objective in a version of libxgboost. Throws `XgboostError` `objective_unknown`. */
export function linkOf(objective: string, version: Version): Link {
  if (!Object.hasOwn(links, objective)) throw xgboostError("objective_unknown", objective);
  return links[objective](version);
}

/** Every objective of libxgboost and its link, which may depend on the version whose model it is. */
const links: Readonly<Record<string, (version: Version) => Link>> = {
  "reg:squarederror": () => identity,
  "reg:linear": () => identity,
  "reg:squaredlogerror": () => identity,
  "reg:pseudohubererror": () => identity,
  "reg:absoluteerror": () => identity,
  "reg:quantileerror": () => identity,
  "reg:expectileerror": () => expectile,
  "reg:logistic": logistic,
  "reg:gamma": () => exponential,
  "reg:tweedie": () => exponential,
  "count:poisson": () => exponential,
  "binary:logistic": logistic,
  "binary:logitraw": rawLogistic,
  "binary:hinge": () => hinge,
  "multi:softmax": () => softmax,
  "multi:softprob": () => softprob,
  "rank:pairwise": () => identity,
  "rank:ndcg": () => identity,
  "rank:map": () => identity,
  "survival:cox": () => exponential,
  "survival:aft": () => exponential,
};
