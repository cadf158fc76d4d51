import type { ImageName } from "../images.js";

/** What differs between the versions of the container. */
export interface ContainerVersion {
  /** All predictions on one line, joined by commas, and always as CSV: up to 1.2-1. */
  readonly oneLine: boolean;
  /** `SAGEMAKER_INFERENCE_OUTPUT` is known: from 1.0-1. */
  readonly selectable: boolean;
  /** Several model files are an ensemble: from 1.2-2. */
  readonly ensembles: boolean;
  /** LIBSVM indices are taken for one-based when none is 0: from 3.2-0. */
  readonly shiftsLibsvm: boolean;
  /** Its numpy shows texts as `np.str_('NA')`: from 3.0-5. */
  readonly numpy2: boolean;
  /** How libxgboost words its checks. */
  readonly checks: { readonly columns: string; readonly values: string };
}

/** What `kakehi/xgboost` without a tag is. */
const newest = [3, 0, 5] as const;

const until17 = {
  columns: "src/learner.cc:1510",
  values: "src/data/data.cc:1104: Check failed: valid: Input data contains `inf` or `nan`",
};
const since20 = {
  columns: "src/learner.cc:1289",
  values:
    "src/data/data.cc:1196: Check failed: valid: Input data contains `inf` or a value too large, while `missing` is not set to `inf`",
};

/** The version that an image is: `1.7-1`, `1.2-1-cpu-py3`; the old repository `xgboost` has none newer than 0.72. */
export function versionOf({ repository, tag }: ImageName): ContainerVersion {
  const parsed = /^(\d+)\.(\d+)(?:-(\d+))?/.exec(tag ?? "");
  const unknown = repository === "xgboost" ? [0, 72, 1] : newest;
  const version = parsed === null ? unknown : [Number(parsed[1]), Number(parsed[2]), Number(parsed[3] ?? 0)];
  const atLeast = (...other: readonly number[]) => compare(version, other) >= 0;
  return {
    oneLine: !atLeast(1, 2, 2),
    selectable: atLeast(1, 0, 0),
    ensembles: atLeast(1, 2, 2),
    shiftsLibsvm: atLeast(3, 2, 0),
    numpy2: atLeast(3, 0, 0),
    checks: atLeast(2, 0, 0) ? since20 : until17,
  };
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let part = 0; part < 3; part++) if (a[part] !== b[part]) return a[part] - b[part];
  return 0;
}
