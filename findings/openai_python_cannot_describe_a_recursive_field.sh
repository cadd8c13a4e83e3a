#!/usr/bin/env bash
# A structured output of OpenAI's SDK for Python is a pydantic model, and `Field(description=…)` is how a model is told
# what a field is for. A field whose type is the model itself cannot have one: the API takes no `$ref` with anything
# beside it, so that the SDK puts what the `$ref` leads to in its place, and in that again, until Python's stack is
# full. The same field without a description is fine, and so is one that is optional or in a list, where the `$ref`
# stands alone.
# What the API refuses beside that (`'default' is not permitted`, `'oneOf' is not permitted`) the SDK sends: a default
# other than None, and a union with a discriminator. A dict is sent as a schema of additional members.
#
# Seen with openai 3.57.0, pydantic 2.14.4:
#   child: Node                                        {"$ref": "#/$defs/Node"}
#   child: Node = Field(description="The first.")      RecursionError
#   size: int = 20                                     {"default": 20, "title": "Size", "type": "integer"}
#   Union[Cat, Dog], discriminator="kind"              oneOf, discriminator
#   Dict[str, int]                                     additionalProperties: {"type": "integer"}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openai==3.57.0 pydantic==2.14.4

cat >seen.py <<'PYTHON'
from __future__ import annotations

from typing import Annotated, Dict, List, Literal, Union

import openai
import pydantic
from openai.lib._pydantic import to_strict_json_schema
from pydantic import BaseModel, Field

print(f"openai {openai.__version__}, pydantic {pydantic.VERSION}")


class Node(BaseModel):
    child: Node


class Described(BaseModel):
    child: Described = Field(description="The first.")


class Cat(BaseModel):
    kind: Literal["cat"]


class Dog(BaseModel):
    kind: Literal["dog"]


class Sent(BaseModel):
    size: int = 20
    pets: List[Annotated[Union[Cat, Dog], Field(discriminator="kind")]]
    prices: Dict[str, int]


def expect(what, seen, expected):
    print(f"{what}: {seen}")
    assert seen == expected, f"changed: {expected} was seen before"


expect("child: Node", to_strict_json_schema(Node)["properties"]["child"], {"$ref": "#/$defs/Node"})
try:
    to_strict_json_schema(Described)
    told = None
except RecursionError as error:
    told = type(error).__name__
expect("child with a description", told, "RecursionError")
sent = to_strict_json_schema(Sent)["properties"]
expect("size: int = 20", sent["size"], {"default": 20, "title": "Size", "type": "integer"})
expect("a discriminator", sorted(sent["pets"]["items"]), ["discriminator", "oneOf"])
expect("Dict[str, int]", sent["prices"]["additionalProperties"], {"type": "integer"})
PYTHON
venv/bin/python seen.py
