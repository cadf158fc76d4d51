import type { Version } from "../../xgboost/index.js";
import { parseImage } from "../images.js";

/** Repositories of the XGBoost container and of this project's own name for it. */
const repositories = ["sagemaker-xgboost", "kakehi/xgboost"];

/** What is special about the models of an image's version. */
export interface ModelProfile {
  /** The libxgboost that the model says it is of. */
  readonly version: Version;
  readonly format: "json" | "ubj";
}

/** By the beginning of the tag; images of before 1.7 read nothing that is written here, their successors do. */
const profiles: readonly (readonly [prefix: string, profile: ModelProfile])[] = [
  ["3.2", { version: [3, 2, 0], format: "ubj" }],
  ["3.0", { version: [3, 0, 5], format: "ubj" }],
  ["1.7", { version: [1, 7, 4], format: "ubj" }],
  ["1.5", { version: [1, 7, 4], format: "json" }],
  ["1.3", { version: [1, 7, 4], format: "json" }],
  ["1.2", { version: [1, 7, 4], format: "json" }],
  ["1.0", { version: [1, 7, 4], format: "json" }],
  ["0.90", { version: [1, 7, 4], format: "json" }],
];

/** The profile of an image, that of the newest for a tag that is not known; undefined for images of other repositories. */
export function profileOf(image: string): ModelProfile | undefined {
  const name = parseImage(image);
  if (name === undefined || !repositories.includes(name.repository)) return undefined;
  const known = profiles.find(([prefix]) => name.tag?.startsWith(`${prefix}-`));
  return (known ?? profiles[0])[1];
}
