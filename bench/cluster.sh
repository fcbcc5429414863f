# For the bars that measure the operator on the cluster of KUBECONFIG: it must be installed there as release loadstone, and the shop's
# image must be on the nodes. Makes a namespace with the shop, and removes it in the end.
. "$(dirname "${BASH_SOURCE[0]}")/rig.sh"
home=$(dirname "$bench")
export KUBECONFIG=${KUBECONFIG:-${LOADSTONE_KUBECONFIG:?names the cluster}}
# Where the API server writes down who asked for what; without it writes are not counted.
audit=${LOADSTONE_AUDIT_LOG:-$(dirname "$KUBECONFIG")/log/audit.log}
namespace=bench-$$ operators=loadstone-system operator=deployment/loadstone
kubectl create namespace "$namespace" >/dev/null
trap 'kubectl delete namespace "$namespace" --wait=false >/dev/null; rm -rf "$scratch"' EXIT

shop() {
  kubectl -n "$namespace" apply -f "$home/examples/shop/shop.yaml" >/dev/null
  kubectl -n "$namespace" rollout status deployment/shop --timeout=60s >/dev/null
}

# smoke NAME RUNNERS SECONDS RATE: a small test, as YAML.
smoke() {
  sed "s/name: smoke/name: $1/; s/duration: 10s/duration: ${3}s/; s/rate: 20/rate: $4/" "$home/examples/smoke.yaml"
  echo "  runners: {count: $2, resources: {requests: {cpu: 10m, memory: 64Mi}}}"
}

finished() { kubectl -n "$namespace" wait --for=condition=Finished "$@" --timeout=180s >/dev/null; }

pod() { kubectl -n "$operators" get pod -l app.kubernetes.io/name=loadstone,app.kubernetes.io/component=operator -o jsonpath='{.items[0].metadata.name}'; }

# restart: the operator ends, and a new one leads; prints the seconds from the start of its process to that.
restart() {
  kubectl -n "$operators" scale "$operator" --replicas=0 >/dev/null
  kubectl -n "$operators" wait --for=delete pod -l app.kubernetes.io/name=loadstone,app.kubernetes.io/component=operator --timeout=60s >/dev/null
  kubectl -n "$operators" scale "$operator" --replicas=1 >/dev/null
  kubectl -n "$operators" rollout status "$operator" --timeout=120s >/dev/null
  until kubectl -n "$operators" logs "$operator" | grep -q ' Leading$'; do sleep 0.2; done
  kubectl -n "$operators" logs "$operator" | sed -n 's/.*afterMillis=\([0-9]*\) .*Leading$/\1/p' | awk '{ printf "%.2f\n", $1 / 1000 }'
}

# usage: the operator's seconds of CPU so far and its resident megabytes: from /proc where it runs on this machine, else from its kubelet.
usage() {
  local name process node
  name=$(pod)
  process=$(grep -lsz "^POD_NAME=$name$" /proc/[0-9]*/environ | head -1)
  if [ -n "$process" ]; then
    process=$(dirname "$process")
    echo "$(awk -v tick="$(getconf CLK_TCK)" '{ print ($14 + $15) / tick }' "$process/stat") $(awk '/^VmRSS/ { printf "%.1f", $2 * 1.024e-3 }' "$process/status")"
    return
  fi
  node=$(kubectl -n "$operators" get pod "$name" -o jsonpath='{.spec.nodeName}')
  kubectl get --raw "/api/v1/nodes/$node/proxy/stats/summary" | tr -d ' \n' | sed "s/.*\"podRef\":{\"name\":\"$name\"//" |
    sed 's/.*"usageCoreNanoSeconds":\([0-9]*\).*"workingSetBytes":\([0-9]*\).*/\1 \2/' | awk '{ print $1 / 1e9, $2 / 1e6 }'
}

# idle SECONDS: waits, and prints the percentage of a core that the operator used meanwhile, and its resident megabytes in the end.
idle() {
  local before after
  before=$(usage)
  sleep "$1"
  after=$(usage)
  awk -v before="$before" -v after="$after" -v seconds="$1" \
    'BEGIN { split(before, b, " "); split(after, a, " "); printf "%.2f %.1f\n", 100 * (a[1] - b[1]) / seconds, a[2] }'
}

# writes INSTANT [NAMESPACE]: the operator's writes since then, one a line; its lease and what it asks about tokens aside.
writes() {
  [ -r "$audit" ] || return 0
  { grep -F "system:serviceaccount:$operators:" "$audit" || true; } | { grep -E '"verb":"(create|update|patch|delete)"' || true; } |
    { grep -vE '"resource":"(leases|tokenreviews)"' || true; } | { grep -F "${2:+/namespaces/$2/}" || true; } |
    awk -v since="$1" 'match($0, /"requestReceivedTimestamp":"[^"]*/) && substr($0, RSTART + 28, RLENGTH - 28) >= since'
}

instant() { date -u +%Y-%m-%dT%H:%M:%S.%6NZ; }
