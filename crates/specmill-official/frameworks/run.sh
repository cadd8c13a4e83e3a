#!/usr/bin/env bash
# Runs a small application of each framework, generates the client of the document that it serves, and calls every
# operation through that client. Needs cargo, Python 3 with venv, and node 20 with npm; it is not part of CI.
#
#   run.sh [fastapi] [nestjs] [hono] [fastify] [axum]      all of them where none is named
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
work=$CARGO_TARGET_DIR/frameworks
# A check that fails says where; the stack of tokio does not help.
export RUST_BACKTRACE=0
every=(fastapi nestjs hono fastify axum)

# Each `start_NAME PORT` becomes the application. What is installed stays until what is pinned changes.

install_python() {
    cmp -s "$here/$1/requirements.txt" "$work/$1/requirements.txt" && return
    rm -rf "${work:?}/$1"
    python3 -m venv "$work/$1"
    "$work/$1/bin/pip" install --quiet --disable-pip-version-check -r "$here/$1/requirements.txt"
    cp "$here/$1/requirements.txt" "$work/$1/"
}

install_node() {
    mkdir -p "$work/$1"
    find "$here/$1" -maxdepth 1 -type f ! -name package.json -exec cp {} "$work/$1/" \;
    cmp -s "$here/$1/package.json" "$work/$1/package.json" && return
    rm -rf "${work:?}/$1/node_modules" "${work:?}/$1/package-lock.json"
    cp "$here/$1/package.json" "$work/$1/"
    (cd "$work/$1" && npm install --silent --no-audit --no-fund --ignore-scripts) ||
        { rm "$work/$1/package.json"; return 1; }
}

install_fastapi() { install_python fastapi; }
start_fastapi() { exec "$work/fastapi/bin/python" "$here/fastapi/app.py" "$1"; }

install_nestjs() { install_node nestjs && (cd "$work/nestjs" && npx tsc); }
start_nestjs() { exec node "$work/nestjs/dist/main.js" "$1"; }

install_hono() { install_node hono; }
start_hono() { exec node "$work/hono/app.js" "$1"; }

install_fastify() { install_node fastify; }
start_fastify() { exec node "$work/fastify/app.js" "$1"; }

install_axum() { cargo build --quiet --manifest-path "$here/Cargo.toml" -p application; }
start_axum() { exec "$CARGO_TARGET_DIR/debug/application" "$1"; }

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

fetch() {
    python3 -c 'import sys, urllib.request as r; sys.stdout.buffer.write(r.urlopen(sys.argv[1], timeout=5).read())' "$1"
}

application=
stop() {
    [ -z "$application" ] || kill "$application" 2>/dev/null || true
    application=
}
trap stop EXIT

# run NAME: everything for one application.
run() {
    local port document=$work/$1.json url
    "install_$1" || return
    port=$(free_port)
    url=http://127.0.0.1:$port
    ("start_$1" "$port") >"$work/$1.log" 2>&1 &
    application=$!
    rm -f "$document"
    for _ in $(seq 300); do
        fetch "$url/openapi.json" >"$document" 2>/dev/null && break
        kill -0 "$application" 2>/dev/null || break
        sleep 0.1
    done
    [ -s "$document" ] || { echo "the application did not start:"; cat "$work/$1.log"; return 1; }
    SPECMILL_DOCUMENT=$document cargo run --quiet --manifest-path "$here/Cargo.toml" -p calls --bin "$1" -- "$url"
}

names=("$@")
[ $# -gt 0 ] || names=("${every[@]}")
mkdir -p "$work"
passed=() failed=()
for name in "${names[@]}"; do
    [[ " ${every[*]} " == *" $name "* ]] || { echo "there is no application of $name"; exit 2; }
    echo "== $name"
    if run "$name"; then passed+=("$name"); else failed+=("$name"); fi
    stop
done
echo "passed: ${passed[*]:-none}"
[ ${#failed[@]} -eq 0 ] || { echo "FAILED: ${failed[*]} (their output is in $work)"; exit 1; }
