"""Trains xgboost on the features that Spark wrote, packs both models and writes the pipeline's fixture.

usage: train.py abalone.csv WORK ROOT   (WORK holds bundle/ and features.csv, ROOT is the repository)
"""

import gzip
import io
import sys
import tarfile
from pathlib import Path

import numpy as np
import xgboost

ROWS = 200
EVERY = 20


def pack(target: Path, files: dict[str, bytes]) -> None:
    """A tar.gz whose bytes depend on the files' names and bytes alone."""
    with open(target, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as zipped:
        with tarfile.open(fileobj=zipped, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for name in sorted(files):
                entry = tarfile.TarInfo(name)
                entry.size = len(files[name])
                tar.addfile(entry, io.BytesIO(files[name]))


data, work, root = map(Path, sys.argv[1:])
examples, fixture = root / "examples/abalone", root / "fixtures/pipelines/abalone"

bundle = work / "bundle"
pack(
    examples / "sparkml.tar.gz",
    {str(f.relative_to(bundle)): f.read_bytes() for f in bundle.rglob("*") if f.is_file()},
)

features = (work / "features.csv").read_text().splitlines()
table = np.array([[float(v) for v in line.split(",")] for line in features])
rings, vectors = table[:, 0], table[:, 1:].astype(np.float32)
booster = xgboost.train(
    {"objective": "reg:squarederror", "max_depth": 6, "eta": 0.1, "subsample": 0.8, "seed": 7, "nthread": 1},
    xgboost.DMatrix(vectors, rings),
    num_boost_round=100,
)
model = bytes(booster.save_raw("ubj"))
pack(examples / "xgboost.tar.gz", {"xgboost-model": model})

# The container opens the file by this name: no extension tells the format.
(work / "xgboost-model").write_bytes(model)
served = xgboost.Booster()
served.load_model(str(work / "xgboost-model"))

picked = range(0, len(features), EVERY)[:ROWS]
predictions = served.predict(xgboost.DMatrix(vectors[list(picked)]))
lines = data.read_text().splitlines()
outputs = {
    "input.csv": [lines[i].rsplit(",", 1)[0] for i in picked],
    "features.csv": [features[i].split(",", 1)[1] for i in picked],
    "predictions.csv": [repr(float(p)) for p in predictions],
}
for name, rows in outputs.items():
    (fixture / name).write_text("\n".join(rows) + "\n")
