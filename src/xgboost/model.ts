/**
 * An XGBoost model as plain data: what a model file says, in XGBoost's own words. Readers make it, the trainer makes it,
 * `createPredictor` and the writers take it.
 */
export interface Model {
  /**
   * The libxgboost whose file it is, `[major, minor, patch]`. It decides details of prediction that changed between
   * versions, and the layout that a writer gives the file.
   */
  readonly version: Version;
  /** Number of features (columns); rows may have fewer, never more. */
  readonly numFeature: number;
  /** Number of classes of a `multi:*` objective, otherwise 0. */
  readonly numClass: number;
  /** Number of targets (outputs per row that are not classes); 1 unless the model has several. */
  readonly numTarget: number;
  /**
   * Intercept, one entry or one per output, in user space (a probability for `binary:logistic`, a mean for
   * `count:poisson`). Files of versions before 1.0 hold the margin itself, except for `multi:*`.
   */
  readonly baseScore: Float32Array;
  /** Whether training may estimate the intercept (true unless the user gave one). */
  readonly boostFromAverage: boolean;
  readonly objective: Objective;
  readonly booster: TreeBooster | LinearBooster;
  /** One name per feature, or none. */
  readonly featureNames: readonly string[];
  /** `float`, `int`, `i`, `q` or `c` (categorical) per feature, or none. */
  readonly featureTypes: readonly string[];
  /** Free text beside the model: `best_iteration`, `best_score`, what scikit-learn wrappers keep. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A model of boosted trees. */
export type TreeModel = Model & { readonly booster: TreeBooster };

export type Version = readonly [major: number, minor: number, patch: number];

export interface Objective {
  /** `reg:squarederror`, `binary:logistic`, … */
  readonly name: string;
  /** Its parameter blocks as the file has them, all text: `{ reg_loss_param: { scale_pos_weight: "1" } }`. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What unbiased ranking has learned of positions (`ti+`, `tj-`); prediction does not use it. */
  readonly positionBiases?: Readonly<Record<string, Float32Array>>;
}

/** Boosted trees (`gbtree`), or boosted trees with dropout (`dart`). */
export interface TreeBooster {
  readonly kind: "gbtree" | "dart";
  /** In the order of boosting, which is the order of summation. */
  readonly trees: readonly Tree[];
  /** Per tree, the output group (class or target) it adds to; 0 for trees whose leaves are vectors. */
  readonly treeGroups: Int32Array;
  /** Boosting round `i` made the trees `[iterationIndptr[i], iterationIndptr[i + 1])`. */
  readonly iterationIndptr: Int32Array;
  /** Trees per group and round: above 1 in a (boosted) random forest. */
  readonly numParallelTree: number;
  /** `dart` only: the factor of each tree (`weight_drop`). */
  readonly treeWeights?: Float32Array;
  /** Names of categories that training recoded (3.1 and later), kept as the file has them. */
  readonly categories?: CategoryNames;
}

/** A linear model (`gblinear`). */
export interface LinearBooster {
  readonly kind: "gblinear";
  /** Weight of feature `f` in output group `g` at `f * groups + g`; the last `groups` entries are the biases. */
  readonly weights: Float32Array;
  readonly boostedRounds: number;
}

/**
 * One tree as flat arrays, one entry per node; node 0 is the root. An inner node sends a row left where
 * `value < splitConditions`, or where a categorical split does not list the category; a missing value goes where
 * `defaultLeft` says.
 */
export interface Tree {
  /** −1 at leaves. */
  readonly leftChildren: Int32Array;
  /**
   * `leftChildren + 1` in what libxgboost and this library write; −1 at leaves, or, where the tree has `leafWeights`, the
   * leaf's place there.
   */
  readonly rightChildren: Int32Array;
  /** `noParent` at the root (files of multi-target trees and legacy files: −1). */
  readonly parents: Int32Array;
  /** Feature of an inner node; 0 at leaves. */
  readonly splitIndices: Int32Array;
  /** Threshold of an inner node, **value of a leaf** (with the learning rate applied). */
  readonly splitConditions: Float32Array;
  /** 1 where a missing value goes left. */
  readonly defaultLeft: Uint8Array;
  /**
   * Weight of every node before the learning rate. In trees with vector leaves `leafVectorSize` entries per node, which at a
   * leaf are its value unless there are `leafWeights`.
   */
  readonly baseWeights: Float32Array;
  /** Values of vector leaves (3.2 and later): those of leaf `n` begin at `rightChildren[n] * leafVectorSize`. */
  readonly leafWeights?: Float32Array;
  /** Gain of each split; 0 at leaves. Empty where the file has none. */
  readonly lossChanges: Float32Array;
  /** Sum of hessians of the rows in each node ("cover"). Empty where the file has none. */
  readonly sumHessian: Float32Array;
  /** 1 where the split is categorical. */
  readonly splitTypes: Uint8Array;
  readonly categoricalSplits: CategoricalSplits;
  /** Length of a leaf's vector in multi-target trees; 0 or 1 otherwise, as the file has it. */
  readonly leafVectorSize: number;
  /** Nodes that pruning removed from the tree but not from the arrays. */
  readonly numDeleted: number;
}

/** The categories of a tree's categorical nodes. Those listed go **right**. */
export interface CategoricalSplits {
  /** The nodes, ascending. */
  readonly nodes: Int32Array;
  /** Per node of `nodes`: where its list begins in `categories`. */
  readonly segments: Float64Array;
  /** Per node of `nodes`: how long its list is. */
  readonly sizes: Float64Array;
  readonly categories: Int32Array;
}

/** Names of categories as a file of 3.1 and later holds them (`cats`): one entry of `encodings` per feature. */
export interface CategoryNames {
  readonly encodings: readonly CategoryEncoding[];
  readonly featureSegments: Int32Array;
  readonly sortedIndices: Int32Array;
}

/**
 * One feature's categories: texts (UTF-8 bytes, text `i` at `[offsets[i], offsets[i + 1])`; none for a numeric feature), or
 * numbers of the type that libxgboost numbers so.
 */
export type CategoryEncoding =
  | { readonly type: "text"; readonly offsets: Int32Array; readonly values: Int8Array }
  | { readonly type: number; readonly values: readonly number[] };

/** The parent of a root in files of scalar trees. */
export const noParent = 2147483647;

/** No categorical split in this tree. */
export const noCategoricalSplits: CategoricalSplits = {
  nodes: new Int32Array(0),
  segments: new Float64Array(0),
  sizes: new Float64Array(0),
  categories: new Int32Array(0),
};

/** Whether a model is one of boosted trees. */
export function isTreeModel(model: Model): model is TreeModel {
  return model.booster.kind !== "gblinear";
}

/** Number of outputs per row before the objective's transformation: classes × targets. */
export function outputGroups(model: Pick<Model, "numClass" | "numTarget">): number {
  return Math.max(model.numClass, model.numTarget, 1);
}
