#!/usr/bin/env bash
# `responses.compact` of OpenAI's Python package answers with the user's messages and one compaction item, as the
# package's own documentation of `CompactedResponse.output` says. The type of that list is `ResponseOutputItem`, whose
# only message is the model's. So a message of the user comes back as a `ResponseOutputMessage` that holds a
# `ResponseOutputText` whose `annotations`, a list by its type, is None: a loop over it, which type checkers accept,
# fails with TypeError. With the package's own strict validation the answer is refused. Whoever takes the package's
# types for the description of the endpoint generates a client that refuses it as well; OpenAI's reference has
# another list there, of all items.
#
# Seen with openai 3.57.0:
#   output[0]                          ResponseOutputMessage, role "user"
#   output[0].content[0]               ResponseOutputText, type "input_text"
#   output[0].content[0].annotations   None
#   _strict_response_validation=True   APIResponseValidationError
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openai==3.57.0

cat >seen.py <<'PYTHON'
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import openai

USAGE = {"input_tokens": 30, "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
         "output_tokens": 9, "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 39}
ANSWER = {
    "id": "resp_1", "object": "response.compaction", "created_at": 1764320000, "usage": USAGE,
    "output": [
        {"type": "message", "id": "msg_1", "status": "completed", "role": "user",
         "content": [{"type": "input_text", "text": "When does the ferry leave?"}]},
        {"type": "compaction", "id": "cmp_1", "encrypted_content": "aaaa"},
    ],
}


class Compacts(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        body = json.dumps(ANSWER).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def expect(what, seen, expected):
    print(f"{what}: {seen}")
    assert seen == expected, f"changed: {expected} was seen before"


def outcome(call):
    try:
        return call()
    except Exception as error:
        return type(error).__name__


print(f"openai {openai.__version__}")
server = HTTPServer(("127.0.0.1", 0), Compacts)
threading.Thread(target=server.serve_forever, daemon=True).start()
settings = {"api_key": "sk-none", "base_url": f"http://127.0.0.1:{server.server_port}", "max_retries": 0}
compacted = openai.OpenAI(**settings).responses.compact(model="m", input="a")
message = compacted.output[0]
expect("output[0]", [type(message).__name__, message.role], ["ResponseOutputMessage", "user"])
part = message.content[0]
expect("output[0].content[0]", [type(part).__name__, part.type], ["ResponseOutputText", "input_text"])
expect("output[0].content[0].annotations", outcome(lambda: part.annotations), None)
expect("a loop over them", outcome(lambda: list(part.annotations)), "TypeError")
strict = openai.OpenAI(**settings, _strict_response_validation=True)
expect("strictly validated", outcome(lambda: strict.responses.compact(model="m", input="a")), "APIResponseValidationError")
# It is the message: with the compaction item alone nothing is wrong.
del ANSWER["output"][0]
expect("without the message", len(strict.responses.compact(model="m", input="a").output), 1)
server.shutdown()
PYTHON
venv/bin/python seen.py
