#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the tour with Prism as a validating proxy between the program and the demo server, once for each document: a
# request or an answer that the document does not allow fails the run.
# usage: run.sh PROGRAM [FOLDER WITH THE OPENAPI DOCUMENTS]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$1
documents=${2:-$here/../../../shared/api/openapi}
work=$here/../../build/contract
[ -d "$documents" ] || { echo "contract: there are no OpenAPI documents at $documents; name their folder" >&2; exit 1; }
mkdir -p "$work/runtime"
chmod 700 "$work/runtime"

if [ ! -x "$work/node_modules/.bin/prism" ] || ! cmp -s "$here/package.json" "$work/package.json"; then
    cp "$here/package.json" "$work/"
    (cd "$work" && npm install --no-audit --no-fund --no-package-lock --loglevel=error >&2)
fi

free_port() {
    node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

proxy=''
stop_proxy() { if [ -n "$proxy" ]; then kill "$proxy" 2>/dev/null || true; wait "$proxy" 2>/dev/null || true; proxy=''; fi; }
trap stop_proxy EXIT

# The seed era has no role list; the program is meant to ask for it and to fall back. The same goes for policy tokens. Only
# a document that does not describe such a path excuses requests for it; what the demo server makes of policy tokens is
# tested in tst_qoveryservice as well.
optional=(availableRole policyApiToken)

violations() { # log, document
    local excused=() path
    for path in "${optional[@]}"; do
        grep -qE "^  /.*/$path(/|:)" "$documents/$2.yaml" || excused+=("$path")
    done
    grep -E 'Violation|VIOLATIONS|UNPROCESSABLE|terminated with error' "$1" \
        | grep -vE "($(IFS='|'; echo "${excused[*]:-nothing}")).*NO_PATH_MATCHED"
}

run() { # document, path of the API at the demo server, a request the document forbids, option naming the proxy's URL, further options
    local document=$1 path=$2 forbidden=$3 option=$4 demo_port proxy_port log
    shift 4
    demo_port=$(free_port)
    proxy_port=$(free_port)
    log=$work/$document.log
    echo "== $document"
    "$work/node_modules/.bin/prism" proxy --errors -h 127.0.0.1 -p "$proxy_port" "$documents/$document.yaml" \
        "http://127.0.0.1:$demo_port$path" >"$log" 2>&1 &
    proxy=$!
    for _ in $(seq 100); do
        grep -q 'Prism is listening' "$log" && break
        kill -0 "$proxy" 2>/dev/null || { cat "$log" >&2; exit 1; }
        sleep 0.2
    done
    mkdir -p "$work/$document"
    XDG_RUNTIME_DIR=$work/runtime QT_QPA_PLATFORM=offscreen "$program" --demo --demo-strict --demo-port "$demo_port" \
        --tour "$work/$document" "$option" "http://127.0.0.1:$proxy_port" "$@" 2> >(grep -v '^This plugin does not support' >&2) || { tail -n 40 "$log" >&2; exit 1; }
    # The tour expects some refusals, so it might pass over one that the proxy made up: its own log decides.
    if violations "$log" "$document" >&2; then
        echo "contract: $document was violated" >&2
        exit 1
    fi
    local exchanges
    exchanges=$(grep -c 'Request received' "$log" || true)
    echo "   $exchanges requests, no violation"
    # A log that stays silent about anything would prove nothing.
    node -e 'fetch(process.argv[1], {headers: {Authorization: "Bearer x"}}).then(a => a.text())' \
        "http://127.0.0.1:$proxy_port$forbidden"
    for _ in $(seq 20); do violations "$log" "$document" >/dev/null && break; sleep 0.1; done
    violations "$log" "$document" >/dev/null || { echo "contract: the proxy lets a forbidden request pass" >&2; exit 1; }
    stop_proxy
    [ "$exchanges" -ge 5 ] || { echo "contract: hardly anything went through the proxy" >&2; exit 1; }
}

run qovery '' /organization/no-uuid/apiToken --tour-qovery-url
run qovery-seed '' /organization/no-uuid/apiToken --tour-qovery-url --demo-era seed
run astronomer-v1alpha1 /v1alpha1 '/organizations/o/api-tokens?limit=5000' --tour-astronomer-url
run astronomer-v1 /v1 '/organizations/o/tokens?limit=5000' --tour-astronomer-url --tour-generation v1
echo "contract: all documents kept"
