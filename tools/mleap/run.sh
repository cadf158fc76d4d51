#!/usr/bin/env bash
# Compiles the programs and runs one: tools/mleap/run.sh MAIN-OBJECT [arguments]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cp=$here/target/classpath
if [ ! -f "$cp" ] || [ -n "$(find "$here/src" "$here/pom.xml" -newer "$cp" -print -quit)" ]; then
  mvn -B -q -f "$here/pom.xml" compile dependency:build-classpath -Dmdep.outputFile="$cp"
  touch "$cp"
fi
exec java -Xmx1g -XX:+UseSerialGC -cp "$here/target/classes:$(cat "$cp")" "$@"
