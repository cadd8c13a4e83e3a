// An application of Fastify whose document is made by @fastify/swagger, and that answers with what arrived:
// `node app.js PORT`. The document is 3.0.3, which is what the plugin makes unless it is told otherwise.

import multipart, { ajvFilePlugin } from "@fastify/multipart";
import swagger from "@fastify/swagger";
import Fastify from "fastify";
import { Readable } from "node:stream";

const app = Fastify({
  ajv: { customOptions: { discriminator: true }, plugins: [ajvFilePlugin] },
});
await app.register(multipart, {
  attachFieldsToBody: "keyValues",
  // `file` is what `isFile` looks for.
  onFile: async (part) => {
    part.value = { file: true, name: part.filename, type: part.mimetype, text: (await part.toBuffer()).toString() };
  },
});
await app.register(swagger, {
  openapi: { info: { title: "Kennel", version: "1" } },
  // Components are called by their `$id`, and not `def-0`, `def-1`, …
  refResolver: { buildLocalReference: (json, _, __, index) => json.$id || `def-${index}` },
});

const ref = (id) => ({ $ref: `${id}#` });
const object = (properties, required = Object.keys(properties), more = {}) => ({
  type: "object",
  properties,
  required,
  ...more,
});
const text = { type: "string" };
const integer = { type: "integer" };
const add = ($id, schema) => app.addSchema({ $id, ...schema });

add("Color", { type: "string", enum: ["red", "dark-red"] });
add("Cat", object({ kind: { type: "string", enum: ["cat"] }, lives: integer }, ["kind"]));
add("Dog", object({ kind: { type: "string", enum: ["dog"] }, barks: { type: "boolean", nullable: true } }, ["kind"]));
add("Pet", { type: "object", discriminator: { propertyName: "kind" }, required: ["kind"], oneOf: [ref("Cat"), ref("Dog")] });
add("Tree", object({ name: text, children: { type: "array", items: ref("Tree") } }, ["name"]));
add("Owner", object({ name: text }));
add("Everything", object(
  {
    name: { type: "string", minLength: 1, maxLength: 50 },
    nickname: { type: "string", nullable: true },
    mustSay: { type: "number", nullable: true },
    seen: { type: "string", format: "date-time" },
    day: { type: "string", format: "date" },
    clock: { type: "string", format: "time" },
    id: { type: "string", format: "uuid" },
    site: { type: "string", format: "uri" },
    ratio: { type: "number" },
    count: { type: "integer" },
    small: { type: "integer", format: "int32", minimum: -5, exclusiveMaximum: 100 },
    color: ref("Color"),
    level: { type: "integer", enum: [1, 2, 3] },
    pet: ref("Pet"),
    either: { anyOf: [ref("Owner"), { type: "string" }, { type: "array", items: { type: "boolean" } }] },
    pets: { type: "array", items: ref("Pet") },
    byName: { type: "object", additionalProperties: ref("Owner") },
    counts: { type: "object", additionalProperties: { type: "integer" } },
    anything: {},
    tree: ref("Tree"),
    owner: { allOf: [ref("Owner"), object({ since: integer })] },
    "with-dash": text,
    filled: { type: "string", default: "filled" },
    constant: { const: "fixed" },
    open: object({ a: integer }, ["a"], { additionalProperties: true }),
  },
  [
    "name", "mustSay", "seen", "day", "id", "ratio", "count", "small", "color", "level", "pet", "either", "pets", "byName",
    "anything", "tree", "owner", "with-dash", "open",
  ],
));
add("Problem", object({ statusCode: integer, code: text, error: text, message: text }, ["statusCode", "error", "message"]));
add("Page", object({ items: { type: "array", items: ref("Owner") }, total: integer }));
const anything = { description: "it", type: "object", additionalProperties: true };
const refused = { "4xx": ref("Problem") };

/** A route with its schema. */
const route = (method, url, operationId, tag, schema, handler) =>
  app.route({ method, url, schema: { operationId, tags: [tag], ...schema }, handler });

