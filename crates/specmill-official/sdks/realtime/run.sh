#!/usr/bin/env bash
# Runs our WebSocket connections against a server of Python's `websockets`, which the official SDK for Python
# uses as well. Needs cargo and Python 3 with venv; it is not part of CI.
#
# CARGO_FEATURES names the features of the client, the small one of the Realtime API by default.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
installed=$target/sdks/realtime

if ! cmp -s "$here/requirements.txt" "$installed/requirements.txt"; then
    rm -rf "$installed"
    mkdir -p "$(dirname "$installed")"
    python3 -m venv "$installed"
    "$installed/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$installed/"
fi

"$installed/bin/python" "$here/server.py" >"$installed/server.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
url=
for _ in $(seq 100); do
    url=$(sed -n '1s/^\(http:.*\)/\1/p' "$installed/server.log")
    [ -z "$url" ] || break
    kill -0 "$server" 2>/dev/null || { cat "$installed/server.log"; exit 1; }
    sleep 0.1
done
[ -n "$url" ] || { echo "the server did not start"; exit 1; }

echo "== websockets $(sed -n 's/.*==//p' "$here/requirements.txt") at $url"
OPENAI_REST_WEBSOCKETS=$url cargo test --manifest-path "$root/Cargo.toml" --no-default-features \
    --features "${CARGO_FEATURES:-realtime,responses,reqwest,ring,realtime-ws}" \
    --test conveniences -- --ignored websocket::python
# The close frame of a connection that was dropped arrived.
grep -q "closed by the client: 1000" "$installed/server.log" || { cat "$installed/server.log"; exit 1; }
echo "passed"
