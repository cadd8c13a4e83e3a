"""Calls every method of OpenAI's Python package whose operation the bundled description has, against the server at
OPENAI_BASE_URL, and says which ended well, which did not, and which request what is not described.

    methods.py DESCRIPTION [--list]        --list also names each method that has no operation here, and why

Each method is first called with placeholders and a transport that only looks at the request, which tells its
operation; then with the members of the operation's examples. What the package offers beyond a request (a stream, the
next pages, waiting until something is done) is used as well. `calls.py` is for what answers have to say.
"""

import inspect
import json
import os
import re
import sys
import warnings

import httpx2
import openai

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../spec/tools"))
import document as documents  # noqa: E402

# That some of the API is deprecated is known.
warnings.simplefilter("ignore", DeprecationWarning)

FILE = ("a.png", b"data", "image/png")
# What no example of an operation has, as the package makes it up itself or wants it in a form of its own.
ARGUMENTS = {
    "audio.voices.create": {"name": "Noor", "audio_sample": FILE, "consent": "cons_7Tq2Lw"},
    "beta.chat.completions.parse": {"tools": []},
    "chat.completions.parse": {"tools": []},
    "uploads.upload_file_chunked": {"file": b"data", "filename": "a.jsonl", "bytes": 4,
                                    "mime_type": "text/jsonl", "purpose": "batch"},
    "vector_stores.file_batches.upload_and_poll": {"files": [FILE]},
    "videos.edit": {"video": FILE},
    "videos.extend": {"video": FILE},
}
PAGES = 3
NOT_RESOURCES = {"with_raw_response", "with_streaming_response"}


class Looked(Exception):
    """The request was looked at, and is not sent."""


class Look:
    def __init__(self):
        self.requests = []
        transport = httpx2.MockTransport(self.handle)
        self.client = openai.OpenAI(api_key="sk-test", admin_api_key="sk-test", max_retries=0,
                                    http_client=httpx2.Client(transport=transport))

    def handle(self, request):
        self.requests.append(request)
        raise Looked

    def request(self, method, arguments):
        """The first request that `method` makes, or why it makes none."""
        self.requests.clear()
        try:
            use(method(**arguments))
        except Exception as error:  # whatever it is, it matters only if there was no request
            reason = f"{type(error).__name__}: {str(error)[:120]}"
        else:
            reason = "makes no HTTP request"
        return (self.requests[0], None) if self.requests else (None, reason)


def methods(client):
    """`(name, method)` of each method of each resource."""
    todo = [("", client)]
    while todo:
        at, owner = todo.pop(0)
        for name in dir(type(owner)):
            if name.startswith("_") or name in NOT_RESOURCES:
                continue
            value = getattr(owner, name)
            path = f"{at}.{name}".lstrip(".")
            if isinstance(value, openai._resource.SyncAPIResource):
                todo.append((path, value))
            elif inspect.ismethod(value) and owner is not client:
                yield path, value


def placeholder(name, kind):
    if "FileTypes" in kind:
        return FILE
    if any(word in kind for word in ("Iterable", "List", "Sequence")):
        return []
    if "str" not in kind and "int" in kind:
        return 1
    if "str" not in kind and ("Dict" in kind or "Param" in kind):
        return {}
    return f"{name}_1"


def arguments(method, known):
    """What a method takes of `known`, and placeholders for what else it requires."""
    taken = {}
    for name, parameter in inspect.signature(method).parameters.items():
        if name in known:
            taken[name] = known[name]
        elif parameter.default is inspect.Parameter.empty and parameter.kind is not inspect.Parameter.VAR_KEYWORD:
            taken[name] = placeholder(name, str(parameter.annotation))
    return taken


def use(answer):
    """Reads what an answer has to offer: a stream, pages, a download."""
    if hasattr(answer, "iter_pages"):
        for number, _ in enumerate(answer.iter_pages()):
            if number == PAGES:
                break
    elif hasattr(answer, "__enter__"):
        with answer as entered:
            if hasattr(entered, "__iter__"):
                for _ in entered:
                    pass


class Description:
    def __init__(self, path):
        self.document = documents.joined(path)
        for name in ("overlay.conventions.yaml", "overlay.yaml"):
            beside = os.path.join(os.path.dirname(path), name)
            if os.path.exists(beside):
                documents.apply_overlay(self.document, documents.read(beside))
        self.operations = []
        for path, method, operation in documents.operations(self.document):
            pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(path))
            self.operations.append((re.compile(f"/v1{pattern}"), method.upper(), path, operation))
        # `/responses/compact` rather than `/responses/{response_id}`.
        self.operations.sort(key=lambda operation: operation[2].count("{"))

    def operation(self, request):
        if "beta=true" in str(request.url):
            return None
        return next(((method, path, operation) for pattern, method, path, operation in self.operations
                     if method == request.method and pattern.fullmatch(request.url.path)), None)

    def examples(self, operation):
        """The members of the example of an operation's body, as the package names them."""
        contents = operation.get("requestBody", {}).get("content", {})
        # The package sends files in multipart bodies where there is a choice.
        media = next((media for media in contents if "multipart" in media), next(iter(contents), None))
        example = contents[media].get("example") if media else None
        members = dict(example) if isinstance(example, dict) else {}
        for name in self.binary(contents[media]["schema"]) if media else ():
            if name in members:
                members[name] = [FILE] if isinstance(members[name], list) else FILE
        members.pop("stream", None)
        if "from" in members:
            members["from_"] = members.pop("from")
        return members

    def binary(self, schema):
        while "$ref" in schema:
            schema = documents.follow(self.document, schema["$ref"])
        for name, member in schema.get("properties", {}).items():
            while "$ref" in member:
                member = documents.follow(self.document, member["$ref"])
            if '"binary"' in json.dumps(member):
                yield name


def main():
    description, look = Description(sys.argv[1]), Look()
    client = openai.OpenAI(api_key="sk-test", admin_api_key="sk-test", max_retries=0, timeout=20)
    real = dict(methods(client))
    good, failed, others, called = 0, [], [], set()
    for name, method in methods(look.client):
        known = ARGUMENTS.get(name, {})
        request, reason = look.request(method, arguments(method, known))
        operation = description.operation(request) if request else None
        if not operation:
            others.append((name, reason or f"{request.method} {request.url.path} is not described"))
            continue
        verb, path, described = operation
        called.add((verb, path))
        try:
            use(real[name](**arguments(method, {**description.examples(described), **known})))
            good += 1
        except Exception as error:  # whatever it is, the other methods go on
            failed.append(name)
            print(f"FAILED  {name} ({verb} {path}): {type(error).__name__}: {str(error)[:400]}")
    for name, reason in others if "--list" in sys.argv else ():
        print(f"not here  {name}: {reason}")
    never = [f"{verb} {path}" for _, verb, path, _ in description.operations if (verb, path) not in called]
    print("never called:", ", ".join(never) or "nothing")
    print(f"{good} of {good + len(failed)} methods ended well, of {len(called)} operations; "
          f"{len(others)} have no operation here")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
