"""Calls what OpenAI's Python package has for the bundled description against the server at OPENAI_BASE_URL, and
says how each call ended.

A call ended well if it raised nothing and its answer is what the call promises: `check` says what that is. Each
call has a deadline, as polling goes on for as long as the server says that it is not done.
"""

import io
import signal
import sys
import warnings

import openai

DEADLINE_SECONDS = 20
# That the Assistants API is deprecated is known.
warnings.simplefilter("ignore", DeprecationWarning)

client = openai.OpenAI(api_key="sk-test", max_retries=0)
failed = []
count = 0


class TooLong(Exception):
    """The deadline of a call has passed."""


def on_alarm(*_):
    raise TooLong(f"not done after {DEADLINE_SECONDS} s")


signal.signal(signal.SIGALRM, on_alarm)


def call(name, make, check=lambda answer: answer is not None):
    """Makes one call, and returns its answer, or None if it failed."""
    global count
    count += 1
    signal.alarm(DEADLINE_SECONDS)
    try:
        answer = make()
        if not check(answer):
            raise AssertionError(f"unexpected answer: {answer!r}")
        print(f"ok      {name}")
        return answer
    except Exception as error:  # whatever it is, the other calls go on
        failed.append(name)
        print(f"FAILED  {name}: {type(error).__name__}: {str(error)[:600]}")
        return None
    finally:
        signal.alarm(0)


def file(name="a.jsonl", content=b'{"a": 1}\n'):
    return (name, io.BytesIO(content))


def has_id(answer):
    return bool(answer.id)


def has_data(page):
    return len(page.data) > 0 and all(item is not None for item in page.data)


def every_page(pages):
    """The items of all pages: it must come to an end."""
    return list(zip(range(1000), pages))


def some(items):
    return 0 < len(items) < 1000


PNG = ("a.png", b"\x89PNG\r\n\x1a\n", "image/png")
MESSAGES = [{"role": "developer", "content": "Be brief."}, {"role": "user", "content": "Say hello."}]
WEATHER = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}
CHAT_TOOL = {
    "type": "function",
    "function": {"name": "weather", "description": "The weather", "parameters": WEATHER, "strict": True},
}
RESPONSE_TOOL = {"type": "function", "name": "weather", "parameters": WEATHER, "strict": True}


def models():
    call("models.list", lambda: client.models.list(), has_data)
    call("models.list, every page", lambda: every_page(client.models.list()), some)
    call("models.retrieve", lambda: client.models.retrieve("gpt-4o"), has_id)
    call("models.delete", lambda: client.models.delete("ft:gpt-4o"), lambda a: a.deleted is not None)


