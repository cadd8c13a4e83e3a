#!/usr/bin/env bash
# The document of a FastAPI application says of a form field no more than of a query parameter: a string, required or
# with a default, of any length. An empty one is taken in a query and in JSON. In a form, urlencoded or multipart,
# FastAPI takes it for one that was not sent: a required field is refused as missing, and an optional one gets its
# default, so that a value cannot be emptied through a form. A client that sends what the document allows gets 422.
#
# Seen with fastapi 0.165.0, python-multipart 0.0.34:
#   document             {"type": "string"}, required
#   query  note=         200, ""
#   form   note=         422 missing
#   form   more=         200, "default"
#   part   note, empty   422 missing
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fastapi==0.165.0 starlette==1.10.0 httpx2==2.16.2 \
    python-multipart==0.0.34

cat >seen.py <<'PYTHON'
from typing import Annotated

import fastapi
import starlette
from fastapi.testclient import TestClient

print(f"fastapi {fastapi.__version__}, starlette {starlette.__version__}")
app = fastapi.FastAPI()


@app.get("/")
async def query(note: str):
    return note


@app.post("/required")
async def required(note: Annotated[str, fastapi.Form()]):
    return note


@app.post("/optional")
async def optional(more: Annotated[str, fastapi.Form()] = "default"):
    return more


def expect(what, seen, expected):
    print(f"{what}: {seen}")
    assert seen == expected, f"changed: {expected} was seen before"


client = TestClient(app)
schemas = client.get("/openapi.json").json()["components"]["schemas"]
described = schemas["Body_required_required_post"]
expect("document", [described["properties"]["note"]["type"], described["required"]], ["string", ["note"]])
assert "minLength" not in described["properties"]["note"]
answer = client.get("/?note=")
expect("query, note=", [answer.status_code, answer.json()], [200, ""])
for what, sent in [("form, note=", {"data": {"note": ""}}), ("part, note empty", {"files": {"note": (None, "")}})]:
    answer = client.post("/required", **sent)
    expect(what, [answer.status_code, answer.json()["detail"][0]["type"]], [422, "missing"])
answer = client.post("/optional", data={"more": ""})
expect("form, more=", [answer.status_code, answer.json()], [200, "default"])
PYTHON
venv/bin/python seen.py
