#!/usr/bin/env python3
"""Checks the words and examples of a description; says each place to mend, and how many there are.

    check.py DESCRIPTION [REFERENCE] [--overlay OVERLAY …] [--words N]

- Every operation, parameter, body, answer, schema and member has a text.
- Every body and every JSON answer has an example; it is valid, and holds no member that is not described.
- No text has a run of N words (8 unless said otherwise) in common with a text of REFERENCE.

The overlays beside DESCRIPTION (`overlay.conventions.yaml`, `overlay.yaml`) are applied before examples are judged.
Needs PyYAML, jsonschema and jsonpath-rfc9535. Exit status 0 if nothing is to be mended, 1 otherwise.
"""
import argparse
import json
import os
import re
import sys

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

import document as documents

PARTS = ("anyOf", "oneOf", "allOf")


def texts(node, at="", names=False):
    """Each text for people below `node`, with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            if not names and key in ("description", "summary") and isinstance(value, str):
                yield f"{at}/{key}", value
            elif names or key not in documents.DATA:
                yield from texts(value, f"{at}/{key}", key in documents.NAMES and not names)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from texts(value, f"{at}/{index}")


def every_text(node):
    """Each text of a reference, those of its examples and notes as well."""
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and key in ("description", "summary", "title", "name", "content", "note"):
                yield value
            yield from every_text(value)
    elif isinstance(node, list):
        for value in node:
            yield from every_text(value)


def runs(text, length):
    words = re.findall(r"[a-z0-9_']+", text.lower())
    return [tuple(words[start:start + length]) for start in range(len(words) - length + 1)]


def common_words(description, reference, length):
    known = {run for text in every_text(reference) for run in runs(text, length)}
    for at, text in texts(description):
        shared = next((run for run in runs(text, length) if run in known), None)
        if shared:
            yield f"{at}: in common with the reference: {' '.join(shared)}"


def requests(description):
    """Each operation, and each request of a webhook, with its place."""
    for path, method, operation in documents.operations(description):
        yield f"{method} {path}", operation
    for name, item in description.get("webhooks", {}).items():
        for operation in item.values():
            yield f"webhook {name}", operation


def missing_texts(description):
    for at, operation in requests(description):
        if not operation.get("summary"):
            yield f"{at}: no summary"
        for parameter in operation.get("parameters", []):
            if not parameter.get("description"):
                yield f"{at}: no text of the parameter {parameter.get('name')}"
        if "requestBody" in operation and not operation["requestBody"].get("description"):
            yield f"{at}: no text of the body"
        for status, answer in operation["responses"].items():
            if "$ref" not in answer and not answer.get("description"):
                yield f"{at}: no text of the answer {status}"
    for name, schema in description["components"]["schemas"].items():
        if "description" not in schema and "$ref" not in schema:
            yield f"schema {name}: no text"
        yield from members_without_text(schema, f"schema {name}")


def members_without_text(schema, at):
    if not isinstance(schema, dict):
        return
    for name, member in (schema.get("properties") or {}).items():
        parts = [part for word in PARTS for part in member.get(word, [])] if isinstance(member, dict) else []
        if isinstance(member, dict) and "description" not in member and not any(
                "$ref" in part for part in [member, *parts] if isinstance(part, dict)):
            yield f"{at}.{name}: no text"
        yield from members_without_text(member, f"{at}.{name}")
    for word in ("items", "additionalProperties"):
        yield from members_without_text(schema.get(word), at)
    for word in PARTS:
        for part in schema.get(word, []):
            yield from members_without_text(part, at)


class Examples:
    """Judges the examples of a description."""

    def __init__(self, description):
        self.description = description
        resource = Resource(contents=description, specification=DRAFT202012)
        self.registry = Registry().with_resource("file:///description", resource)

    def faults(self):
        for at, operation in requests(self.description):
            yield from self.of_operation(at, operation)

    def of_operation(self, at, operation):
        bodies = [("body", operation.get("requestBody", {}))]
        bodies += [(status, answer) for status, answer in operation["responses"].items() if "$ref" not in answer]
        for place, body in bodies:
            for kind, content in (body.get("content") or {}).items():
                yield from self.of_content(f"{at} {place} {kind}", kind, content)

    def of_content(self, at, kind, content):
        if "example" in content:
            examples = [content["example"]]
        else:
            examples = [example["value"] for example in content.get("examples", {}).values()]
        if not examples:
            yield f"{at}: no example"
        if kind == "text/event-stream":
            examples = [event for example in examples for event in events(example)]
        for example in examples:
            if "json" in kind or kind == "text/event-stream":
                for error in self.validator(content["schema"]).iter_errors(example):
                    yield f"{at}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            if "json" in kind or "multipart" in kind or kind == "text/event-stream":
                for member in self.unknown([content["schema"]], example, ""):
                    yield f"{at}: {member} is not described"

    def validator(self, schema):
        def absolute(node):
            if isinstance(node, dict):
                return {key: f"file:///description{value}" if key == "$ref" and isinstance(value, str)
                        else absolute(value) for key, value in node.items()}
            return [absolute(value) for value in node] if isinstance(node, list) else node
        return Draft202012Validator(absolute(schema), registry=self.registry)

    def unknown(self, schemas, value, at):
        """The members of `value` that none of `schemas` describes."""
        parts = [part for schema in schemas for part in self.parts(schema)]
        if isinstance(value, dict):
            objects = [part for part in parts if fits(part, value)
                       and ("properties" in part or part.get("additionalProperties"))]
            for name, member in value.items() if objects else ():
                known = [part["properties"][name] for part in objects if name in (part.get("properties") or {})]
                rest = [part["additionalProperties"] for part in objects if part.get("additionalProperties")]
                if known or rest:
                    below = known or [schema for schema in rest if schema is not True]
                    yield from self.unknown(below, member, f"{at}/{name}")
                else:
                    yield f"{at}/{name}"
        elif isinstance(value, list):
            items = [part["items"] for part in parts if "items" in part]
            for index, item in enumerate(value) if items else ():
                yield from self.unknown(items, item, f"{at}/{index}")

    def parts(self, schema):
        while isinstance(schema, dict) and "$ref" in schema:
            schema = documents.follow(self.description, schema["$ref"])
        if not isinstance(schema, dict):
            return []
        return [schema] + [part for word in PARTS for one in schema.get(word, []) for part in self.parts(one)]


def fits(part, value):
    """Whether the constants of an alternative allow `value`."""
    for name, member in value.items():
        described = (part.get("properties") or {}).get(name)
        if isinstance(described, dict) and isinstance(described.get("enum"), list) and isinstance(member, str):
            if member not in described["enum"]:
                return False
    return True


def events(text):
    """The JSON of each server-sent event."""
    for block in text.split("\n\n"):
        data = "\n".join(line[5:].strip() for line in block.split("\n") if line.startswith("data:"))
        if data and data != "[DONE]":
            yield json.loads(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("description")
    parser.add_argument("reference", nargs="?")
    parser.add_argument("--overlay", action="append", help="instead of those beside the description")
    parser.add_argument("--words", type=int, default=8, help="how many words make a run")
    arguments = parser.parse_args()
    description = documents.joined(arguments.description)
    folder = os.path.dirname(arguments.description)
    beside = [os.path.join(folder, name) for name in ("overlay.conventions.yaml", "overlay.yaml")]
    faults = []
    if arguments.reference:
        overlays = [documents.read(path) for path in arguments.overlay or beside if os.path.exists(path)]
        described = {"description": description, "overlays": overlays}
        faults += common_words(described, documents.read(arguments.reference), arguments.words)
    for path in arguments.overlay or [path for path in beside if os.path.exists(path)]:
        documents.apply_overlay(description, documents.read(path))
    faults += missing_texts(description)
    faults += Examples(description).faults()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} places to mend")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