def chat():
    completions = client.chat.completions
    call(
        "chat.completions.create",
        lambda: completions.create(model="gpt-4o", messages=MESSAGES),
        lambda a: a.choices[0].message.role == "assistant",
    )
    call(
        "chat.completions.create, tools and settings",
        lambda: completions.create(
            model="gpt-4o",
            messages=[
                *MESSAGES,
                {
                    "role": "assistant",
                    "tool_calls": [
                        {"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": "{}"}}
                    ],
                },
                {"role": "tool", "tool_call_id": "call_1", "content": "12 °C"},
                {
                    "role": "user",
                    "content": [
                        {"type": "text", "text": "What is it?"},
                        {"type": "image_url", "image_url": {"url": "data:image/png;base64,aaaa", "detail": "low"}},
                    ],
                },
            ],
            tools=[CHAT_TOOL],
            tool_choice={"type": "function", "function": {"name": "weather"}},
            parallel_tool_calls=True,
            temperature=0.5,
            stop=["x", "y"],
            logit_bias={"50256": -100},
            metadata={"a": "b"},
            store=True,
            seed=7,
            n=1,
            response_format={"type": "json_object"},
        ),
        lambda a: len(a.choices) > 0,
    )
    call(
        "chat.completions.create(stream=True)",
        lambda: list(completions.create(model="gpt-4o", messages=MESSAGES, stream=True)),
        lambda chunks: len(chunks) > 0 and chunks[0].choices[0].delta is not None,
    )

    def streamed():
        with completions.stream(model="gpt-4o", messages=MESSAGES) as stream:
            events = list(stream)
            return events, stream.get_final_completion()

    call("chat.completions.stream", streamed, lambda a: len(a[0]) > 0 and a[1].choices[0].message is not None)
    call(
        "chat.completions.with_raw_response.create",
        lambda: completions.with_raw_response.create(model="gpt-4o", messages=MESSAGES),
        lambda a: a.parse().id and a.headers["content-type"].startswith("application/json"),
    )

    def response_of_raw_stream():
        with completions.with_streaming_response.create(model="gpt-4o", messages=MESSAGES) as answer:
            return list(answer.iter_lines())

    call("chat.completions.with_streaming_response.create", response_of_raw_stream, some)
    call("chat.completions.list", lambda: every_page(completions.list()), some)
    call("chat.completions.retrieve", lambda: completions.retrieve("c"), has_id)
    call("chat.completions.update", lambda: completions.update("c", metadata={"a": "b"}), has_id)
    call("chat.completions.messages.list", lambda: every_page(completions.messages.list("c")), some)
    call("chat.completions.delete", lambda: completions.delete("c"), lambda a: a.deleted is not None)
    call("completions.create", lambda: client.completions.create(model="m", prompt="Say"), lambda a: a.choices)
    call(
        "completions.create(stream=True)",
        lambda: list(client.completions.create(model="m", prompt=["a", "b"], stream=True)),
        some,
    )


def embeddings():
    create = client.embeddings.create
    # Without `encoding_format` the package asks for base64, and decodes it.
    call(
        "embeddings.create",
        lambda: create(model="e", input=["a", "b"]),
        lambda a: all(isinstance(x, float) for item in a.data for x in item.embedding),
    )
    call(
        "embeddings.create(encoding_format='float')",
        lambda: create(model="e", input="a", encoding_format="float", dimensions=2),
        lambda a: isinstance(a.data[0].embedding[0], float),
    )
    call("embeddings.create, tokens", lambda: create(model="e", input=[[1, 2], [3]]), has_data)


def moderations():
    create = client.moderations.create
    call("moderations.create", lambda: create(input="a"), lambda a: a.results[0].flagged is not None)
    call(
        "moderations.create, text and image",
        lambda: create(
            model="omni-moderation-latest",
            input=[
                {"type": "text", "text": "a"},
                {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}},
            ],
        ),
        lambda a: a.results[0].categories is not None,
    )


def responses():
    api = client.responses
    call("responses.create", lambda: api.create(model="gpt-4o", input="Say hello."), lambda a: a.output is not None)
    call("responses.create, output_text", lambda: api.create(model="m", input="a").output_text, lambda a: a is not None)
    call(
        "responses.create, tools and items",
        lambda: api.create(
            model="gpt-4o",
            instructions="Be brief.",
            input=[
                {"role": "user", "content": "What is the weather?"},
                {"type": "function_call", "call_id": "c1", "name": "weather", "arguments": "{}"},
                {"type": "function_call_output", "call_id": "c1", "output": "12 °C"},
                {
                    "role": "user",
                    "content": [
                        {"type": "input_text", "text": "And this?"},
                        {"type": "input_image", "image_url": "data:image/png;base64,aaaa", "detail": "auto"},
                    ],
                },
            ],
            tools=[RESPONSE_TOOL, {"type": "file_search", "vector_store_ids": ["vs_1"]}],
            tool_choice="auto",
            max_output_tokens=100,
            metadata={"a": "b"},
            include=["file_search_call.results"],
            reasoning={"effort": "low"},
            text={"format": {"type": "json_schema", "name": "n", "schema": WEATHER}},
        ),
        lambda a: a.output is not None,
    )
    call("responses.create(stream=True)", lambda: list(api.create(model="m", input="a", stream=True)), some)

    def streamed():
        with api.stream(model="gpt-4o", input="a") as stream:
            events = [event.type for event in stream]
            return events, stream.get_final_response()

    call("responses.stream", streamed, lambda a: a[0] and a[1].id)

    call(
        "responses.with_raw_response.create",
        lambda: api.with_raw_response.create(model="m", input="a", text={"format": {"type": "text"}}),
        lambda a: a.parse().id,
    )
    call("responses.retrieve", lambda: api.retrieve("r", include=["message.input_image.image_url"]), has_id)
    call("responses.input_items.list", lambda: every_page(api.input_items.list("r")), some)
    call("responses.delete", lambda: api.delete("r") or True)


