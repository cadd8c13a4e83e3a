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

# The mock server says where it listens in its first line.
"$target/debug/specmill" mock "$document" ${overlay[@]+"${overlay[@]}"} >"$installed/mock.log" 2>&1 &
mock=$!
trap 'kill "$mock" 2>/dev/null || true' EXIT
url=
for _ in $(seq 600); do
    url=$(sed -n 's/^\(http:[^ ]*\) answers for .*/\1/p' "$installed/mock.log")
    [ -z "$url" ] || break
    kill -0 "$mock" 2>/dev/null || { cat "$installed/mock.log"; exit 1; }
    sleep 0.1
done
[ -n "$url" ] || { echo "the mock server did not start"; exit 1; }
export OPENAI_BASE_URL=$url

packages=("$@")
[ $# -gt 0 ] || packages=(python node)
failed=()
for name in "${packages[@]}"; do
    case $name in python | node) ;; *) echo "there is no package for $name"; exit 2 ;; esac
    echo "== openai for $name against $OPENAI_BASE_URL"
    "install_$name"
    case $name in
    python)
        "$installed/python/bin/python" "$here/python/calls.py" || failed+=("$name")
        "$installed/python/bin/python" "$here/python/methods.py" "$document" || failed+=("$name, every method")
        ;;
    node)
        node "$installed/node/calls.js" || failed+=("$name")
        "$target/debug/specmill" bundle "$document" --out "$installed/description.yaml" >"$installed/bundle.log"
        for package in openai openai-6; do
            node "$installed/node/methods.js" "$package" "$installed/description.yaml" ||
                failed+=("$name, every method of $package")
        done
        ;;
    esac
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "FAILED: ${failed[*]} (what the mock server answered: $installed/mock.log)"
    exit 1
fi
echo "passed"
