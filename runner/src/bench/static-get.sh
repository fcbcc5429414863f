#!/usr/bin/env bash
# CPU time per static GET, side by side with wrk: one server pinned to core 0, one client at a time pinned to core 1.
# Usage: static-get.sh [rounds] [seconds]; run "mvn -f runner/pom.xml test-compile" first. Needs wrk, taskset and mvn.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-3} seconds=${2:-8}
classpath=$(mktemp) out=$(mktemp) fifo=$(mktemp -u)
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile="$classpath" >/dev/null
java=("${JAVA:-java}" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
      -Dio.netty.leakDetection.level=disabled -Dio.netty.buffer.checkBounds=false -Dio.netty.buffer.checkAccessible=false
      -cp "target/classes:target/test-classes:$(cat "$classpath")" dev.loadstone.runner.StaticGetBench)
mkfifo "$fifo"
taskset -c 0 "${java[@]}" server >"$fifo" & server=$!
trap 'kill $server; rm -f "$classpath" "$out" "$fifo"' EXIT
read -r port <"$fifo"
wrk -t1 -c50 -d5 "http://127.0.0.1:$port/" >/dev/null
TIMEFORMAT='%U %S'
for ((round = 1; round <= rounds; round++)); do
  cpu=$( { time taskset -c 1 wrk -t1 -c50 -d"$seconds" "http://127.0.0.1:$port/" >"$out"; } 2>&1 )
  awk -v cpu="$cpu" '/requests in/ { split(cpu, t, " "); printf "wrk:       %d requests, %.2f us of CPU each\n", $1, (t[1] + t[2]) * 1e6 / $1 }' "$out"
  printf 'loadstone: '; taskset -c 1 "${java[@]}" "$port" "$seconds" 2>&1 | tail -1
done
