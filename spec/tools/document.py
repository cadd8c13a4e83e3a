"""A description as one document: joined from its files, changed by its overlays, and without prose to compare.

Used by the scripts beside it. Needs PyYAML; overlays need jsonpath-rfc9535.
"""
import json
import os

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
# What differs between two descriptions of one API although the facts are the same.
PROSE = {"description", "summary", "title", "example", "examples", "externalDocs",
         "x-oaiMeta", "x-oaiTypeLabel", "x-oaiSupportedSDKs"}
# The keywords whose keys are names and not keywords.
NAMES = {"properties", "patternProperties", "mapping", "headers"}
# The keywords whose values are data and not schemas.
DATA = {"example", "examples", "default", "enum", "const", "x-oaiMeta"}


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, LOADER)


def follow(document, reference):
    """What `#/…` points to."""
    node = document
    for token in reference.lstrip("#").strip("/").split("/"):
        token = token.replace("~1", "/").replace("~0", "~")
        node = node[int(token)] if isinstance(node, list) else node[token]
    return node


def joined(path):
    """The document at `path`, with the components of all files that it refers to beside its own.

    A reference into another file becomes one into the document: components have one name wherever they are.
    """
    root, files, components = os.path.abspath(path), {}, {}

    def visit(node, base, names=False):
        if isinstance(node, list):
            return [visit(value, base) for value in node]
        if not isinstance(node, dict):
            return node
        reference = None if names else node.get("$ref")
        if not isinstance(reference, str):
            return {key: value if key in DATA and not names else visit(value, base, key in NAMES and not names)
                    for key, value in node.items()}
        file, _, pointer = reference.partition("#")
        base = os.path.normpath(os.path.join(os.path.dirname(base), file)) if file else base
        files.setdefault(base, None)
        files[base] = files[base] or read(base)
        if not pointer.startswith("/components/"):
            return visit(follow(files[base], pointer), base)
        _, _, kind, name = pointer.split("/", 3)
        known = components.setdefault(kind, {})
        if name not in known:
            known[name] = None
            known[name] = visit(follow(files[base], pointer), base)
        return {**{key: visit(value, base) for key, value in node.items()}, "$ref": f"#/components/{kind}/{name}"}

    files[root] = read(root)
    document = visit(files[root], root)
    for kind, own in document.get("components", {}).items():
        for name, node in own.items():
            # An entry that only refers to a file's component of the same name is that component.
            itself = isinstance(node, dict) and node.get("$ref") == f"#/components/{kind}/{name}"
            if not itself:
                components.setdefault(kind, {}).setdefault(name, node)
    document["components"] = components
    return document


def apply_overlay(document, overlay):
    """Changes `document` by an OpenAPI Overlay 1.0 document, action by action."""
    import jsonpath_rfc9535 as jsonpath

    def merge(node, update):
        for key, value in update.items():
            if isinstance(value, dict) and isinstance(node.get(key), dict):
                merge(node[key], value)
            elif isinstance(value, list) and isinstance(node.get(key), list):
                node[key] = node[key] + value
            else:
                node[key] = value

    for action in overlay.get("actions", []):
        for found in reversed(list(jsonpath.find(action["target"], document))):
            if action.get("remove"):
                parent = document
                for step in found.location[:-1]:
                    parent = parent[step]
                del parent[found.location[-1]]
            elif isinstance(found.value, list):
                found.value.append(action["update"])
            else:
                merge(found.value, json.loads(json.dumps(action["update"])))
    return document


def facts(node, names=False):
    """A copy of `node` without prose, in one spelling for what OpenAPI 3.0 and 3.1 write differently."""
    if isinstance(node, list):
        return [facts(value) for value in node]
    if not isinstance(node, dict):
        return int(node) if isinstance(node, float) and node.is_integer() else node
    if isinstance(node.get("$ref"), str) and not names:
        kept = {"nullable": True} if node.get("nullable") else {}
        return {"$ref": node["$ref"].rsplit("/", 1)[-1], **kept}
    out = {}
    for key, value in node.items():
        if names or key not in PROSE:
            out[key] = facts(value, key in NAMES and not names)
            if not names and key in ("required", "enum") and isinstance(value, list):
                out[key] = sorted(value, key=lambda v: json.dumps(v, default=str))
    return out if names else one_spelling(out)


