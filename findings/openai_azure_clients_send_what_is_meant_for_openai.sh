#!/usr/bin/env bash
# `OPENAI_CUSTOM_HEADERS` and `OPENAI_ORG_ID` are variables of OpenAI's own clients. Their Azure clients read them as
# well: an `Authorization` in the first, which is a key of OpenAI (or of a proxy before it), goes to the endpoint of
# Azure beside `api-key`, and so does the id of the organization. A program that calls both services gives each the
# other's key. `openai_rest::azure::Azure::from_env` leaves both out.
#
# Seen with openai 3.57.0 (Python) and openai 7.59.0 (Node): authorization and openai-organization arrive.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openai==3.57.0
npm install --silent --no-fund --no-audit openai@7.59.0 >/dev/null

export OPENAI_CUSTOM_HEADERS='Authorization: Bearer sk-for-openai' OPENAI_ORG_ID=org-1

cat >seen.py <<'PYTHON'
import http.server
import threading

import openai

seen = []


class Azure(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        seen.append([self.headers.get(name) for name in ("api-key", "authorization", "openai-organization")])
        body = b'{"choices": []}'
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Azure)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = openai.AzureOpenAI(
    azure_endpoint=f"http://127.0.0.1:{server.server_port}", api_key="azure", api_version="2024-10-21"
)
client.chat.completions.create(model="m", messages=[])
print("python", *seen[0])
assert seen == [["azure", "Bearer sk-for-openai", "org-1"]], "changed"
PYTHON
venv/bin/python seen.py

cat >seen.js <<'NODE'
const http = require("http");
const assert = require("assert");
const { AzureOpenAI } = require("openai");

const names = ["api-key", "authorization", "openai-organization"];
const server = http.createServer((request, response) => {
  const seen = names.map((name) => request.headers[name]);
  request.resume().on("end", () => {
    console.log("node", ...seen);
    assert.deepStrictEqual(seen, ["azure", "Bearer sk-for-openai", "org-1"], "changed");
    response.setHeader("content-type", "application/json").end('{"choices": []}');
  });
});
server.listen(0, "127.0.0.1", async () => {
  const endpoint = `http://127.0.0.1:${server.address().port}`;
  const client = new AzureOpenAI({ endpoint, apiKey: "azure", apiVersion: "2024-10-21" });
  await client.chat.completions.create({ model: "m", messages: [] });
  server.close();
});
NODE
node seen.js
