#!/usr/bin/env bash
# A header parameter that is a list has only one form in OpenAPI: `style: simple`, one line with commas between the
# items (OpenAPI 3.1.1 §4.12.6). HTTP sees no difference between that line and one line an item (RFC 9110 §5.3).
# FastAPI describes `list[int] = Header()` as such an array, and reads only one line an item: the form that its own
# document asks for is refused with 422 where items are numbers, and where they are text it arrives as one item that
# has the commas in it, without an error. A client generated from the document has to be told to repeat the header.
#
# Seen with fastapi 0.165.0, starlette 1.10.0:
#   document:             {"type": "array", "items": {"type": "integer"}}, no `style`
#   X-Numbers: 1,2        422 int_parsing, input "1,2"
#   X-Numbers: 1, and 2   [1, 2]
#   X-Words: a,b          ["a,b"]
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fastapi==0.165.0 starlette==1.10.0 httpx2==2.16.2

cat >seen.py <<'PYTHON'
from typing import Annotated

import fastapi
import starlette
from fastapi.testclient import TestClient

print(f"fastapi {fastapi.__version__}, starlette {starlette.__version__}")
app = fastapi.FastAPI()


@app.get("/")
async def read(
    x_numbers: Annotated[list[int], fastapi.Header()] = [],
    x_words: Annotated[list[str], fastapi.Header()] = [],
):
    return [x_numbers, x_words]


def expect(what, seen, expected):
    print(f"{what}: {seen}")
    assert seen == expected, f"changed: {expected} was seen before"


client = TestClient(app)
numbers = client.get("/openapi.json").json()["paths"]["/"]["get"]["parameters"][0]
expect("in, style, type", [numbers["in"], numbers.get("style"), numbers["schema"]["type"]], ["header", None, "array"])
refused = client.get("/", headers={"X-Numbers": "1,2"})
fault = refused.json()["detail"][0]
expect("X-Numbers: 1,2", [refused.status_code, fault["type"], fault["input"]], [422, "int_parsing", "1,2"])
expect("X-Numbers twice", client.get("/", headers=[("X-Numbers", "1"), ("X-Numbers", "2")]).json()[0], [1, 2])
expect("X-Words: a,b", client.get("/", headers={"X-Words": "a,b"}).json()[1], ["a,b"])
PYTHON
venv/bin/python seen.py