def operation_facts(operation):
    """The facts of an operation; the order of parameters is none, and a parameter is optional unless it says so."""
    parameters = [{"required": False, **parameter} for parameter in operation.get("parameters", [])]
    parameters.sort(key=lambda parameter: (parameter.get("in", ""), parameter.get("name", "")))
    return facts({**operation, "parameters": parameters})


def one_spelling(node):
    """`nullable`, `type: [T, 'null']` and a `null` among alternatives as one thing; `const` as an enum of one;
    exclusive limits as numbers."""
    for word in ("anyOf", "oneOf"):
        members = node.get(word)
        if isinstance(members, list) and {"type": "null"} in members:
            rest = [member for member in members if member != {"type": "null"}]
            del node[word]
            node = {**rest[0], **node} if len(rest) == 1 else {**node, word: rest}
            node["nullable"] = True
    parts = node.get("allOf")
    if isinstance(parts, list) and len(parts) == 1 and set(node) <= {"allOf", "nullable", "default"}:
        del node["allOf"]
        node = {**parts[0], **node}
    if isinstance(node.get("type"), list):
        kinds = sorted(kind for kind in node["type"] if kind != "null")
        if len(kinds) < len(node["type"]):
            node["nullable"] = True
        node["type"] = kinds[0] if len(kinds) == 1 else kinds
    if "const" in node and not isinstance(node["const"], (dict, list)):
        node["enum"] = [node.pop("const")]
    if node.get("nullable") and isinstance(node.get("enum"), list):
        node["enum"] = [value for value in node["enum"] if value is not None]
    if node.get("nullable") is False:
        del node["nullable"]
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if node.get(exclusive) is True and limit in node:
            node[exclusive] = node.pop(limit)
        elif node.get(exclusive) is False:
            del node[exclusive]
    return node


def differences(ours, theirs, at=""):
    """Where two trees of facts differ, a line for each place."""
    if type(ours) is not type(theirs):
        yield f"{at or '/'}: {json.dumps(ours, default=str)[:80]} != {json.dumps(theirs, default=str)[:80]}"
    elif isinstance(ours, dict):
        for key in sorted(set(ours) | set(theirs), key=str):
            if key not in ours:
                yield f"{at}/{key}: missing"
            elif key not in theirs:
                yield f"{at}/{key}: not in the reference"
            else:
                yield from differences(ours[key], theirs[key], f"{at}/{key}")
    elif isinstance(ours, list):
        if len(ours) != len(theirs):
            yield f"{at}: {len(ours)} items, the reference has {len(theirs)}"
        for index, (one, other) in enumerate(zip(ours, theirs)):
            yield from differences(one, other, f"{at}/{index}")
    elif ours != theirs:
        yield f"{at}: {ours!r} != {theirs!r}"


def schema_names(node):
    """The names of the schemas that `node` refers to, in order."""
    if isinstance(node, list):
        return [name for value in node for name in schema_names(value)]
    if not isinstance(node, dict):
        return []
    if isinstance(node.get("$ref"), str):
        return [node["$ref"].rsplit("/", 1)[-1]]
    return [name for key, value in node.items() if key not in DATA for name in schema_names(value)]


def reached(document, roots):
    """The names of all schemas that `roots` lead to."""
    schemas, found, todo = document["components"]["schemas"], {}, schema_names(roots)
    while todo:
        name = todo.pop(0)
        if name in schemas and name not in found:
            found[name] = True
            todo += schema_names(schemas[name])
    return list(found)


def operations(document):
    """`(path, method, operation)` of each operation, with the parameters of its path among its own."""
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                operation = dict(item[method])
                shared = item.get("parameters", [])
                if shared:
                    operation["parameters"] = shared + operation.get("parameters", [])
                yield path, method, operation
