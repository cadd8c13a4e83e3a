#!/usr/bin/env bash
# `evals.runs.cancel` of OpenAI's packages is a POST to /evals/{eval_id}/runs/{run_id} in npm's 6.49.0, which is what
# OpenAI's published OpenAPI document has (version 2.3.0, and still in August 2026: operation `cancelEvalRun`). The
# packages of today, 7.59.0 on npm and 3.57.0 on PyPI, post to …/cancel below it, which that document does not have. A
# client, a mock server or a gateway made from the document does not know the path that the official clients ask for,
# and answers them 404.
#
# Seen: openai@6.49.0 POST /v1/evals/e/runs/r, openai@7.59.0 and openai==3.57.0 POST /v1/evals/e/runs/r/cancel
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openai==3.57.0
npm install --silent --no-audit --no-fund openai-6@npm:openai@6.49.0 openai-7@npm:openai@7.59.0

cat >seen.mjs <<'JS'
for (const [name, expected] of [["openai-6", "/v1/evals/e/runs/r"], ["openai-7", "/v1/evals/e/runs/r/cancel"]]) {
  const { default: OpenAI } = await import(name);
  let seen;
  const fetch = async (url, init) => {
    seen = `${init.method.toUpperCase()} ${new URL(url).pathname}`;
    return new Response("{}", { headers: { "content-type": "application/json" } });
  };
  await new OpenAI({ apiKey: "sk-none", maxRetries: 0, fetch }).evals.runs.cancel("r", { eval_id: "e" });
  console.log(`${name}: ${seen}`);
  if (seen !== `POST ${expected}`) throw new Error(`changed: POST ${expected} was seen before`);
}
JS
cat >seen.py <<'PYTHON'
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import openai

seen = []


class Notes(BaseHTTPRequestHandler):
    def do_POST(self):
        seen.append(f"POST {self.path}")
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(json.dumps({}).encode())

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Notes)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = openai.OpenAI(api_key="sk-none", base_url=f"http://127.0.0.1:{server.server_port}/v1", max_retries=0)
client.evals.runs.cancel("r", eval_id="e")
print(f"openai {openai.__version__}: {seen[0]}")
assert seen == ["POST /v1/evals/e/runs/r/cancel"], "changed: POST /v1/evals/e/runs/r/cancel was seen before"
server.shutdown()
PYTHON
node seen.mjs
venv/bin/python seen.py
