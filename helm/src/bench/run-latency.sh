#!/usr/bin/env bash
# run-latency.sh [RUNS] [RUNNERS]: on the cluster of KUBECONFIG, with Loadstone installed and the shop's image there, the time from
# apply to the start of the load, and from the load's end to Finished. Prints each run, then the medians, in milliseconds.
set -euo pipefail
runs=${1:-5} runners=${2:-1} seconds=5
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
namespace=bench-$$
kubectl create namespace "$namespace" >/dev/null
trap 'kubectl delete namespace "$namespace" --wait=false >/dev/null' EXIT
kubectl -n "$namespace" apply -f "$here/examples/shop/shop.yaml" >/dev/null
kubectl -n "$namespace" rollout status deployment/shop --timeout=60s >/dev/null
starts=() ends=()
for run in $(seq "$runs"); do
  manifest=$(sed "s/name: smoke/name: latency-$run/; s/duration: 10s/duration: ${seconds}s/" "$here/examples/smoke.yaml"; echo "  runners: {count: $runners}")
  begun=$(date +%s%N)
  kubectl -n "$namespace" apply -f - <<<"$manifest" >/dev/null
  kubectl -n "$namespace" wait --for=condition=Finished "lt/latency-$run" --timeout=120s >/dev/null
  read -r start finished < <(kubectl -n "$namespace" get lt "latency-$run" -o jsonpath='{.status.run.startMicros} {.status.run.finishedAt}{"\n"}')
  starts+=($((start / 1000 - begun / 1000000)))
  ends+=($(($(date -d "$finished" +%s%3N) - start / 1000 - seconds * 1000)))
  echo "run $run: apply to start ${starts[-1]} ms, end to Finished ${ends[-1]} ms"
done
median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
echo "median of $runs with $runners runner(s): apply to start $(median "${starts[@]}") ms, end to Finished $(median "${ends[@]}") ms"