def files():
    api = client.files
    call("files.create", lambda: api.create(file=file(), purpose="batch"), has_id)
    call("files.create, a path", lambda: api.create(file=open(__file__, "rb"), purpose="assistants"), has_id)
    call("files.list", lambda: every_page(api.list(purpose="batch", limit=2)), some)
    call("files.retrieve", lambda: api.retrieve("f"), has_id)
    call("files.content", lambda: api.content("f").read(), lambda a: len(a) > 0)
    call("files.wait_for_processing", lambda: api.wait_for_processing("f", poll_interval=0.1), has_id)
    call("files.delete", lambda: api.delete("f"), lambda a: a.deleted is not None)
    uploads = client.uploads
    call("uploads.create", lambda: uploads.create(bytes=9, filename="a", mime_type="text/plain", purpose="batch"), has_id)
    call("uploads.parts.create", lambda: uploads.parts.create("u", data=file()), has_id)
    call("uploads.complete", lambda: uploads.complete("u", part_ids=["p"]), has_id)
    call("uploads.cancel", lambda: uploads.cancel("u"), has_id)
    call(
        "uploads.upload_file_chunked",
        lambda: uploads.upload_file_chunked(
            file=b"content", filename="a.txt", bytes=7, mime_type="text/plain", purpose="batch", part_size=3
        ),
        has_id,
    )


def batches():
    api = client.batches
    call(
        "batches.create",
        lambda: api.create(
            input_file_id="f", endpoint="/v1/chat/completions", completion_window="24h", metadata={"a": "b"}
        ),
        has_id,
    )
    call("batches.list", lambda: every_page(api.list(limit=1)), some)
    call("batches.retrieve", lambda: api.retrieve("b"), has_id)
    call("batches.cancel", lambda: api.cancel("b"), has_id)


def images():
    api = client.images
    call("images.generate", lambda: api.generate(prompt="a", model="gpt-image-1", n=1, size="1024x1024"), has_data)
    call("images.edit, one image", lambda: api.edit(image=PNG, prompt="a", model="gpt-image-1"), has_data)
    call("images.edit, a list", lambda: api.edit(image=[PNG, PNG], prompt="a", mask=PNG, n=2), has_data)
    call("images.create_variation", lambda: api.create_variation(image=PNG, n=1, size="256x256"), has_data)


def audio():
    wav = ("a.wav", b"RIFF....WAVE", "audio/wav")
    api = client.audio
    call("audio.speech.create", lambda: api.speech.create(model="tts-1", voice="alloy", input="a").read(), len)

    def spoken():
        with api.speech.with_streaming_response.create(
            model="tts-1", voice="alloy", input="a", response_format="wav", speed=1.5
        ) as answer:
            return b"".join(answer.iter_bytes())

    call("audio.speech.with_streaming_response.create", spoken, len)
    transcribe = api.transcriptions.create
    call("audio.transcriptions.create", lambda: transcribe(file=wav, model="whisper-1"), lambda a: a.text is not None)
    call(
        "audio.transcriptions.create, verbose",
        lambda: transcribe(
            file=wav,
            model="whisper-1",
            response_format="verbose_json",
            timestamp_granularities=["word", "segment"],
            temperature=0.2,
        ),
        lambda a: a.text is not None,
    )
    call(
        "audio.translations.create",
        lambda: api.translations.create(file=wav, model="whisper-1"),
        lambda a: a.text is not None,
    )


