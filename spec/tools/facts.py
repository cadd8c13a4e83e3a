#!/usr/bin/env python3
"""Prints what a reference says of an API and our description does not say yet: facts in short, to be described.

    facts.py DESCRIPTION REFERENCE [--all] [--text N] [--without TEXT …] tag:Chat path:/chat* schema:Tool …

It prints and writes nothing: the description is written by people, from the facts, in words of their own.
Only what differs is printed, with all schemas that it leads to; `--all` prints the rest as well. `tag:-` is for
operations without a tag. `--text N` adds the first N characters of the reference's texts, to understand what
is meant. Operations whose path holds the TEXT of `--without` are left out.

    name! TYPE        a member that is required           str int num bool obj   the types
    TYPE?             may be null                         [TYPE]  {TYPE}         a list, a map
    'x'  'x'-         a constant, with and without        enum(a b)              x-stainless-const
    (1..9 =4 fmt=f)   limits, default and format          = before a member      ours has a text for it
    ours only: …      what the reference does not have    required, unknown: …   required and not described
"""
import argparse
import json
import re
import sys

import document as documents

LIMITS = (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"),
          ("minProperties", "maxProperties"))
SHORT = {"string": "str", "integer": "int", "boolean": "bool", "number": "num", "object": "obj"}
# What `kind` and `Printer` say by themselves.
SAID = {"type", "enum", "const", "x-stainless-const", "default", "format", "properties", "required", "items",
        "anyOf", "oneOf", "allOf", "$ref", "nullable", "additionalProperties",
        *documents.PROSE, *(word for pair in LIMITS for word in pair)}


def simple(schema):
    """`schema` with a `null` among two alternatives written as `nullable`, its text kept."""
    if not isinstance(schema, dict):
        return schema
    for word in ("anyOf", "oneOf"):
        members = schema.get(word, [])
        rest = [member for member in members if not (isinstance(member, dict) and member.get("type") == "null")]
        if len(rest) == 1 and len(members) == 2:
            outer = {key: value for key, value in schema.items() if key != word}
            return simple({**rest[0], **outer, "nullable": True})
    return schema


def details(schema):
    """Limits, default, format, and every keyword that is not said otherwise."""
    said = [f"{schema.get(low, '')}..{schema.get(high, '')}" for low, high in LIMITS if low in schema or high in schema]
    if "default" in schema:
        said.append("=" + json.dumps(schema["default"]))
    if "format" in schema:
        said.append(f"fmt={schema['format']}")
    said += [f"{key}={json.dumps(value)}" for key, value in schema.items() if key not in SAID]
    return f"({' '.join(said)})" if said else ""


def kind(schema):
    """The type of a schema in one word."""
    if not isinstance(schema, dict):
        return {True: "anything", False: "nothing"}.get(schema, "anything")
    schema = simple(schema)
    types = schema.get("type")
    types = types if isinstance(types, list) else [types] if types else []
    null = "?" if schema.get("nullable") or "null" in types else ""
    types = [name for name in types if name != "null"]
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1] + null + details(schema)
    for word in ("anyOf", "oneOf", "allOf"):
        if word in schema:
            return word + ("?" if {"type": "null"} in schema[word] else null) + details(schema)
    values = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if values is not None:
        word = "" if types in ([], ["string"]) else "|".join(types)
        constant = "" if schema.get("x-stainless-const") else "-"
        text = f"'{values[0]}'{constant}" if len(values) == 1 else f"enum({' '.join(map(str, values))})"
        return word + text + null + details(schema)
    if types == ["array"]:
        return f"[{kind(schema.get('items'))}]{null}{details(schema)}"
    below = schema.get("additionalProperties")
    if types == ["object"] and isinstance(below, dict):
        return f"{{{kind(below)}}}{null}{details(schema)}"
    word = "|".join(SHORT.get(name, name) for name in types) or "anything"
    return word + ("" if below is None else f"{{{below}}}") + null + details(schema)


