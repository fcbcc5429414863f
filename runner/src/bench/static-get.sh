#!/usr/bin/env bash
# CPU time per static GET, side by side with wrk: one server pinned to core 0, one client at a time pinned to core 1. Neither
# start-up nor warm-up counts: wrk's figure is the difference of a long and a short run, ours is of the seconds after the first 8.
# Usage: static-get.sh [rounds] [seconds]; run "mvn -f runner/pom.xml test-compile" first. Needs wrk, taskset and mvn.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-5} seconds=${2:-8} short=2
classpath=$(mktemp) out=$(mktemp) ratios=$(mktemp) fifo=$(mktemp -u)
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile="$classpath" >/dev/null
java=("${JAVA:-java}" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
      -Dio.netty.leakDetection.level=disabled -Dio.netty.buffer.checkBounds=false -Dio.netty.buffer.checkAccessible=false
      -cp "target/classes:target/test-classes:$(cat "$classpath")" dev.loadstone.runner.StaticGetBench)
mkfifo "$fifo"
taskset -c 0 "${java[@]}" server >"$fifo" & server=$!
trap 'kill $server; rm -f "$classpath" "$out" "$ratios" "$fifo"' EXIT
read -r port <"$fifo"
wrk -t1 -c50 -d5 "http://127.0.0.1:$port/" >/dev/null
TIMEFORMAT='%U %S'

# Requests and seconds of CPU of one run of wrk.
wrk_run() {
  local cpu
  cpu=$( { time taskset -c 1 wrk -t1 -c50 -d"$1" "http://127.0.0.1:$port/" >"$out"; } 2>&1 )
  awk -v cpu="$cpu" '/requests in/ { split(cpu, t, " "); print $1, t[1] + t[2] }' "$out"
}

for ((round = 1; round <= rounds; round++)); do
  wrk=$(echo "$(wrk_run $short) $(wrk_run $((short + seconds)))" | awk '{ printf "%.3f", ($4 - $2) * 1e6 / ($3 - $1) }')
  ours=$(taskset -c 1 "${java[@]}" "$port" "$seconds" 2>&1 | tail -1)
  echo "us of CPU per request: wrk $wrk; loadstone: $ours"
  awk -v wrk="$wrk" -v ours="$ours" 'BEGIN { match(ours, /[0-9.]+ us of CPU/); print substr(ours, RSTART) / wrk }' >>"$ratios"
done
sort -n "$ratios" | awk '{ r[NR] = $1 } END { printf "ratio: min %.2f, median %.2f, max %.2f\n", r[1], r[int((NR + 1) / 2)], r[NR] }'
