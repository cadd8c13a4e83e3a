"""A WebSocket server of another library (`websockets`), which does what the model in the query says.

Its URL is its first line. It answers pings and sends its own every 50 ms, and closes a connection on which
none is answered.
"""
import asyncio
import base64
import json
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Response

SIZE = 1 << 20


def model(request):
    return parse_qs(urlsplit(request.path).query).get("model", [""])[0]


def refuse(connection, request):
    """Answers with an error in place of a handshake, without the key or where that is asked for."""
    if request.headers.get("authorization") != "Bearer sk-test-1234" or model(request) == "refused":
        body = json.dumps({"error": {"message": "Incorrect API key.", "code": "invalid_api_key"}}).encode()
        headers = Headers({"content-type": "application/json", "content-length": str(len(body))})
        return Response(HTTPStatus.UNAUTHORIZED.value, "Unauthorized", headers, body)
    return None


def delta(text, kind="response.output_text.delta"):
    return json.dumps({"type": kind, "event_id": "event_1", "response_id": "resp_1", "item_id": "item_1",
                       "output_index": 0, "content_index": 0, "delta": text})


async def echo(connection):
    """Gives audio back as audio, and any other event as one of no known type."""
    async for message in connection:
        event = json.loads(message)
        if event["type"] == "input_audio_buffer.append":
            audio = base64.b64decode(event["audio"], validate=True)
            await connection.send(delta(base64.b64encode(audio).decode(), "response.output_audio.delta"))
        else:
            await connection.send(json.dumps({"type": "echo", "event": event}))


async def fragments(connection):
    """A megabyte in a thousand frames, with pings between them."""
    text = delta("x" * SIZE)

    async def pieces():
        for at in range(0, len(text), 1024):
            yield text[at:at + 1024]
            if at % (64 * 1024) == 0:
                await connection.ping()

    await connection.send(pieces())
    await connection.close(4001, "That was all.")


async def silence(connection):
    """Says nothing for ten of its pings, each of which has to be answered."""
    await asyncio.sleep(0.5)
    await connection.send(delta("still here"))
    await connection.wait_closed()


async def flood(connection):
    """Sends as fast as it may: 32 MiB."""
    for _ in range(512):
        await connection.send(delta("x" * (64 << 10)))
    await connection.close()


async def listen(connection):
    """Reads until the client closes, and says in the reason of its own frame what it got."""
    await connection.wait_closed()
    print(f"closed by the client: {connection.close_code}", flush=True)


async def handle(connection):
    behaviour = {"echo": echo, "fragments": fragments, "silence": silence, "flood": flood, "listen": listen}
    try:
        await behaviour[model(connection.request)](connection)
    except ConnectionClosed:
        pass


async def main():
    limits = {"ping_interval": 0.05, "ping_timeout": 5, "max_size": 64 << 20}
    async with serve(handle, "127.0.0.1", 0, process_request=refuse, **limits) as server:
        print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await server.serve_forever()


asyncio.run(main())
