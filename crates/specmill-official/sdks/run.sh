#!/usr/bin/env bash
# Runs OpenAI's own packages, from PyPI and from npm, against `specmill mock` of the bundled description: every call,
# and every method whose operation is described, has to end well. Needs cargo, Python 3 with venv, and node 20 with npm; it is not part of CI.
#
#   run.sh [python] [node]      both where none is named
#
# SPECMILL_DOCUMENT=path/to/openapi.yaml mocks another document of the API, with the conventions of ours.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
installed=$target/sdks
document=$root/spec/openapi.yaml overlay=()
if [ -n "${SPECMILL_DOCUMENT:-}" ]; then
    document=$SPECMILL_DOCUMENT overlay=(--overlay "$root/spec/overlay.conventions.yaml")
fi

install_python() {
    cmp -s "$here/python/requirements.txt" "$installed/python/requirements.txt" && return
    rm -rf "$installed/python"
    python3 -m venv "$installed/python"
    "$installed/python/bin/pip" install --quiet --disable-pip-version-check -r "$here/python/requirements.txt"
    cp "$here/python/requirements.txt" "$installed/python/"
}

install_node() {
    mkdir -p "$installed/node"
    cp "$here/node/"*.js "$installed/node/"
    cmp -s "$here/node/package.json" "$installed/node/package.json" && return
    (cd "$installed/node" && cp "$here/node/package.json" . && npm install --silent --no-audit --no-fund) ||
        { rm -rf "$installed/node"; return 1; }
}

mkdir -p "$installed"
cargo build --quiet --manifest-path "$root/Cargo.toml" -p specmill-cli

# A mock server says where it listens in its first line. Calls meet one that remembers; every method, in the order of
# their names, deletes things before it asks for them, and meets one that does not.
mocks=()
trap 'kill "${mocks[@]}" 2>/dev/null || true' EXIT
serve() {
    local log=$installed/$1.log
    shift
    "$target/debug/specmill" mock "$document" ${overlay[@]+"${overlay[@]}"} "$@" >"$log" 2>&1 &
    mocks+=($!)
    url=
    for _ in $(seq 600); do
        url=$(sed -n 's/^\(http:[^ ]*\) answers for .*/\1/p' "$log")
        [ -z "$url" ] || break
        kill -0 $! 2>/dev/null || { cat "$log"; exit 1; }
        sleep 0.1
    done
    [ -n "$url" ] || { echo "the mock server did not start"; exit 1; }
}
serve mock
with_state=$url
serve mock-without-state --no-state
without_state=$url

packages=("$@")
[ $# -gt 0 ] || packages=(python node)
failed=()
for name in "${packages[@]}"; do
    case $name in python | node) ;; *) echo "there is no package for $name"; exit 2 ;; esac
    echo "== openai for $name against $with_state"
    # What another package has deleted is gone.
    curl --silent --request POST "${with_state%/v1}/_specmill/reset"
    export OPENAI_BASE_URL=$with_state
    "install_$name"
    case $name in
    python)
        "$installed/python/bin/python" "$here/python/calls.py" || failed+=("$name")
        OPENAI_BASE_URL=$without_state "$installed/python/bin/python" "$here/python/methods.py" "$document" || failed+=("$name, every method")
        ;;
    node)
        node "$installed/node/calls.js" || failed+=("$name")
        "$target/debug/specmill" bundle "$document" --out "$installed/description.yaml" >"$installed/bundle.log"
        for package in openai openai-6; do
            OPENAI_BASE_URL=$without_state node "$installed/node/methods.js" "$package" "$installed/description.yaml" ||
                failed+=("$name, every method of $package")
        done
        ;;
    esac
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "FAILED: ${failed[*]} (what the mock servers answered: $installed/mock*.log)"
    exit 1
fi
echo "passed"