app.register(async () => {
  route("GET", "/echo/:word/:number/:color/:day/:id", "echo", "parameters", {
    params: object({
      word: text,
      number: integer,
      color: ref("Color"),
      day: { type: "string", format: "date" },
      id: { type: "string", format: "uuid" },
    }),
    querystring: object(
      {
        required: text,
        flag: { type: "boolean" },
        ratio: { type: "number" },
        at: { type: "string", format: "date-time" },
        limit: { type: "integer", minimum: 1, maximum: 100, default: 10 },
        words: { type: "array", items: text },
        numbers: { type: "array", items: integer, maxItems: 3 },
        colors: { type: "array", items: ref("Color") },
        maybe: { type: "string", nullable: true },
      },
      ["required", "flag", "ratio"],
    ),
    headers: object({ "x-token": text, "X-Number": integer }, []),
    response: { 200: anything, ...refused },
  }, async ({ params, query, headers }) => ({
    ...params, ...query, token: headers["x-token"], number2: headers["x-number"],
  }));

  const echo = async ({ body }) => body;
  route("POST", "/everything", "everything", "bodies", {
    body: ref("Everything"),
    response: { 200: ref("Everything"), ...refused },
  }, echo);
  const either = { oneOf: [ref("Cat"), ref("Tree"), { type: "array", items: text }] };
  route("POST", "/either", "either", "bodies", { body: either, response: { 200: either, ...refused } }, echo);
  const change = object({ name: { type: "string", nullable: true }, age: { type: "integer", nullable: true } }, []);
  route("PATCH", "/change", "change", "bodies", { body: change, response: { 200: anything, ...refused } }, echo);

  // The plugin changes the schema in place, so that each needs its own.
  const file = () => ({ isFile: true });
  const shown = ({ name, type, text }) => ({ name, type, text });
  route("POST", "/upload", "upload", "forms", {
    consumes: ["multipart/form-data"],
    body: object({ file: file(), note: text, number: { type: "number" }, about: ref("Owner") }, ["file", "note"]),
    response: { 200: anything, ...refused },
  }, async ({ body: { file, ...fields } }) => ({ file: shown(file), ...fields }));
  route("POST", "/uploads", "uploadSeveral", "forms", {
    consumes: ["multipart/form-data"],
    body: object({
      files: { type: "array", items: file() },
      tags: { type: "array", items: text },
      owners: { type: "array", items: ref("Owner") },
      color: ref("Color"),
    }, ["files", "tags"]),
    response: { 200: anything, ...refused },
  }, async ({ body: { files, ...fields } }) => ({ files: files.map(shown), ...fields }));

  const answers = "answers";
  const events = { description: "events", content: { "text/event-stream": { schema: object({ number: integer, pet: ref("Pet") }, ["number"]) } } };
  route("GET", "/ticks", "ticks", answers, {
    querystring: object({ count: { type: "integer", default: 3 } }, []),
    response: { 200: events },
  }, (request, reply) => {
    const lines = Array.from({ length: request.query.count }, (_, number) => {
      const pet = number === 0 ? undefined : { kind: "cat", lives: number };
      return `event: tick\nid: ${number}\ndata: ${JSON.stringify({ number, pet })}\n\n`;
    });
    reply.header("content-type", "text/event-stream").send(Readable.from(lines));
  });
  route("GET", "/text", "text", answers, {
    response: { 200: { description: "text", content: { "text/plain": { schema: text } } } },
  }, (_, reply) => reply.type("text/plain; charset=utf-8").send("1,2\nä"));
  route("GET", "/download", "download", answers, {
    response: { 200: { description: "bytes", content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } } },
  }, (_, reply) => reply.type("application/octet-stream").send(Buffer.from([0, 1, 255])));
  route("PUT", "/item/:id", "replace", answers, {
    params: object({ id: integer }),
    response: { 200: ref("Cat"), 201: ref("Tree"), ...refused },
  }, (request, reply) => {
    const { id } = request.params;
    if (id === 404) {
      const error = new Error("there is no such item");
      error.statusCode = 404;
      throw error;
    }
    if (id === 201) return reply.code(201).send({ name: "new" });
    return reply.send({ kind: "cat", lives: id });
  });
  route("DELETE", "/item/:id", "remove", answers, {
    params: object({ id: text }),
    response: { 204: { type: "null", description: "it is gone" } },
  }, (_, reply) => reply.code(204).send());
  route("GET", "/pages", "pages", answers, {
    querystring: object({ limit: { type: "integer", minimum: 1, default: 2 }, offset: { type: "integer", default: 0 } }, []),
    response: { 200: ref("Page"), ...refused },
  }, async ({ query: { limit, offset } }) => ({
    items: ["a", "b", "c", "d", "e"].slice(offset, offset + limit).map((name) => ({ name })), total: 5,
  }));
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
});

await app.listen({ host: "127.0.0.1", port: Number(process.argv[2]) });
