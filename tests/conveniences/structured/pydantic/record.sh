#!/usr/bin/env bash
# Writes down what OpenAI's SDK for Python makes of the models in models.py: schemas.json, which the tests read. Needs
# Python 3 with venv and a network; it is not part of CI. `record.sh --check` only says whether the file is still right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
installed=${CARGO_TARGET_DIR:-$here/../../../../target}/pydantic
if ! cmp -s "$here/requirements.txt" "$installed/requirements.txt"; then
    rm -rf "$installed"
    python3 -m venv "$installed"
    "$installed/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$installed/"
fi
recorded=$("$installed/bin/python" "$here/models.py")
if [ "${1:-}" = --check ]; then
    diff <(echo "$recorded") "$here/schemas.json" && echo "schemas.json is what the SDK makes today"
else
    echo "$recorded" >"$here/schemas.json"
fi
