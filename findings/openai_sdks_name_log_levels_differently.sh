#!/usr/bin/env bash
# `OPENAI_LOG` sets the level of the log of OpenAI's clients. That for Python knows `warning` and `critical`, and
# ignores `warn` and `off` without a word; that for Node knows `warn` and `off`, and takes `warning` and `critical`
# for its default, with a warning. `openai_rest::log_from_env` takes all of them, and anything else is an error.
#
# Seen with openai 3.57.0 (Python) and openai 7.59.0 (Node):
#            warn     warning
#   python   NOTSET   WARNING
#   node     warn     warn, as any other text
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openai==3.57.0
npm install --silent --no-fund --no-audit openai@7.59.0 >/dev/null

python_level() {
    OPENAI_LOG=$1 venv/bin/python -c \
        'import logging, openai; print(logging.getLevelName(logging.getLogger("openai").level))'
}
node_level() {
    OPENAI_LOG=$1 OPENAI_API_KEY=k node -e 'console.log(new (require("openai").OpenAI)().logLevel)' 2>&1
}
expect() {
    echo "$1: $2"
    [ "$2" = "$3" ] || { echo "changed: $3 was seen before" >&2; exit 1; }
}
refusal='process.env['"'"'OPENAI_LOG'"'"'] was set to "warning", expected one of ["off","error","warn","info","debug"]'
expect "python warn" "$(python_level warn)" NOTSET
expect "python warning" "$(python_level warning)" WARNING
expect "node warn" "$(node_level warn)" warn
expect "node warning" "$(node_level warning | tr -d '\n')" "${refusal}warn"
