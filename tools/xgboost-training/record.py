"""Records what the XGBoost container's own validation says of hyperparameters and channels.

    git clone https://github.com/aws/sagemaker-xgboost-container <folder>   # commit cb8df91
    python3 tools/xgboost-training/record.py <folder>

Writes fixtures/xgboost-training/validation.json: each case with the container's message, or null where it takes it.
"""

import copy
import json
import pathlib
import sys
import types

sys.path.insert(0, f"{sys.argv[1]}/src")
# The package itself sets up logging with modules that only the image has: its parts are imported without it.
package = types.ModuleType("sagemaker_xgboost_container.algorithm_mode")
package.__path__ = [f"{sys.argv[1]}/src/sagemaker_xgboost_container/algorithm_mode"]
sys.modules[package.__name__] = package

from sagemaker_algorithm_toolkit import exceptions  # noqa: E402
from sagemaker_xgboost_container.algorithm_mode import hyperparameter_validation, metrics  # noqa: E402

valid = {"num_round": "10", "objective": "reg:squarederror"}
hyperparameters = [
    {},
    {"num_round": "0"},
    {"num_round": "ten"},
    {"num_round": "1.5"},
    {"num_round": " 1_0 "},
    {**valid, "foo": "1"},
    {**valid, "learning_rate": "0.5", "reg_lambda": "2", "reg_alpha": "0", "min_split_loss": "1"},
    {**valid, "eta": "2"},
    {**valid, "eta": "1e-7"},
    {**valid, "eta": "-0.1"},
    {**valid, "eta": "x"},
    {**valid, "subsample": "0"},
    {**valid, "subsample": "1"},
    {**valid, "colsample_bytree": "1.01"},
    {**valid, "max_depth": "-1"},
    {**valid, "sketch_eps": "1"},
    {**valid, "scale_pos_weight": "0"},
    {**valid, "tweedie_variance_power": "2"},
    {**valid, "seed": "-2147483648"},
    {**valid, "prob_buffer_row": "1"},
    {**valid, "booster": "forest"},
    {**valid, "tree_method": "fast"},
    {**valid, "grow_policy": "random"},
    {"num_round": "1", "objective": "reg:quantileerror"},
    {"num_round": "1", "objective": "multi:softmax"},
    {"num_round": "1", "objective": "multi:softmax", "num_class": "1"},
    {"num_round": "1", "objective": "multi:softprob", "num_class": "3"},
    {**valid, "eval_metric": "rmse,mae"},
    {**valid, "eval_metric": "zzz"},
    {**valid, "eval_metric": "rmse,zzz"},
    {**valid, "eval_metric": "auc"},
    {"num_round": "1", "objective": "binary:logistic", "eval_metric": "auc,error@0.7"},
    {**valid, "eval_metric": "rmse@3"},
    {**valid, "eval_metric": "error@x"},
    {**valid, "eval_metric": "aft-nloglik"},
    {**valid, "eval_metric": "<function f>"},
    {**valid, "monotone_constraints": "(1,-1)"},
    {**valid, "monotone_constraints": "(1,-1)", "tree_method": "hist"},
    {**valid, "monotone_constraints": "(1,2)", "tree_method": "hist"},
    {**valid, "interaction_constraints": "[[1,2],[3]]"},
    {**valid, "interaction_constraints": "[[1, 2], [3]]", "tree_method": "approx"},
    {**valid, "interaction_constraints": "[[0, 1]]", "tree_method": "hist"},
    {**valid, "updater": "grow_colmaker,prune"},
    {**valid, "updater": "grow_colmaker,grow_histmaker"},
    {**valid, "updater": "shotgun"},
    {**valid, "updater": "nothing"},
    {**valid, "updater": "shotgun", "booster": "gblinear"},
    {**valid, "updater": "grow_colmaker", "process_type": "update"},
    {**valid, "updater": "refresh", "process_type": "update"},
    {**valid, "_kfold": "1"},
    {**valid, "_tuning_objective_metric": "validation:rmse"},
    {**valid, "_tuning_objective_metric": "rmse"},
    {**valid, "early_stopping_rounds": "0"},
    {**valid, "csv_weights": "2"},
    {**valid, "save_model_on_termination": "yes"},
    {**valid, "verbosity": "4"},
    {**valid, "base_score": "-1"},
    {**valid, "max_bin": "0", "foo": "1"},
]


def said(check, given):
    try:
        check(copy.deepcopy(given))
        return None
    except exceptions.BaseToolkitError as error:
        return f"{type(error).__name__}: {error.message}"


validator = hyperparameter_validation.initialize(metrics.initialize())
recorded = [{"given": given, "said": said(validator.validate, given)} for given in hyperparameters]
folder = pathlib.Path(__file__).parents[2] / "fixtures" / "xgboost-training"
folder.mkdir(parents=True, exist_ok=True)
(folder / "hyperparameters.json").write_text(json.dumps(recorded, indent=1) + "\n")
(folder / "origin.md").write_text(
    "# hyperparameters.json\n\n"
    "Recorded by `tools/xgboost-training/record.py` from aws/sagemaker-xgboost-container at commit cb8df91, Python 3.11:\n"
    "what its validation (`algorithm_mode/hyperparameter_validation.py`) says of each set of hyperparameters, null where it\n"
    "takes them. (Not among them: a linear updater that there is not, whose message has a Python object in it by accident.)\n"
    "\n"
    "# *.parquet\n\n"
    "Made by `tools/xgboost-training/parquet.py` with pyarrow 21.0.0: the same rows in several encodings and compressions;\n"
    "`rows.json` has them as they are to be read, null where a value is missing.\n"
)
