// Calls every method of an OpenAI npm package whose operation the bundled description has, against the server at
// OPENAI_BASE_URL, and says which ended well, which did not, and which request what is not described.
//
//     methods.js PACKAGE DESCRIPTION [--list]     --list also names each method that has no operation here, and why
//
// DESCRIPTION is one file, from `specmill bundle`. Each method is first called with placeholders and a `fetch` that only
// looks at the request, which tells its operation; then with the members of the operation's examples. What the package
// offers beyond a request (a stream, the next pages, waiting until something is done) is used as well. `calls.js` is for
// what answers have to say.

import { readFileSync } from "node:fs";
import { parse } from "yaml";

const [packageName, description, ...options] = process.argv.slice(2);
const { default: OpenAI, toFile } = await import(packageName);

const DEADLINE_SECONDS = 30;
const PAGES = 3;
const file = () => toFile(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "a.png", { type: "image/png" });
const vectorFile = () => toFile(Buffer.from("{}\n"), "a.jsonl", { type: "application/jsonl" });
// What no example of an operation has, as the package makes it up itself or wants it in a form of its own.
const MEMBERS = {
  "audio.voices.create": async () => ({ name: "Noor", audio_sample: await file(), consent: "cons_7Tq2Lw" }),
  "beta.threads.runs.poll": async () => ({ thread_id: "thread_1" }),
  "beta.threads.runs.submitToolOutputsAndPoll": async () => ({ thread_id: "thread_1" }),
  "beta.threads.runs.submitToolOutputsStream": async () => ({ thread_id: "thread_1" }),
  "chat.completions.parse": async () => ({ tools: [] }),
  "chat.completions.runTools": async () => ({ tools: [FUNCTION] }),
  "vectorStores.fileBatches.uploadAndPoll": async () => ({ files: [await vectorFile()] }),
  "videos.edit": async () => ({ video: await file() }),
  "videos.extend": async () => ({ video: await file() }),
};
// A tool with the function that is called for it.
const FUNCTION = {
  type: "function",
  function: { name: "weather", parameters: {}, function: () => "12 °C", parse: JSON.parse },
};
// What is looked into before a request is made.
const LOOKED_INTO = { messages: [] };
// Methods that cannot end well, and why.
const NO_EVENTS = "the description has no events of runs, which the package's stream goes by";
const EXPECTED = {
  "beta.threads.createAndRunStream": NO_EVENTS,
  "beta.threads.runs.createAndStream": NO_EVENTS,
  "beta.threads.runs.stream": NO_EVENTS,
  "beta.threads.runs.submitToolOutputsStream": NO_EVENTS,
};
// Parameters that are files.
const FILES = new Set(["file"]);

class Looked extends Error {}

/** `[name, owner, key]` of each method of each resource. */
function* methods(client) {
  const todo = [["", client]];
  const seen = new Set();
  while (todo.length > 0) {
    const [at, owner] = todo.shift();
    if (seen.has(owner)) continue;
    seen.add(owner);
    for (const [key, value] of Object.entries(owner)) {
      if (!key.startsWith("_") && value?._client === client) todo.push([at ? `${at}.${key}` : key, value]);
    }
    if (owner === client) continue;
    const names = new Set();
    for (let of = Object.getPrototypeOf(owner); of && of !== Object.prototype; of = Object.getPrototypeOf(of)) {
      for (const name of Object.getOwnPropertyNames(of)) names.add(name);
    }
    for (const name of names) {
      if (name.startsWith("_") || name === "constructor" || typeof owner[name] !== "function") continue;
      yield [`${at}.${name}`, owner, name];
    }
  }
}

/** The names of a method's parameters, `{}` for one that is taken apart, without the options of the request. */
function parameters(method) {
  const text = method.toString();
  let depth = 0;
  let end = text.indexOf("(");
  const start = end + 1;
  for (; ; end++) {
    if ("([{".includes(text[end])) depth += 1;
    if (")]}".includes(text[end]) && --depth === 0) break;
  }
  const flat = text.slice(start, end).replace(/\{[^{}]+\}/g, "{}");
  const names = flat.split(",").map((name) => name.split("=")[0].trim());
  return names.filter((name) => name !== "" && !/[oO]ptions$/.test(name));
}

/** The members that a method takes out of its parameter for the path: `const { thread_id } = params`. */
function pathMembers(method) {
  const text = method.toString();
  const taken = [...text.matchAll(/const \{([^}]*)\} = (?:params|body|query)/g)].flatMap(([, names]) => names.split(","));
  const inPath = new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
  return taken
    .map((name) => name.split(":").map((part) => part.split("=")[0].trim()))
    .filter(([name, local]) => inPath.has(local ?? name))
    .map(([name]) => name);
}

const isObject = (name) => ["body", "params", "query", "{}"].includes(name);

/** What a method is called with: placeholders for the path, and one object of `members`. */
async function argumentsOf(method, members) {
  const inPath = Object.fromEntries(pathMembers(method).map((name) => [name, `${name}_1`]));
  const values = parameters(method).map((name) => {
    if (FILES.has(name)) return file();
    return isObject(name) ? { ...members, ...inPath } : `${name}_1`;
  });
  return Promise.all(values);
}

/** Reads what an answer has to offer: a stream, pages, a download. */
async function use(answer) {
  const awaited = typeof answer?.then === "function" ? await answer : answer;
  if (typeof awaited?.iterPages === "function") {
    let count = 0;
    for await (const _ of awaited.iterPages()) if (++count === PAGES) break;
  } else if (typeof awaited?.done === "function") {
    await awaited.done();
  } else if (typeof awaited?.[Symbol.asyncIterator] === "function") {
    for await (const _ of awaited);
  } else if (awaited instanceof Response) {
    await awaited.arrayBuffer();
  }
}

