// An application of Hono with zod-openapi that answers with what arrived: `node app.js PORT`.

import { serve } from "@hono/node-server";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";

const app = new OpenAPIHono({
  defaultHook: (result, c) => {
    if (!result.success) {
      const issues = result.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
      return c.json({ error: { message: "the request is not valid", issues } }, 422);
    }
  },
});

const Problem = z
  .object({
    error: z.object({
      message: z.string(),
      issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
  })
  .openapi("Problem");
const Color = z.enum(["red", "dark-red"]).openapi("Color");
const Cat = z.object({ kind: z.literal("cat"), lives: z.int().default(9) }).openapi("Cat");
const Dog = z.object({ kind: z.literal("dog"), barks: z.boolean().nullable().optional() }).openapi("Dog");
const Bird = z.strictObject({ wings: z.number().int() }).openapi("Bird");
const Pet = z.discriminatedUnion("kind", [Cat, Dog]).openapi("Pet");
const Either = z.union([Cat, Bird, z.string(), z.number(), z.array(z.boolean())]).openapi("Either");
const Tree = z
  .object({
    name: z.string(),
    get children() {
      return z.array(Tree).optional();
    },
  })
  .openapi("Tree");
const Owner = z.object({ name: z.string() }).openapi("Owner");

const Everything = z
  .object({
    name: z.string().min(1).max(50),
    nickname: z.string().nullable().optional(),
    mustSay: z.number().nullable(),
    // `z.date()` has no JSON; these stay text in JavaScript.
    seen: z.iso.datetime({ offset: true }),
    local: z.iso.datetime({ local: true }),
    day: z.iso.date(),
    clock: z.iso.time(),
    id: z.uuid(),
    email: z.email(),
    site: z.url(),
    ratio: z.number(),
    count: z.int(),
    small: z.int32(),
    big: z.string().regex(/^\d+$/),
    color: Color,
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    pet: Pet,
    maybePet: Pet.nullable(),
    either: Either,
    pets: z.array(Pet),
    byName: z.record(z.string(), Pet),
    byColor: z.partialRecord(Color, z.int()),
    pair: z.tuple([z.int(), z.string()]),
    anything: z.any(),
    unknown: z.unknown().optional(),
    tree: Tree,
    owner: Owner.extend({ since: z.int() }),
    nobody: Owner.nullable(),
    both: z.intersection(Owner, z.object({ age: z.int() })),
    "with-dash": z.string(),
    filled: z.string().default("filled"),
    open: z.looseObject({ a: z.int() }),
  })
  .openapi("Everything");

const json = (schema, description = "it") => ({ description, content: { "application/json": { schema } } });
const body = (schema, type = "application/json") => ({ body: { required: true, content: { [type]: { schema } } } });
const refused = json(Problem, "the request is not valid");

app.openapi(
  createRoute({
    method: "get",
    path: "/echo/{word}/{number}/{color}/{id}",
    operationId: "echo",
    tags: ["parameters"],
    request: {
      params: z.object({ word: z.string(), number: z.coerce.number().int(), color: Color, id: z.uuid() }),
      query: z.object({
        required: z.string(),
        flag: z.enum(["true", "false"]).transform((text) => text === "true"),
        day: z.iso.date(),
        at: z.coerce.date(),
        limit: z.coerce.number().int().min(1).max(100).default(10),
        words: z.array(z.string()).or(z.string().transform((word) => [word])).optional(),
        colors: z.array(Color).optional(),
        maybe: z.string().optional(),
      }),
      headers: z.object({ "x-token": z.string().optional(), "x-number": z.coerce.number().optional() }),
      cookies: z.object({ session: z.string().optional() }),
    },
    responses: { 200: json(z.record(z.string(), z.any())), 422: refused },
  }),
  (c) => {
    const all = ["param", "query", "header", "cookie"].map((place) => c.req.valid(place));
    return c.json(Object.assign({}, ...all), 200);
  },
);

app.openapi(
  createRoute({
    method: "post",
    path: "/everything",
    operationId: "everything",
    tags: ["bodies"],
    request: body(Everything),
    responses: { 200: json(Everything), 422: refused },
  }),
  (c) => c.json(c.req.valid("json"), 200),
);

app.openapi(
  createRoute({
    method: "post",
    path: "/either",
    operationId: "either",
    tags: ["bodies"],
    request: body(Either),
    responses: { 200: json(Either), 422: refused },
  }),
  (c) => c.json(c.req.valid("json"), 200),
);

app.openapi(
  createRoute({
    method: "patch",
    path: "/change",
    operationId: "change",
    tags: ["bodies"],
    request: body(z.object({ name: z.string().nullish(), age: z.int().nullish() }).openapi("Change")),
    responses: { 200: json(z.record(z.string(), z.any())), 422: refused },
  }),
  (c) => c.json(c.req.valid("json"), 200),
);

app.openapi(
  createRoute({
    method: "post",
    path: "/form",
    operationId: "form",
    tags: ["forms"],
    request: body(
      z.object({ name: z.string(), count: z.coerce.number().int(), tags: z.array(z.string()), color: Color.optional() }).openapi("Form"),
      "application/x-www-form-urlencoded",
    ),
    responses: { 200: json(z.record(z.string(), z.any())), 422: refused },
  }),
  (c) => c.json(c.req.valid("form"), 200),
);

const File_ = z.instanceof(File).openapi({ type: "string", format: "binary" });
const described = async (file) => ({ name: file.name, type: file.type, text: await file.text() });

app.openapi(
  createRoute({
    method: "post",
    path: "/upload",
    operationId: "upload",
    tags: ["forms"],
    request: body(
      z.object({ file: File_, note: z.string(), number: z.coerce.number().optional() }).openapi("NewFile"),
      "multipart/form-data",
    ),
    responses: { 200: json(z.record(z.string(), z.any())), 422: refused },
  }),
  async (c) => {
    const { file, ...rest } = c.req.valid("form");
    return c.json({ file: await described(file), ...rest }, 200);
  },
);

app.openapi(
  createRoute({
    method: "post",
    path: "/uploads",
    operationId: "uploadSeveral",
    tags: ["forms"],
    request: body(
      z.object({ files: z.array(File_), tags: z.array(z.string()), color: Color.optional() }).openapi("NewFiles"),
      "multipart/form-data",
    ),
    responses: { 200: json(z.record(z.string(), z.any())), 422: refused },
  }),
  async (c) => {
    const { files, ...rest } = c.req.valid("form");
    return c.json({ files: await Promise.all(files.map(described)), ...rest }, 200);
  },
);

const Tick = z.object({ number: z.int(), pet: Pet.nullable(), owner: Owner.nullable() }).openapi("Tick");

app.openapi(
  createRoute({
    method: "get",
    path: "/ticks",
    operationId: "ticks",
    tags: ["answers"],
    request: { query: z.object({ count: z.coerce.number().int().default(3) }) },
    responses: { 200: { description: "events", content: { "text/event-stream": { schema: Tick } } }, 422: refused },
  }),
  (c) => {
    const { count } = c.req.valid("query");
    return streamSSE(c, async (stream) => {
      for (let number = 0; number < count; number++) {
        const pet = number === 0 ? null : { kind: "cat", lives: number };
        await stream.writeSSE({ event: "tick", id: String(number), data: JSON.stringify({ number, pet, owner: null }) });
      }
    });
  },
);

app.openapi(
  createRoute({
    method: "get",
    path: "/text",
    operationId: "text",
    tags: ["answers"],
    responses: { 200: { description: "text", content: { "text/plain": { schema: z.string() } } } },
  }),
  (c) => c.text("1,2\nä"),
);

app.openapi(
  createRoute({
    method: "get",
    path: "/download",
    operationId: "download",
    tags: ["answers"],
    responses: {
      200: {
        description: "bytes",
        headers: z.object({ "content-disposition": z.string() }),
        content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
      },
    },
  }),
  (c) => c.body(new Uint8Array([0, 1, 255]), 200, { "content-disposition": 'attachment; filename="a.bin"' }),
);

app.openapi(
  createRoute({
    method: "put",
    path: "/item/{id}",
    operationId: "replace",
    tags: ["answers"],
    request: { params: z.object({ id: z.coerce.number().int() }) },
    responses: { 200: json(Cat), 201: json(Tree), 404: json(Problem), 422: refused },
  }),
  (c) => {
    const { id } = c.req.valid("param");
    if (id === 404) return c.json({ error: { message: "there is no such item" } }, 404);
    if (id === 201) return c.json({ name: "new" }, 201);
    return c.json({ kind: "cat", lives: id }, 200);
  },
);

app.openapi(
  createRoute({
    method: "delete",
    path: "/item/{id}",
    operationId: "remove",
    tags: ["answers"],
    request: { params: z.object({ id: z.string() }) },
    responses: { 204: { description: "it is gone" } },
  }),
  (c) => c.body(null, 204),
);

app.openapi(
  createRoute({
    method: "get",
    path: "/pages",
    operationId: "pages",
    tags: ["answers"],
    request: { query: z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).default(2) }) },
    responses: {
      200: json(z.object({ items: z.array(Owner), nextCursor: z.string().nullable() }).openapi("Page")),
      422: refused,
    },
  }),
  (c) => {
    const { cursor, limit } = c.req.valid("query");
    const start = Number(cursor ?? 0);
    const items = ["a", "b", "c", "d", "e"].slice(start, start + limit).map((name) => ({ name }));
    return c.json({ items, nextCursor: start + limit < 5 ? String(start + limit) : null }, 200);
  },
);

app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Kennel", version: "1" } });
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.argv[2]) });