def vector_stores():
    api = client.vector_stores
    call("vector_stores.create", lambda: api.create(name="a", file_ids=["f"], metadata={"a": "b"}), has_id)
    call("vector_stores.list", lambda: every_page(api.list(limit=2, order="asc")), some)
    call("vector_stores.retrieve", lambda: api.retrieve("v"), has_id)
    call("vector_stores.update", lambda: api.update("v", name="b", expires_after=None), has_id)
    call(
        "vector_stores.search",
        lambda: every_page(
            api.search("v", query="a", filters={"type": "eq", "key": "a", "value": 1}, max_num_results=3)
        ),
        some,
    )
    call("vector_stores.files.create", lambda: api.files.create("v", file_id="f", attributes={"a": 1.5}), has_id)
    call(
        "vector_stores.files.create_and_poll",
        lambda: api.files.create_and_poll(file_id="f", vector_store_id="v", poll_interval_ms=100),
        lambda a: a.status != "in_progress",
    )
    call(
        "vector_stores.files.upload_and_poll",
        lambda: api.files.upload_and_poll(vector_store_id="v", file=file(), poll_interval_ms=100),
        lambda a: a.status != "in_progress",
    )
    call("vector_stores.files.list", lambda: every_page(api.files.list("v", filter="completed")), some)
    call("vector_stores.files.retrieve", lambda: api.files.retrieve("f", vector_store_id="v"), has_id)
    call("vector_stores.files.update", lambda: api.files.update("f", vector_store_id="v", attributes={"a": True}), has_id)
    call("vector_stores.files.content", lambda: every_page(api.files.content("f", vector_store_id="v")), some)
    call(
        "vector_stores.files.delete",
        lambda: api.files.delete("f", vector_store_id="v"),
        lambda a: a.deleted is not None,
    )
    batches = api.file_batches
    call("vector_stores.file_batches.create", lambda: batches.create("v", file_ids=["f", "g"]), has_id)
    call(
        "vector_stores.file_batches.create_and_poll",
        lambda: batches.create_and_poll("v", file_ids=["f"], poll_interval_ms=100),
        lambda a: a.status != "in_progress",
    )
    call(
        "vector_stores.file_batches.upload_and_poll",
        lambda: batches.upload_and_poll("v", files=[file(), file("b.txt", b"b")], poll_interval_ms=100),
        lambda a: a.status != "in_progress",
    )
    call("vector_stores.file_batches.retrieve", lambda: batches.retrieve("b", vector_store_id="v"), has_id)
    call("vector_stores.file_batches.list_files", lambda: every_page(batches.list_files("b", vector_store_id="v")), some)
    call("vector_stores.file_batches.cancel", lambda: batches.cancel("b", vector_store_id="v"), has_id)
    call("vector_stores.delete", lambda: api.delete("v"), lambda a: a.deleted is not None)


