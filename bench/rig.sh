# For the bars to source: a target on core 0, clients on core 1, and what a client's requests cost. bench/run sets the BENCH_ variables.
set -euo pipefail
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rounds=$BENCH_ROUNDS seconds=$BENCH_SECONDS warm=8 short=1
connections=50 streams=1 k6_script=get
path=/api/products/1
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$scratch"' EXIT
bench_java=("$BENCH_JAVA/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow -cp "$BENCH_CLASSPATH")
# The pod's own limit of memory is told to the JVM, as there is no pod.
runner=(taskset -c 1 "$BENCH_RUNNER/opt/jre/bin/java" "@$BENCH_RUNNER/app/jvm.args" -XX:MaxRAM=512m "-XX:AOTCache=$BENCH_RUNNER/app/app.aot"
        -cp "$(sed "s|/app/|$BENCH_RUNNER/app/|g" "$BENCH_RUNNER/app/jib-classpath-file")" dev.loadstone.runner.RunnerMain)

# target: starts nginx where there is one, else the shop; sets $http, $tls (HTTP/1.1) and $h2, the URLs of their roots.
target() {
  local port try
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -keyout "$scratch/tls.key" -out "$scratch/tls.crt" 2>/dev/null
  for try in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 10000))
    http=http://127.0.0.1:$port tls=https://127.0.0.1:$((port + 1)) h2=https://127.0.0.1:$((port + 2))
    if command -v nginx >/dev/null; then
      sed "s/HTTP_PORT/$port/; s/TLS_PORT/$((port + 1))/; s/H2_PORT/$((port + 2))/" "$bench/nginx.conf" >"$scratch/nginx.conf"
      taskset -c 0 nginx -p "$scratch" -c "$scratch/nginx.conf" 2>"$scratch/nginx.log" & server=$!
    else
      h2=$tls
      PORT=$port SHOP_HOST=127.0.0.1 SHOP_LOOPS=1 SHOP_TLS_PORT=$((port + 1)) SHOP_TLS=$scratch \
        taskset -c 0 "$BENCH_JAVA/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -cp "$BENCH_CLASSPATH" dev.loadstone.shop.ShopMain >/dev/null & server=$!
    fi
    if curl -sk --retry 20 --retry-connrefused --retry-delay 1 "$http$path" "$tls$path" >/dev/null && kill -0 $server; then return; fi
  done
  echo "no target could be started" >&2
  exit 1
}

# trial [--allocation] MANIFEST URL SECONDS: a run of the runner as it is shipped, told second by second.
trial() { taskset -c 0 "${bench_java[@]}" dev.loadstone.bench.TrialMain "$@" "${runner[@]}"; }

# runner_cost MANIFEST URL: microseconds of CPU per request, after the warm-up, as the runner accounts for its process.
runner_cost() {
  trial "$bench/plans/$1.yaml" "$2" $((warm + seconds)) | awk -v warm=$warm '
    $1 == "second" && $2 >= warm { requests += $3; failed += $4; cpu += $5 }
    END { if (failed || !requests) { print failed + 0, "requests failed, and", requests + 0, "did not" >"/dev/stderr"; exit 1 } printf "%.3f\n", cpu / requests }'
}

# timed COMMAND...: runs it on core 1 with its output in a file, and sets $cpu to its seconds of user and system time.
timed() {
  cpu=$( { TIMEFORMAT='%U %S'; time taskset -c 1 "$@" >"$scratch/out" 2>"$scratch/err"; } 2>&1 ) || { cat "$scratch/err" >&2; return 1; }
}

# attack PEER URL SECONDS: prints its successful requests, and its CPU seconds, user and system.
attack() {
  local peer=$1 url=$2$path time=$3 version=()
  case $peer in
    wrk) timed wrk -t1 -c$connections -d"${time}s" "$url"
         awk '/requests in/ { n = $1 } /Non-2xx|Socket errors/ { exit 1 } END { print n }' "$scratch/out" ;;
    h2load) [ "$2" = "$h2" ] || version=(--h1)
         timed h2load -t1 -c$((connections / streams)) -m$streams -D"$time" "${version[@]}" "$url"
         awk '/^requests:/ { print $8 }' "$scratch/out" ;;
    hey) [ "$2" = "$h2" ] && version=(-h2)
         timed hey -z "${time}s" -c $connections "${version[@]}" "$url"
         awk '/\[200\]/ { print $2 }' "$scratch/out" ;;
    k6)  timed k6 run --quiet --no-usage-report --insecure-skip-tls-verify --vus $connections --duration "${time}s" -e URL="$url" "$bench/peers/$k6_script.js"
         awk '/http_reqs/ { print $2 }' "$scratch/out" ;;
    vegeta) timed vegeta attack -insecure -rate=0 -max-workers=$connections -connections=$connections -http2="$([ "$2" = "$h2" ] && echo true || echo false)" \
           -duration="${time}s" -targets=<(echo "GET $url") -output="$scratch/results"
         vegeta report "$scratch/results" | tr ' ' '\n' | awk -F: '/^200:/ { print $2 }' ;;
    fortio) [ "$2" = "$h2" ] && version=(-h2 -stdclient)
         timed fortio load -quiet -k -qps 0 -c $connections -t "${time}s" "${version[@]}" "$url"
         awk '/^Code 200/ { print $4 }' "$scratch/err" ;;
    oha) [ "$2" = "$h2" ] && version=(--http2)
         timed oha --no-tui --insecure -z "${time}s" -c $connections "${version[@]}" "$url"
         awk '/\[200\]/ { print $2 }' "$scratch/out" ;;
  esac
  echo "$cpu"
}

# peer_cost PEER URL: microseconds of CPU per request; a short run's are taken off, and with them the start.
peer_cost() {
  { attack "$1" "$2" $short; attack "$1" "$2" $((short + seconds)); } | xargs |
    awk 'NF == 6 && $4 > $1 { printf "%.3f\n", ($5 + $6 - $2 - $3) * 1e6 / ($4 - $1); ok = 1 } END { exit !ok }'
}

# row WHAT OURS PEER PEERS_FIGURE RATIO BAR: what a bar says; what is unknown is empty.
row() { local IFS=$'\t'; printf '%s\n' "$*"; }

# The median of numbers on standard input.
median() { sort -n | awk '{ n[NR] = $1 } END { print n[int((NR + 1) / 2)] }'; }

# beside WHAT MANIFEST URL PEER...: rounds in which the runner and each peer that is there take turns, and a row for each peer. A peer is
# its name, and where there is a bar, a space and the bar.
beside() {
  local what=$1 manifest=$2 url=$3 round each peers=()
  shift 3
  for each in "$@"; do
    if command -v "${each%% *}" >/dev/null; then peers+=("$each"); else echo "${each%% *} is not on the PATH: left out" >&2; fi
  done
  for ((round = 1; round <= rounds; round++)); do
    printf '%s\tloadstone\t%s\n' $round "$(runner_cost "$manifest" "$url")"
    for each in "${peers[@]%% *}"; do printf '%s\t%s\t%s\n' $round "$each" "$(peer_cost "$each" "$url")"; done
  done | tee -a /dev/stderr | "${bench_java[@]}" dev.loadstone.bench.RatiosMain "$what" "${peers[@]}"
}
