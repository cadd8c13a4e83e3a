#!/usr/bin/env bash
# OpenAI's Python package waits for a batch of files of a vector store until `file_counts.in_progress` is 0 and never looks at
# `status`; its Node package goes by `status`. A batch whose files are not counted yet comes back from `create_and_poll` at once, unfinished;
# one that was cancelled with a file in progress is asked for without end. A server, a proxy or a mock that only moves `status` on
# never lets the Python package go. `openai_rest` goes by `status`; `specmill mock` ends such a batch with the counts of the document's example.
#
# Seen with openai 3.57.0 (Python): returns a batch that is in_progress, and asks on for one that is cancelled. openai 7.59.0 (Node):
# asks on for the first, and returns the second.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openai==3.57.0
npm install --silent --no-fund --no-audit openai@7.59.0 >/dev/null

cat >server.py <<'PYTHON'
import http.server
import json
import sys

# Of each batch, what is answered first, and at last.
BATCHES = {
    "uncounted": [("in_progress", 0), ("completed", 0)],
    "cancelled": [("cancelled", 1), ("cancelled", 0)],
}
asked = {}


class Stores(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        name = self.path.rsplit("/", 1)[1]
        asked[name] = asked.get(name, 0) + 1
        status, in_progress = BATCHES[name.split("-")[1]][min(asked[name] // 3, 1)]
        counts = {"in_progress": in_progress, "completed": 0, "failed": 0, "cancelled": 0, "total": 1}
        body = json.dumps({
            "id": name, "object": "vector_store.files_batch", "created_at": 1, "vector_store_id": "v",
            "status": status, "file_counts": counts, "asked": asked[name],
        }).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stores)
print(server.server_port, flush=True)
server.serve_forever()
PYTHON
python3 server.py >port &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
until [ -s port ]; do sleep 0.1; done
export OPENAI_BASE_URL=http://127.0.0.1:$(cat port) OPENAI_API_KEY=k

cat >polled.py <<'PYTHON'
import openai

batches = openai.OpenAI().vector_stores.file_batches
polled = lambda name: batches.poll(name, vector_store_id="v", poll_interval_ms=10)
seen = [(batch.status, batch.asked) for batch in map(polled, ["py-uncounted", "py-cancelled"])]
print("python", *seen)
# The second only ends because the server counts it out at last.
assert seen == [("in_progress", 1), ("cancelled", 3)], "changed"
PYTHON
venv/bin/python polled.py

cat >polled.js <<'NODE'
const assert = require("assert");
const OpenAI = require("openai");

(async () => {
  const batches = new OpenAI().vectorStores.fileBatches;
  const seen = [];
  for (const name of ["js-uncounted", "js-cancelled"]) {
    const batch = await batches.poll("v", name, { pollIntervalMs: 10 });
    seen.push([batch.status, batch.asked]);
  }
  console.log("node", ...seen);
  assert.deepStrictEqual(seen, [["completed", 3], ["cancelled", 1]], "changed");
})();
NODE
node polled.js
