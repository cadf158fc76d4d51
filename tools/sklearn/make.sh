#!/usr/bin/env bash
# Makes fixtures/mleap/sklearn-1.1/: what scikit-learn answers, and where MLeap's JVM runtime answers something else.
# Needs Python 3.11, Java 17 and Maven.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv=$here/target/venv
[ -d "$venv" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install -q -r "$here/requirements.txt"; }
# gensim seeds its vectors by the hashes of the words.
PYTHONHASHSEED=0 "$venv/bin/python" -W ignore "$here/make.py" "$root/fixtures/mleap/sklearn-1.1"
"$root/tools/mleap/run.sh" Compare "$root/fixtures/mleap" /sklearn-1.1/