class Printer:
    def __init__(self, ours, theirs, text, everything):
        self.ours, self.theirs = ours, theirs
        self.text, self.everything = text, everything
        self.done = set()

    def words(self, node):
        text = re.sub(r"\s+", " ", node.get("description") or "").strip() if isinstance(node, dict) else ""
        text = text if len(text) <= self.text else text[:self.text] + "…"
        return f" # {text}" if text and self.text else ""

    def operation(self, path, method, operation, own):
        agrees = own is not None and documents.operation_facts(own) == documents.operation_facts(operation)
        if agrees and not self.everything:
            return
        print(f"op {method.upper()} {path} {operation.get('operationId')} {operation.get('tags', ['-'])}"
              f"{' deprecated' if operation.get('deprecated') else ''}{self.words(operation)}")
        for parameter in operation.get("parameters", []):
            name = parameter.get("name") or parameter.get("$ref")
            print(f"  {parameter.get('in')} {name}{'!' if parameter.get('required') else ''} "
                  f"{kind(parameter.get('schema', {}))}{self.words(parameter)}")
            self.members(parameter.get("schema"), 2)
        bodies = [("body!" if operation.get("requestBody", {}).get("required") else "body",
                   operation.get("requestBody"))]
        bodies += operation["responses"].items()
        for name, body in bodies:
            if not body:
                continue
            contents = body.get("content") or {"": {}}
            for media, content in contents.items():
                print(f"  {name} {media or body.get('$ref', 'nothing')} "
                      f"{kind(content['schema']) if 'schema' in content else ''}{self.words(body)}")
                self.members(content.get("schema"), 2)
            if body.get("headers"):
                print(f"    headers {', '.join(body['headers'])}")
        for key in sorted(set(operation) - {"tags", "summary", "description", "operationId", "parameters",
                                            "requestBody", "responses", "deprecated", "x-oaiMeta"}):
            print(f"  + {key} {json.dumps(operation[key])[:200]}")

    def schema(self, name):
        if name in self.done or name not in self.theirs:
            return
        self.done.add(name)
        own = self.ours.get(name)
        agrees = own is not None and documents.facts(own) == documents.facts(self.theirs[name])
        if self.everything or not agrees:
            state = "" if own is None else " agrees" if agrees else " differs"
            print(f"schema {name} {kind(self.theirs[name])}{state}{self.words(self.theirs[name])}")
            self.members(self.theirs[name], 1, own)
        for below in documents.schema_names(self.theirs[name]):
            self.schema(below)

    def members(self, schema, depth, own=None):
        schema, own = simple(schema), simple(own)
        if not isinstance(schema, dict) or "$ref" in schema:
            return
        space, own = "  " * depth, own if isinstance(own, dict) else {}
        for word in ("anyOf", "oneOf", "allOf"):
            for member in schema.get(word, []):
                if member != {"type": "null"}:
                    print(f"{space}- {kind(member)}{self.words(member)}")
                    self.members(member, depth + 1)
        properties, known = schema.get("properties") or {}, own.get("properties") or {}
        required = schema.get("required", [])
        for name, member in properties.items():
            told = "= " if "description" in json.dumps(known.get(name, "")) else ""
            print(f"{space}{told}{name}{'!' if name in required else ''} {kind(member)}{self.words(simple(member))}")
            self.members(member, depth + 1, known.get(name))
        for name in known:
            if name not in properties:
                print(f"{space}ours only: {name} {kind(known[name])}")
        unknown = [name for name in required if name not in properties]
        if unknown:
            print(f"{space}required, unknown: {' '.join(unknown)}")
        for word in ("items", "additionalProperties"):
            self.members(schema.get(word), depth, own.get(word))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("description")
    parser.add_argument("reference")
    parser.add_argument("what", nargs="+", help="tag:NAME, path:PATH (also path:/chat*), schema:NAME")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--text", type=int, default=0)
    parser.add_argument("--without", action="append", default=[])
    arguments = parser.parse_args()
    ours, theirs = documents.joined(arguments.description), documents.joined(arguments.reference)
    known = {(path, method): operation for path, method, operation in documents.operations(ours)}
    printer = Printer(ours["components"]["schemas"], theirs["components"]["schemas"], arguments.text, arguments.all)
    for what in arguments.what:
        by, _, name = what.partition(":")
        roots = []
        for path, method, operation in documents.operations(theirs):
            tags = [tag.lower() for tag in operation.get("tags", ["-"])]
            wanted = {"tag": name.lower() in tags,
                      "path": path == name or name.endswith("*") and path.startswith(name[:-1])}
            if wanted.get(by) and not any(text in path for text in arguments.without):
                printer.operation(path, method, operation, known.get((path, method)))
                roots.append(operation)
        for schema in [name] if by == "schema" else documents.schema_names(roots):
            printer.schema(schema)


if __name__ == "__main__":
    sys.exit(main())
