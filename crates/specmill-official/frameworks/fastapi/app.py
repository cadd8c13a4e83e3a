"""An application of FastAPI and pydantic that answers with what arrived: `python app.py PORT`."""

import sys
from collections.abc import AsyncIterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import uvicorn
from fastapi import Body, Cookie, FastAPI, File, Form, Header, HTTPException, Path, Query, Response, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

# Most operations are called as FastAPI does it, by function, path and method.
app = FastAPI(title="Kennel", version="1.10")


class Color(str, Enum):
    red = "red"
    dark_red = "dark-red"


class Priority(IntEnum):
    low = 1
    high = 10


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = 9


class Dog(BaseModel):
    kind: Literal["dog", "puppy"]
    barks: bool | None = None


class Bird(BaseModel):
    """Has no tag: it is told by what it has."""

    wings: int


Pet = Annotated[Cat | Dog, Field(discriminator="kind")]


class Tree(BaseModel):
    name: str
    children: list["Tree"] = []
    parent: "Tree | None" = None


class Everything(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=50)
    nickname: str | None = None
    must_say: int | None
    seen: datetime
    day: date
    clock: time
    lasts: timedelta
    id: UUID
    price: Decimal
    ratio: float
    big: int = Field(ge=0, le=2**64 - 1)
    signed: int
    color: Color
    priority: Priority = Priority.low
    pet: Pet
    maybe_pet: Pet | None = None
    anything: Any
    loose: int | str | list[int]
    either: Cat | Bird | str
    pets: list[Pet]
    by_name: dict[str, Pet | None]
    counts: dict[str, int] = {}
    pair: tuple[int, str]
    unique: set[int] = set()
    tree: Tree
    class_: str = Field(alias="class")
    camel_case: str = Field(alias="camelCase", default="x")
    raw: bytes = b""


class Change(BaseModel):
    """What is absent stays as it is, and null takes it away."""

    name: str | None = None
    age: int | None = None


class Page(BaseModel):
    items: list[int]
    total: int
    next: str | None


class Tick(BaseModel):
    number: int
    at: datetime
    pet: Pet | None = None


class Problem(BaseModel):
    code: int
    reason: str


@app.get("/echo/{word}/{number}/{color}/{day}/{id}", tags=["parameters"])
async def echo_parameters(
    word: Annotated[str, Path(min_length=1)],
    number: int,
    color: Color,
    day: date,
    id: UUID,
    required: str,
    flag: bool,
    ratio: float,
    at: datetime,
    priority: Priority,
    maybe: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    words: Annotated[list[str], Query()] = [],
    numbers: Annotated[set[int] | None, Query()] = None,
    colors: Annotated[list[Color] | None, Query(alias="color-list")] = None,
    int_or_word: Annotated[int | str | None, Query()] = None,
    x_token: Annotated[str | None, Header()] = None,
    x_numbers: Annotated[list[int] | None, Header()] = None,
    x_at: Annotated[datetime | None, Header()] = None,
    session: Annotated[str | None, Cookie()] = None,
    lasts: Annotated[int | None, Cookie()] = None,
) -> dict[str, Any]:
    return {key: sorted(value) if isinstance(value, set) else value for key, value in locals().items()}


class Filter(BaseModel):
    model_config = ConfigDict(extra="forbid")

    search: str
    order: Literal["asc", "desc"] = "asc"
    tags: list[str] = []
    before: datetime | None = None


@app.get("/filtered", tags=["parameters"])
async def filtered(filter: Annotated[Filter, Query()]) -> Filter:
    """A model of query parameters."""
    return filter


@app.get("/files/{path:path}", tags=["parameters"])
async def path_with_slashes(path: str) -> str:
    return path


@app.post("/everything", tags=["bodies"])
async def everything(everything: Everything) -> Everything:
    return everything


@app.post("/everything/unset", tags=["bodies"], response_model_exclude_unset=True)
async def everything_unset(everything: Everything) -> Everything:
    return everything


@app.patch("/change", tags=["bodies"])
async def change(change: Change) -> dict[str, Any]:
    """Names what was sent."""
    return change.model_dump(exclude_unset=True)


@app.post("/either", tags=["bodies"])
async def either(body: Annotated[Cat | Dog | Bird | int | list[str], Body()]) -> Cat | Dog | Bird | int | list[str]:
    return body


