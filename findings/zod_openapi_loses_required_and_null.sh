#!/usr/bin/env bash
# What @hono/zod-openapi writes of two common schemas is not what the application does.
#
# 1. Path and query parameters are text, so numbers in them are written `z.coerce.number()`. Such a parameter is
#    `required: false` and nullable in the document, even in a path, where OpenAPI allows nothing but `required: true`
#    (3.1.1 §4.12.2), and the application refuses a request without it. A limit makes it not nullable, but not required.
# 2. `.nullable()` of what has a name (`.openapi("Pet")`) says in the document that it is never null, and null is
#    accepted and sent. Of a union it is a plain `$ref`; of an object it is `allOf` of the `$ref` and of
#    `type: [object, null]`, and as all of them have to hold, the `type: object` that the `$ref` leads to refuses null.
#
# So a client has to send path parameters whatever `required` says, and to expect null where these stand.
#
# Seen with @hono/zod-openapi 1.6.3, zod 4.6.7, hono 4.13.19:
#   path parameter     {"type":["integer","null"]}, required false
#   query parameter    {"type":["number","null"]}, required false; left out: 400
#   nullable union     {"$ref":"#/components/schemas/Pet"}
#   nullable object    {"allOf":[{"$ref":"#/components/schemas/Cat"},{"type":["object","null"]}]}
#   answered           {"pet":null,"cat":null}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true, "type": "module"}' >package.json
npm install --silent --no-audit --no-fund --save-exact @hono/zod-openapi@1.6.3 zod@4.6.7 hono@4.13.19

cat >seen.js <<'JAVASCRIPT'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";

for (const name of ["@hono/zod-openapi", "zod", "hono"]) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
}
const expect = (what, seen, expected) => {
  console.log(`${what}: ${JSON.stringify(seen)}`);
  assert.deepStrictEqual(seen, expected, "changed");
};

const Cat = z.object({ kind: z.literal("cat") }).openapi("Cat");
const Dog = z.object({ kind: z.literal("dog") }).openapi("Dog");
const Pet = z.discriminatedUnion("kind", [Cat, Dog]).openapi("Pet");
const Answer = z.object({ pet: Pet.nullable(), cat: Cat.nullable() });
const app = new OpenAPIHono();
const route = createRoute({
  method: "get",
  path: "/{id}",
  request: { params: z.object({ id: z.coerce.number().int() }), query: z.object({ size: z.coerce.number() }) },
  responses: { 200: { description: "it", content: { "application/json": { schema: Answer } } } },
});
app.openapi(route, (c) => c.json({ pet: null, cat: null }, 200));

const document = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "t", version: "1" } });
const { parameters, responses } = document.paths["/{id}"].get;
const [id, size] = parameters.map(({ schema, required }) => ({ schema, required }));
expect("path parameter", id, { schema: { type: ["integer", "null"] }, required: false });
expect("query parameter", size, { schema: { type: ["number", "null"] }, required: false });
expect("without it", (await app.request("/1")).status, 400);
const { pet, cat } = responses[200].content["application/json"].schema.properties;
expect("nullable union", pet, { $ref: "#/components/schemas/Pet" });
expect("nullable object", cat, { allOf: [{ $ref: "#/components/schemas/Cat" }, { type: ["object", "null"] }] });
expect("answered", await (await app.request("/1?size=2")).json(), { pet: null, cat: null });
JAVASCRIPT
node seen.js