class Description {
  constructor(path) {
    this.document = parse(readFileSync(path, "utf8"), { maxAliasCount: -1 });
    this.operations = [];
    for (const [path, item] of Object.entries(this.document.paths)) {
      const pattern = new RegExp(`^/v1${path.replace(/\{[^}]*\}/g, "[^/]+")}$`);
      for (const method of ["get", "put", "post", "delete", "patch"]) {
        if (item[method]) this.operations.push({ pattern, method: method.toUpperCase(), path, operation: item[method] });
      }
    }
    // `/responses/compact` rather than `/responses/{response_id}`.
    const placeholders = ({ path }) => path.split("{").length;
    this.operations.sort((one, other) => placeholders(one) - placeholders(other));
  }

  operation({ method, url }) {
    if (url.search.includes("beta=true")) return undefined;
    return this.operations.find((known) => known.method === method && known.pattern.test(url.pathname));
  }

  follow(node) {
    while (node?.$ref) {
      node = node.$ref.slice(2).split("/").reduce((at, key) => at[key.replaceAll("~1", "/").replaceAll("~0", "~")], this.document);
    }
    return node;
  }

  /** The members of the example of an operation's body, and the parameters of its query that are required. */
  async examples(operation) {
    const required = (operation.parameters ?? [])
      .map((parameter) => this.follow(parameter))
      .filter((parameter) => parameter.in === "query" && parameter.required);
    const query = required.map(({ name, example, schema }) => [name, example ?? this.follow(schema).example ?? 1]);
    const contents = this.follow(operation.requestBody)?.content ?? {};
    // The package sends files in multipart bodies where there is a choice.
    const names = Object.keys(contents);
    const media = contents[names.find((name) => name.includes("multipart")) ?? names[0]];
    const example = media?.example ?? Object.values(media?.examples ?? {}).map((one) => this.follow(one).value)[0];
    const members = typeof example === "object" && !Array.isArray(example) ? structuredClone(example) : {};
    for (const [name, member] of Object.entries(this.follow(media?.schema)?.properties ?? {})) {
      if (name in members && JSON.stringify(this.follow(member)).includes('"binary"')) {
        members[name] = Array.isArray(members[name]) ? [await file()] : await file();
      }
    }
    delete members.stream;
    return { ...Object.fromEntries(query), ...members };
  }
}

function within(promise, seconds) {
  let timer;
  const deadline = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, deadline]).finally(() => clearTimeout(timer));
}

/** The first request that a method makes, or why it makes none. */
async function look(method, owner, members) {
  let seen;
  looking = (request) => (seen ??= request);
  // A package may report that what it began has failed.
  const { error: report } = console;
  console.error = () => {};
  let reason = "makes no HTTP request";
  try {
    await within(use(method.apply(owner, await argumentsOf(method, { ...LOOKED_INTO, ...members }))), 2);
  } catch (error) {
    reason = `${error.constructor.name}: ${String(error.message).split("\n")[0].slice(0, 120)}`;
  } finally {
    console.error = report;
  }
  return [seen, reason];
}

let looking;
const keys = { apiKey: "sk-test", adminAPIKey: "sk-test", maxRetries: 0 };
const looker = new OpenAI({
  ...keys,
  fetch: async (url, init) => {
    // The package finds out what `fetch` can do.
    if (String(url).startsWith("data:")) return fetch(url, init);
    looking({ method: (init?.method ?? "GET").toUpperCase(), url: new URL(String(url)) });
    throw new Looked("looked at");
  },
});
const client = new OpenAI(keys);
// A runner's promises beside the one that is awaited.
process.on("unhandledRejection", () => {});

const described = new Description(description);
const real = new Map([...methods(client)].map(([name, owner, key]) => [name, [owner, owner[key]]]));
let good = 0;
const [failed, expected, others, called] = [[], [], [], new Set()];
for (const [name, owner, key] of methods(looker)) {
  const known = (await MEMBERS[name]?.()) ?? {};
  const [request, reason] = await look(owner[key], owner, known);
  const operation = request && described.operation(request);
  if (!operation) {
    others.push([name, request ? `${request.method} ${request.url.pathname} is not described` : reason]);
    continue;
  }
  called.add(`${operation.method} ${operation.path}`);
  const [on, method] = real.get(name);
  try {
    const members = { ...(await described.examples(operation.operation)), ...known };
    await within(use(method.apply(on, await argumentsOf(method, members))), DEADLINE_SECONDS);
    good += 1;
  } catch (error) {
    if (name in EXPECTED) {
      expected.push(name);
      console.log(`expected  ${name} (${operation.method} ${operation.path}): ${EXPECTED[name]}`);
      continue;
    }
    failed.push(name);
    const message = String(error.message).slice(0, 400);
    console.log(`FAILED  ${name} (${operation.method} ${operation.path}): ${error.constructor.name}: ${message}`);
  }
}
if (options.includes("--list")) for (const [name, reason] of others) console.log(`not here  ${name}: ${reason}`);
const never = described.operations.map(({ method, path }) => `${method} ${path}`).filter((name) => !called.has(name));
console.log("never called:", never.join(", ") || "nothing");
console.log(
  `${good} of ${good + failed.length + expected.length} methods ended well, of ${called.size} operations; ${others.length} have no operation here`,
);
process.exit(failed.length > 0 ? 1 : 0);
