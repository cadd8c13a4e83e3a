#!/usr/bin/env bash
# A chat completion that is streamed brings tool calls in pieces, each with the `index` of its call: nothing says that
# the pieces of one come before those of the next, and servers that generate calls side by side mix them. The official
# Python library tells `tool_calls.function.arguments.done` of a call as soon as a piece of another comes. What follows
# of the first is told as deltas after its end, and the end is not told again: whoever acts on it runs the tool with
# the beginning of its arguments.
#
# Seen with openai 3.57.0, pieces of calls 0, 1, 0, 1:
#   call 0  done with {"city":
#   call 1  done with {"zone":
#   whole   call 0 {"city": "Oslo"}, call 1 {"zone": 0}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openai==3.57.0

cat >seen.py <<'PYTHON'
import openai
from openai.lib.streaming.chat import ChatCompletionStreamState
from openai.types.chat import ChatCompletionChunk

print(f"openai {openai.__version__}")


def expect(what, seen, expected):
    print(f"{what}: {seen}")
    assert seen == expected, f"changed: {expected} was seen before"


def chunk(delta, reason=None):
    return ChatCompletionChunk.model_validate(
        {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": reason}],
        }
    )


def piece(index, arguments, name=None):
    call = {"index": index, "function": {"arguments": arguments}}
    if name:
        call |= {"id": f"call-{index}", "type": "function"}
        call["function"]["name"] = name
    return chunk({"tool_calls": [call]})


chunks = [
    chunk({"role": "assistant"}),
    piece(0, '{"city":', "weather"),
    piece(1, '{"zone":', "time"),
    piece(0, ' "Oslo"}'),
    piece(1, " 0}"),
    chunk({}, "tool_calls"),
]
state = ChatCompletionStreamState()
events = [event for chunk in chunks for event in state.handle_chunk(chunk)]
done = [event for event in events if event.type == "tool_calls.function.arguments.done"]
expect("done", [(event.index, event.arguments) for event in done], [(0, '{"city":'), (1, '{"zone":')])
calls = state.get_final_completion().choices[0].message.tool_calls
expect("whole", [call.function.arguments for call in calls], ['{"city": "Oslo"}', '{"zone": 0}'])
PYTHON
venv/bin/python seen.py