def assistants():
    api = client.beta.assistants
    tools = [{"type": "code_interpreter"}, {"type": "file_search"}, CHAT_TOOL]
    call("assistants.create", lambda: api.create(model="gpt-4o", name="a", instructions="b", tools=tools), has_id)
    call("assistants.list", lambda: every_page(api.list(limit=2)), some)
    call("assistants.retrieve", lambda: api.retrieve("a"), has_id)
    call("assistants.update", lambda: api.update("a", tools=tools, metadata={"a": "b"}), has_id)
    call("assistants.delete", lambda: api.delete("a"), lambda a: a.deleted is not None)
    threads = client.beta.threads
    messages = [{"role": "user", "content": "a", "attachments": [{"file_id": "f", "tools": [{"type": "file_search"}]}]}]
    call("threads.create", lambda: threads.create(messages=messages), has_id)
    call("threads.retrieve", lambda: threads.retrieve("t"), has_id)
    call("threads.update", lambda: threads.update("t", metadata={"a": "b"}), has_id)
    call("threads.messages.create", lambda: threads.messages.create("t", role="user", content="a"), has_id)
    call("threads.messages.list", lambda: every_page(threads.messages.list("t")), some)
    call("threads.messages.retrieve", lambda: threads.messages.retrieve("m", thread_id="t"), has_id)
    call("threads.messages.update", lambda: threads.messages.update("m", thread_id="t", metadata={"a": "b"}), has_id)
    call("threads.messages.delete", lambda: threads.messages.delete("m", thread_id="t"), lambda a: a.deleted is not None)
    runs = threads.runs
    # The description has no events of runs, without which `runs.stream` has nothing to go by.
    call("threads.runs.create", lambda: runs.create("t", assistant_id="a", additional_instructions="b"), has_id)
    call("threads.runs.create(stream=True)", lambda: list(runs.create("t", assistant_id="a", stream=True)), some)
    call(
        "threads.runs.create_and_poll",
        lambda: runs.create_and_poll(thread_id="t", assistant_id="a", poll_interval_ms=100),
        lambda a: a.status not in ("queued", "in_progress", "cancelling"),
    )
    outputs = [{"tool_call_id": "c", "output": "12 °C"}]
    call(
        "threads.runs.submit_tool_outputs",
        lambda: runs.submit_tool_outputs("r", thread_id="t", tool_outputs=outputs),
        has_id,
    )
    call(
        "threads.runs.submit_tool_outputs_and_poll",
        lambda: runs.submit_tool_outputs_and_poll(
            run_id="r", thread_id="t", tool_outputs=outputs, poll_interval_ms=100
        ),
        lambda a: a.status not in ("queued", "in_progress", "cancelling"),
    )
    call("threads.runs.list", lambda: every_page(runs.list("t")), some)
    call("threads.runs.retrieve", lambda: runs.retrieve("r", thread_id="t"), has_id)
    call("threads.runs.update", lambda: runs.update("r", thread_id="t", metadata={"a": "b"}), has_id)
    call("threads.runs.cancel", lambda: runs.cancel("r", thread_id="t"), has_id)
    call("threads.runs.steps.list", lambda: every_page(runs.steps.list("r", thread_id="t")), some)
    call("threads.runs.steps.retrieve", lambda: runs.steps.retrieve("s", thread_id="t", run_id="r"), has_id)
    call(
        "threads.create_and_run_poll",
        lambda: threads.create_and_run_poll(assistant_id="a", thread={"messages": messages}, poll_interval_ms=100),
        lambda a: a.status not in ("queued", "in_progress", "cancelling"),
    )
    call("threads.delete", lambda: threads.delete("t"), lambda a: a.deleted is not None)


def fine_tuning():
    api = client.fine_tuning.jobs
    call(
        "fine_tuning.jobs.create",
        lambda: api.create(
            model="gpt-4o-mini",
            training_file="f",
            method={"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": "auto"}}},
        ),
        has_id,
    )
    call("fine_tuning.jobs.list", lambda: every_page(api.list()), some)
    call("fine_tuning.jobs.retrieve", lambda: api.retrieve("j"), has_id)
    call("fine_tuning.jobs.list_events", lambda: every_page(api.list_events("j")), some)
    call("fine_tuning.jobs.checkpoints.list", lambda: every_page(api.checkpoints.list("j")), some)
    call("fine_tuning.jobs.cancel", lambda: api.cancel("j"), has_id)


def errors():
    """What is wrong with a request comes as the exception that the package has for its status."""

    def refused(make, kind):
        try:
            make()
        except kind as error:
            return error
        raise AssertionError(f"not refused with {kind.__name__}")

    call(
        "a fault of a request",
        lambda: refused(
            lambda: client.chat.completions.create(model="m", messages=MESSAGES, temperature=3), openai.BadRequestError
        ),
        lambda error: "temperature" in error.message and error.body is not None,
    )
    call(
        "a status that is asked for",
        lambda: refused(
            lambda: client.models.list(extra_headers={"Prefer": "code=429"}), openai.RateLimitError
        ),
    )
    call("a path that is not there", lambda: refused(lambda: client.get("/nothing", cast_to=object), openai.NotFoundError))


for group in (
    models, chat, embeddings, moderations, responses, files, batches, images, audio, vector_stores, assistants,
    fine_tuning, errors,
):
    group()
print(f"{count - len(failed)} of {count} calls ended well")
sys.exit(1 if failed else 0)