@app.post("/several/{id}", operation_id="several", tags=["bodies"])
async def several_bodies(id: int, tree: Tree, pet: Annotated[Pet, Body()], note: Annotated[str | None, Body()] = None) -> dict[str, Any]:
    return {"id": id, "tree": tree, "pet": pet, "note": note}


@app.post("/form", operation_id="form", tags=["forms"])
async def form(
    name: Annotated[str, Form()],
    at: Annotated[datetime, Form()],
    tags: Annotated[list[str], Form()] = [],
    color: Annotated[Color | None, Form()] = None,
    ratio: Annotated[float, Form()] = 0.5,
) -> dict[str, Any]:
    return {"name": name, "at": at, "tags": tags, "color": color, "ratio": ratio}


async def described(file: UploadFile) -> dict[str, Any]:
    return {"name": file.filename, "type": file.content_type, "text": (await file.read()).decode()}


@app.post("/upload", operation_id="upload", tags=["forms"])
async def upload(
    file: UploadFile,
    note: Annotated[str, Form()],
    number: Annotated[int | None, Form()] = None,
    second: UploadFile | None = None,
) -> dict[str, Any]:
    return {
        "file": await described(file),
        "note": note,
        "number": number,
        "second": await described(second) if second else None,
    }


@app.post("/uploads", operation_id="upload_several", tags=["forms"])
async def upload_several(
    files: list[UploadFile],
    tags: Annotated[list[str], Form()],
    numbers: Annotated[list[int], Form()] = [],
    color: Annotated[Color, Form()] = Color.red,
    raw: Annotated[list[bytes] | None, File()] = None,
) -> dict[str, Any]:
    return {
        "files": [await described(file) for file in files],
        "tags": tags,
        "numbers": numbers,
        "color": color,
        "raw": [content.decode() for content in raw or []],
    }


@app.get("/ticks", tags=["answers"], response_class=EventSourceResponse)
async def ticks(count: int = 3) -> AsyncIterable[Tick]:
    for number in range(count):
        yield Tick(number=number, at=datetime(2026, 1, 2, 3, 4, number), pet=Cat(kind="cat") if number else None)


@app.get("/signals", tags=["answers"], response_class=EventSourceResponse)
async def signals() -> AsyncIterable[ServerSentEvent]:
    yield ServerSentEvent(data={"number": 1}, event="number", id="1", retry=10)
    yield ServerSentEvent(data="a word", event="word", id="2")
    yield ServerSentEvent(raw_data="two\nlines", id="3")


@app.get("/text", tags=["answers"], response_class=PlainTextResponse)
async def text() -> str:
    return "1,2\nä"


@app.get("/html", tags=["answers"], response_class=HTMLResponse)
async def html() -> str:
    return "<p>ä</p>"


@app.get("/download", tags=["answers"], response_class=FileResponse)
async def download():
    return FileResponse(__file__, media_type="text/x-python", filename="app.py")


@app.get("/naive", tags=["answers"])
async def naive() -> datetime:
    """Has no zone, as `datetime.now()` has none."""
    return datetime(2026, 1, 2, 3, 4, 5, 600)


@app.get("/number", tags=["answers"])
async def number() -> float:
    return 1.5


@app.get("/nothing", tags=["answers"])
async def nothing() -> None:
    return None


@app.get("/untyped", tags=["answers"])
async def untyped():
    return {"a": [1, None]}


@app.delete("/item/{id}", tags=["answers"], status_code=204)
async def remove(id: int) -> None:
    return None


@app.put("/item/{id}", tags=["answers"], responses={201: {"model": Tree}, 404: {"model": Problem}})
async def replace(id: int, response: Response) -> Cat:
    """200 and 201 have different bodies, and 404 is described."""
    if id == 404:
        raise HTTPException(404, detail="there is no such item")
    if id == 201:
        return Response(Tree(name="new").model_dump_json(), status_code=201, media_type="application/json")
    return Cat(kind="cat", lives=id)


@app.get("/pages", tags=["answers"])
async def pages(limit: Annotated[int, Query(ge=1)] = 2, offset: Annotated[int, Query(ge=0)] = 0) -> Page:
    items = list(range(5))[offset : offset + limit]
    return Page(items=items, total=5, next=str(offset + limit) if offset + limit < 5 else None)


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
