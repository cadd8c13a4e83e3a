// Calls what OpenAI's npm package has for the bundled description against the server at OPENAI_BASE_URL, and says how
// each call ended. A call ended well if it threw nothing and its answer is what the call promises: the check says what
// that is. Each call has a deadline, as polling goes on for as long as the server says that it is not done.

import OpenAI, { toFile } from "openai";

const DEADLINE_SECONDS = 20;
const client = new OpenAI({ apiKey: "sk-test", maxRetries: 0 });
const failed = [];
let count = 0;

const isThere = (answer) => answer !== null && answer !== undefined;

/** Makes one call; the others go on if it fails. */
async function call(name, make, check = isThere) {
  count += 1;
  let timer;
  const deadline = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${DEADLINE_SECONDS} s`)), DEADLINE_SECONDS * 1000);
  });
  try {
    const answer = await Promise.race([make(), deadline]);
    if (!check(answer)) throw new Error(`unexpected answer: ${JSON.stringify(answer)}`);
    console.log(`ok      ${name}`);
  } catch (error) {
    failed.push(name);
    console.log(`FAILED  ${name}: ${error.constructor.name}: ${String(error.message).slice(0, 600)}`);
  } finally {
    clearTimeout(timer);
  }
}

const file = (name = "a.jsonl", type = "application/jsonl") => toFile(Buffer.from('{"a": 1}\n'), name, { type });
const png = () => toFile(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "a.png", { type: "image/png" });
const hasId = (answer) => typeof answer.id === "string" && answer.id !== "";
const hasData = (page) => page.data.length > 0;
const some = (items) => items.length > 0 && items.length < 1000;
const isDeleted = (answer) => typeof answer.deleted === "boolean";
const isDone = (answer) => !["queued", "in_progress", "cancelling"].includes(answer.status);

/** The items of all pages, or of a stream: it must come to an end. */
async function all(iterable) {
  const items = [];
  for await (const item of await iterable) {
    items.push(item);
    if (items.length === 1000) break;
  }
  return items;
}

const messages = [
  { role: "developer", content: "Be brief." },
  { role: "user", content: "Say hello." },
];
const weather = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};
const chatTool = {
  type: "function",
  function: { name: "weather", description: "The weather", parameters: weather, strict: true },
};

async function models() {
  await call("models.list", () => client.models.list(), hasData);
  await call("models.list, every page", () => all(client.models.list()), some);
  await call("models.retrieve", () => client.models.retrieve("gpt-4o"), hasId);
  await call("models.delete", () => client.models.delete("ft:gpt-4o"), isDeleted);
}

async function chat() {
  const api = client.chat.completions;
  await call("chat.completions.create", () => api.create({ model: "gpt-4o", messages }), (a) => a.choices.length > 0);
  await call(
    "chat.completions.create, tools and settings",
    () =>
      api.create({
        model: "gpt-4o",
        messages: [
          ...messages,
          {
            role: "assistant",
            tool_calls: [{ id: "call_1", type: "function", function: { name: "weather", arguments: "{}" } }],
          },
          { role: "tool", tool_call_id: "call_1", content: "12 °C" },
          {
            role: "user",
            content: [
              { type: "text", text: "What is it?" },
              { type: "image_url", image_url: { url: "data:image/png;base64,aaaa", detail: "low" } },
            ],
          },
        ],
        tools: [chatTool],
        tool_choice: { type: "function", function: { name: "weather" } },
        temperature: 0.5,
        stop: ["x", "y"],
        logit_bias: { 50256: -100 },
        metadata: { a: "b" },
        response_format: { type: "json_object" },
      }),
    (a) => a.choices.length > 0,
  );
  await call(
    "chat.completions.create, stream: true",
    () => all(api.create({ model: "gpt-4o", messages, stream: true })),
    (chunks) => some(chunks) && isThere(chunks[0].choices[0].delta),
  );
  await call("chat.completions.stream", async () => {
    const stream = api.stream({ model: "gpt-4o", messages });
    const chunks = await all(stream);
    return [chunks, await stream.finalChatCompletion()];
  }, ([chunks, last]) => some(chunks) && isThere(last.choices[0].message));
  await call(
    "chat.completions.create, withResponse",
    () => api.create({ model: "gpt-4o", messages }).withResponse(),
    ({ data, response }) => hasId(data) && response.headers.get("content-type").startsWith("application/json"),
  );
  await call("chat.completions.list", () => all(api.list()), some);
  await call("chat.completions.retrieve", () => api.retrieve("c"), hasId);
  await call("chat.completions.update", () => api.update("c", { metadata: { a: "b" } }), hasId);
  await call("chat.completions.messages.list", () => all(api.messages.list("c")), some);
  await call("chat.completions.delete", () => api.delete("c"), isDeleted);
  const legacy = client.completions;
  await call("completions.create", () => legacy.create({ model: "m", prompt: "Say" }), (a) => a.choices.length > 0);
  await call(
    "completions.create, stream: true",
    () => all(legacy.create({ model: "m", prompt: ["a", "b"], stream: true })),
    some,
  );
}

async function embeddings() {
  const api = client.embeddings;
  // Without `encoding_format` the package asks for base64, and decodes it.
  await call(
    "embeddings.create",
    () => api.create({ model: "e", input: ["a", "b"] }),
    (a) => a.data.every((item) => item.embedding.every((x) => typeof x === "number")),
  );
  await call(
    "embeddings.create, encoding_format: float",
    () => api.create({ model: "e", input: "a", encoding_format: "float", dimensions: 2 }),
    (a) => typeof a.data[0].embedding[0] === "number",
  );
  await call("embeddings.create, tokens", () => api.create({ model: "e", input: [[1, 2], [3]] }), hasData);
}

async function moderations() {
  const api = client.moderations;
  await call("moderations.create", () => api.create({ input: "a" }), (a) => isThere(a.results[0].flagged));
  await call(
    "moderations.create, text and image",
    () =>
      api.create({
        model: "omni-moderation-latest",
        input: [
          { type: "text", text: "a" },
          { type: "image_url", image_url: { url: "https://example.com/a.png" } },
        ],
      }),
    (a) => isThere(a.results[0].categories),
  );
}

async function responses() {
  const api = client.responses;
  await call("responses.create", () => api.create({ model: "gpt-4o", input: "a" }), (a) => isThere(a.output_text));
  await call(
    "responses.create, tools and items",
    () =>
      api.create({
        model: "gpt-4o",
        instructions: "Be brief.",
        input: [
          { role: "user", content: "What is the weather?" },
          { type: "function_call", call_id: "c1", name: "weather", arguments: "{}" },
          { type: "function_call_output", call_id: "c1", output: "12 °C" },
          {
            role: "user",
            content: [
              { type: "input_text", text: "And this?" },
              { type: "input_image", image_url: "data:image/png;base64,aaaa", detail: "auto" },
            ],
          },
        ],
        tools: [
          { type: "function", name: "weather", parameters: weather, strict: true },
          { type: "file_search", vector_store_ids: ["vs_1"] },
        ],
        max_output_tokens: 100,
        metadata: { a: "b" },
        include: ["file_search_call.results"],
        text: { format: { type: "json_schema", name: "n", schema: weather } },
      }),
    hasId,
  );
  await call(
    "responses.create, stream: true",
    () => all(api.create({ model: "m", input: "a", stream: true })),
    (events) => some(events) && isThere(events[0].type),
  );
  await call("responses.stream", async () => {
    const stream = api.stream({ model: "gpt-4o", input: "a" });
    const events = await all(stream);
    return [events, await stream.finalResponse()];
  }, ([events, last]) => some(events) && hasId(last));
  await call("responses.retrieve", () => api.retrieve("r", { include: ["message.input_image.image_url"] }), hasId);
  await call("responses.inputItems.list", () => all(api.inputItems.list("r")), some);
  await call("responses.delete", async () => (await api.delete("r")) ?? true);
}

async function files() {
  const api = client.files;
  await call("files.create", async () => api.create({ file: await file(), purpose: "batch" }), hasId);
  await call("files.list", () => all(api.list({ purpose: "batch", limit: 2 })), some);
  await call("files.retrieve", () => api.retrieve("f"), hasId);
  await call("files.content", async () => (await api.content("f")).text(), (text) => text.length > 0);
  await call("files.waitForProcessing", () => api.waitForProcessing("f", { pollInterval: 100 }), hasId);
  await call("files.delete", () => api.delete("f"), isDeleted);
  const uploads = client.uploads;
  await call(
    "uploads.create",
    () => uploads.create({ bytes: 9, filename: "a", mime_type: "text/plain", purpose: "batch" }),
    hasId,
  );
  await call("uploads.parts.create", async () => uploads.parts.create("u", { data: await file() }), hasId);
  await call("uploads.complete", () => uploads.complete("u", { part_ids: ["p"] }), hasId);
  await call("uploads.cancel", () => uploads.cancel("u"), hasId);
}

async function batches() {
  const api = client.batches;
  const batch = { input_file_id: "f", endpoint: "/v1/chat/completions", completion_window: "24h", metadata: { a: "b" } };
  await call("batches.create", () => api.create(batch), hasId);
  await call("batches.list", () => all(api.list({ limit: 1 })), some);
  await call("batches.retrieve", () => api.retrieve("b"), hasId);
  await call("batches.cancel", () => api.cancel("b"), hasId);
}

async function images() {
  const api = client.images;
  const size = "1024x1024";
  await call("images.generate", () => api.generate({ prompt: "a", model: "gpt-image-1", n: 1, size }), hasData);
  await call(
    "images.edit, one image",
    async () => api.edit({ image: await png(), prompt: "a", model: "gpt-image-1" }),
    hasData,
  );
  await call(
    "images.edit, a list",
    async () => api.edit({ image: [await png(), await png()], prompt: "a", mask: await png(), n: 2 }),
    hasData,
  );
  await call(
    "images.createVariation",
    async () => api.createVariation({ image: await png(), n: 1, size: "256x256" }),
    hasData,
  );
}

async function audio() {
  const wav = () => toFile(Buffer.from("RIFF....WAVE"), "a.wav", { type: "audio/wav" });
  const { speech, transcriptions, translations } = client.audio;
  await call(
    "audio.speech.create",
    async () => (await speech.create({ model: "tts-1", voice: "alloy", input: "a" })).arrayBuffer(),
    (bytes) => bytes.byteLength > 0,
  );
  await call(
    "audio.transcriptions.create",
    async () => transcriptions.create({ file: await wav(), model: "whisper-1" }),
    (a) => isThere(a.text),
  );
  await call(
    "audio.transcriptions.create, verbose",
    async () =>
      transcriptions.create({
        file: await wav(),
        model: "whisper-1",
        response_format: "verbose_json",
        timestamp_granularities: ["word", "segment"],
        temperature: 0.2,
      }),
    (a) => isThere(a.text),
  );
  await call(
    "audio.translations.create",
    async () => translations.create({ file: await wav(), model: "whisper-1" }),
    (a) => isThere(a.text),
  );
}

async function vectorStores() {
  const api = client.vectorStores;
  const inStore = { vector_store_id: "v" };
  const poll = { pollIntervalMs: 100 };
  await call("vectorStores.create", () => api.create({ name: "a", file_ids: ["f"], metadata: { a: "b" } }), hasId);
  await call("vectorStores.list", () => all(api.list({ limit: 2, order: "asc" })), some);
  await call("vectorStores.retrieve", () => api.retrieve("v"), hasId);
  await call("vectorStores.update", () => api.update("v", { name: "b", expires_after: null }), hasId);
  await call(
    "vectorStores.search",
    () => all(api.search("v", { query: "a", filters: { type: "eq", key: "a", value: 1 }, max_num_results: 3 })),
    some,
  );
  await call("vectorStores.files.create", () => api.files.create("v", { file_id: "f", attributes: { a: 1.5 } }), hasId);
  await call("vectorStores.files.createAndPoll", () => api.files.createAndPoll("v", { file_id: "f" }, poll), isDone);
  await call(
    "vectorStores.files.uploadAndPoll",
    async () => api.files.uploadAndPoll("v", await file(), poll),
    isDone,
  );
  await call("vectorStores.files.list", () => all(api.files.list("v", { filter: "completed" })), some);
  await call("vectorStores.files.retrieve", () => api.files.retrieve("f", inStore), hasId);
  await call("vectorStores.files.update", () => api.files.update("f", { ...inStore, attributes: { a: true } }), hasId);
  await call("vectorStores.files.content", () => all(api.files.content("f", inStore)), some);
  await call("vectorStores.files.delete", () => api.files.delete("f", inStore), isDeleted);
  const batches = api.fileBatches;
  await call("vectorStores.fileBatches.create", () => batches.create("v", { file_ids: ["f", "g"] }), hasId);
  await call(
    "vectorStores.fileBatches.createAndPoll",
    () => batches.createAndPoll("v", { file_ids: ["f"] }, poll),
    isDone,
  );
  await call(
    "vectorStores.fileBatches.uploadAndPoll",
    async () => batches.uploadAndPoll("v", { files: [await file(), await file("b.txt", "text/plain")] }, poll),
    isDone,
  );
  await call("vectorStores.fileBatches.retrieve", () => batches.retrieve("b", inStore), hasId);
  await call("vectorStores.fileBatches.listFiles", () => all(batches.listFiles("b", inStore)), some);
  await call("vectorStores.fileBatches.cancel", () => batches.cancel("b", inStore), hasId);
  await call("vectorStores.delete", () => api.delete("v"), isDeleted);
}

async function assistants() {
  const api = client.beta.assistants;
  const poll = { pollIntervalMs: 100 };
  const tools = [{ type: "code_interpreter" }, { type: "file_search" }, chatTool];
  await call("assistants.create", () => api.create({ model: "gpt-4o", name: "a", instructions: "b", tools }), hasId);
  await call("assistants.list", () => all(api.list({ limit: 2 })), some);
  await call("assistants.retrieve", () => api.retrieve("a"), hasId);
  await call("assistants.update", () => api.update("a", { tools, metadata: { a: "b" } }), hasId);
  await call("assistants.delete", () => api.delete("a"), isDeleted);
  const threads = client.beta.threads;
  const inThread = { thread_id: "t" };
  const attachments = [{ file_id: "f", tools: [{ type: "file_search" }] }];
  const thread = { messages: [{ role: "user", content: "a", attachments }] };
  await call("threads.create", () => threads.create(thread), hasId);
  await call("threads.retrieve", () => threads.retrieve("t"), hasId);
  await call("threads.update", () => threads.update("t", { metadata: { a: "b" } }), hasId);
  await call("threads.messages.create", () => threads.messages.create("t", { role: "user", content: "a" }), hasId);
  await call("threads.messages.list", () => all(threads.messages.list("t")), some);
  await call("threads.messages.retrieve", () => threads.messages.retrieve("m", inThread), hasId);
  await call("threads.messages.update", () => threads.messages.update("m", { ...inThread, metadata: null }), hasId);
  await call("threads.messages.delete", () => threads.messages.delete("m", inThread), isDeleted);
  const runs = threads.runs;
  // The description has no events of runs, without which `runs.stream` has nothing to go by.
  await call("threads.runs.create", () => runs.create("t", { assistant_id: "a" }), hasId);
  await call(
    "threads.runs.create, stream: true",
    () => all(runs.create("t", { assistant_id: "a", stream: true })),
    some,
  );
  await call("threads.runs.createAndPoll", () => runs.createAndPoll("t", { assistant_id: "a" }, poll), isDone);
  const tool_outputs = [{ tool_call_id: "c", output: "12 °C" }];
  await call(
    "threads.runs.submitToolOutputs",
    () => runs.submitToolOutputs("r", { ...inThread, tool_outputs }),
    hasId,
  );
  await call(
    "threads.runs.submitToolOutputsAndPoll",
    () => runs.submitToolOutputsAndPoll("r", { ...inThread, tool_outputs }, poll),
    isDone,
  );
  await call("threads.runs.list", () => all(runs.list("t")), some);
  await call("threads.runs.retrieve", () => runs.retrieve("r", inThread), hasId);
  await call("threads.runs.update", () => runs.update("r", { ...inThread, metadata: { a: "b" } }), hasId);
  await call("threads.runs.cancel", () => runs.cancel("r", inThread), hasId);
  await call("threads.runs.steps.list", () => all(runs.steps.list("r", inThread)), some);
  await call("threads.runs.steps.retrieve", () => runs.steps.retrieve("s", { ...inThread, run_id: "r" }), hasId);
  await call(
    "threads.createAndRunPoll",
    () => threads.createAndRunPoll({ assistant_id: "a", thread }, poll),
    isDone,
  );
  await call("threads.delete", () => threads.delete("t"), isDeleted);
}

async function fineTuning() {
  const api = client.fineTuning.jobs;
  const method = { type: "supervised", supervised: { hyperparameters: { n_epochs: "auto" } } };
  await call("fineTuning.jobs.create", () => api.create({ model: "gpt-4o-mini", training_file: "f", method }), hasId);
  await call("fineTuning.jobs.list", () => all(api.list()), some);
  await call("fineTuning.jobs.retrieve", () => api.retrieve("j"), hasId);
  await call("fineTuning.jobs.listEvents", () => all(api.listEvents("j")), some);
  await call("fineTuning.jobs.checkpoints.list", () => all(api.checkpoints.list("j")), some);
  await call("fineTuning.jobs.cancel", () => api.cancel("j"), hasId);
}

/** What is wrong with a request comes as the class that the package has for its status. */
async function errors() {
  const refused = async (make, kind) => {
    try {
      await make();
    } catch (error) {
      if (error instanceof kind) return error;
      throw error;
    }
    throw new Error(`not refused with ${kind.name}`);
  };
  await call(
    "a fault of a request",
    () =>
      refused(() => client.chat.completions.create({ model: "m", messages, temperature: 3 }), OpenAI.BadRequestError),
    (error) => error.message.includes("temperature"),
  );
  await call("a status that is asked for", () =>
    refused(() => client.models.list({ headers: { Prefer: "code=429" } }), OpenAI.RateLimitError),
  );
  await call("a path that is not there", () => refused(() => client.get("/nothing"), OpenAI.NotFoundError));
}

const groups = [
  models, chat, embeddings, moderations, responses, files, batches, images, audio, vectorStores, assistants,
  fineTuning, errors,
];
for (const group of groups) await group();
console.log(`${count - failed.length} of ${count} calls ended well`);
// What went past its deadline may still be waiting.
process.exit(failed.length > 0 ? 1 : 0);
