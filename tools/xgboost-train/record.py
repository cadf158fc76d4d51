"""Trains every case, twice the same data as the tests do, and writes what real xgboost makes of it."""

import csv
import json
import pathlib
import platform
import sys

import numpy
import xgboost

from cases import cases
from data import make_table, rows, training_rows

fixtures = pathlib.Path(__file__).parent.parent.parent / "fixtures" / "xgboost-train"
categories = {"colour", "shape"}


def matrix(table, case, chosen):
    names = case["features"]
    types = ["c" if name in categories else "float" for name in names]
    data = xgboost.DMatrix(
        numpy.stack([table[name][chosen] for name in names], axis=1).astype(numpy.float32),
        label=table[case["label"]][chosen],
        feature_types=types,
        enable_categorical=True,
        nthread=1,
    )
    if case["queries"]:
        queries = table["query"][chosen]
        data.set_group(numpy.unique(queries, return_counts=True)[1])
        if case["weights"]:
            first = numpy.unique(queries, return_index=True)[1]
            data.set_weight(table["weight"][chosen][first])
    elif case["weights"]:
        data.set_weight(table["weight"][chosen])
    return data


def text(value):
    return json.dumps(value) if isinstance(value, list) else value


def record(name, case, table):
    train = matrix(table, case, slice(0, training_rows))
    validation = matrix(table, case, slice(training_rows, rows))
    params = {key: value if key == "eval_metric" else text(value) for key, value in case["params"].items()}
    if "monotone_constraints" in params:
        params["monotone_constraints"] = "(" + ",".join(map(str, case["params"]["monotone_constraints"])) + ")"
    scores = {}
    model = xgboost.train(
        {"tree_method": "hist", "nthread": 1, **params},
        train,
        case["rounds"],
        evals=[(train, "train"), (validation, "validation")],
        evals_result=scores,
        verbose_eval=False,
    )
    folder = fixtures / name
    folder.mkdir(parents=True, exist_ok=True)
    model.save_model(folder / "model.ubj")
    (folder / "case.json").write_text(json.dumps({**case, "scores": scores}, indent=1) + "\n")
    (folder / "origin.md").write_text(
        f"# {name}, xgboost {xgboost.__version__}\n\n"
        f"Made by `python3 tools/xgboost-train/make.py {name}` with xgboost {xgboost.__version__} from the Python package index\n"
        f"(numpy {numpy.__version__}, Python {platform.python_version()}, {platform.machine()}, "
        f"{' '.join(platform.libc_ver())}), one thread, from the first {training_rows} rows of `../table.csv`, which\n"
        "`tools/xgboost-train/data.py` simulates. `model.ubj` is what it saved, `scores` in `case.json` what it reported of\n"
        "these rows and of the others after each round.\n"
    )


def main():
    table = make_table()
    fixtures.mkdir(parents=True, exist_ok=True)
    with (fixtures / "table.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table)
        for row in zip(*table.values()):
            writer.writerow("" if numpy.isnan(value) else f"{value:.10g}" for value in row)
    for name, case in cases.items():
        if len(sys.argv) == 1 or any(word in name for word in sys.argv[1:]):
            record(name, case, table)


main()
