#!/usr/bin/env bash
# A Link Object has a member `server` (OpenAPI 3.0.3, 3.1.0 and 3.2.0, "Link Object"). The JSON Schema of OpenAPI 3.1
# that is in wide use, 2022-10-07, has `body` in its place, and refuses what it does not have. So a valid document of
# 3.1 with such a link is invalid to validators that ship that schema, and the same document is valid as 3.0 and 3.2.
# A generator that trusts the schema refuses documents that the specification allows.
#
# Seen with openapi-spec-validator 0.9.0:
#   3.0.3   valid
#   3.1.0   Unevaluated properties are not allowed ('server' was unexpected)
#   3.2.0   valid
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openapi-spec-validator==0.9.0

cat >seen.py <<'PYTHON'
from importlib.metadata import version

from openapi_spec_validator import validate

link = {"operationId": "getPet", "server": {"url": "/v2"}}
responses = {"200": {"description": "A pet.", "links": {"again": link}}}
said = {}
for openapi in ["3.0.3", "3.1.0", "3.2.0"]:
    document = {
        "openapi": openapi,
        "info": {"title": "Pets", "version": "1"},
        "paths": {"/pet": {"get": {"operationId": "getPet", "responses": responses}}},
    }
    try:
        validate(document)
        said[openapi] = "valid"
    except Exception as error:
        said[openapi] = str(error).splitlines()[0]
print(f"openapi-spec-validator {version('openapi-spec-validator')}")
for openapi, outcome in said.items():
    print(f"{openapi}   {outcome}")
assert said["3.0.3"] == said["3.2.0"] == "valid", said
assert "'server' was unexpected" in said["3.1.0"], said
PYTHON
venv/bin/python seen.py
