#!/usr/bin/env bash
# Makes examples/abalone/{sparkml,xgboost}.tar.gz and fixtures/pipelines/abalone/ from the abalone data set.
# Needs Java 17, Maven and Python 3.11.   usage: tools/abalone/make.sh abalone.csv
set -euo pipefail
data=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$root/.work/abalone
rm -rf "$work/bundle" "$work/features.csv"
mkdir -p "$work"
"$root/tools/spark/run.sh" spark-2.4 Abalone "$data" "$work"
[ -d "$work/venv" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r "$root/tools/abalone/requirements.txt"
"$work/venv/bin/python" "$root/tools/abalone/train.py" "$data" "$work" "$root"
