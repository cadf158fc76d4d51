#!/usr/bin/env bash
# Makes fixtures/mleap/: what Spark answers (both sets), then where MLeap's JVM runtime answers something else.
# Needs Java 17 and Maven.   usage: tools/spark/make.sh [parts of case names]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
for set in spark-2.4 spark-3.3; do
  "$root/tools/spark/run.sh" "$set" Make "$root/fixtures/mleap/$set" "$@"
done
[ $# -gt 0 ] || "$root/tools/mleap/run.sh" Make "$root/fixtures/mleap/mleap-0.20"
"$root/tools/mleap/run.sh" Compare "$root/fixtures/mleap" "$@"
