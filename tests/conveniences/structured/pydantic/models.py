"""Pydantic models and the strict schemas that OpenAI's SDK makes of them, as JSON on stdout.

The same types are in Rust in `../types.rs`, under the same names; `../parity.rs` compares the schemas.
"""

from __future__ import annotations

import datetime
import json
import uuid
from enum import Enum
from typing import Annotated, Generic, List, Literal, Optional, Set, TypeVar, Union

from openai.lib._pydantic import to_strict_json_schema
from pydantic import AnyUrl, BaseModel, ConfigDict, Field, RootModel
from pydantic.alias_generators import to_camel


class Recipe(BaseModel):
    title: str
    ingredients: List[str]
    minutes: int


class Capital(BaseModel):
    city: str
    inhabitants: Optional[int]


class Review(BaseModel):
    """What a guest thinks of a room."""

    stars: int = Field(description="From one to five.")
    text: Optional[str] = Field(description="In the guest's own words.")


class Customer(BaseModel):
    name: str
    email: Optional[str]


class Line(BaseModel):
    """A line of an order."""

    article: str
    amount: int


class Order(BaseModel):
    customer: Customer
    lines: List[Line]


class Delivery(BaseModel):
    order: Order
    recipient: Customer = Field(description="Who takes it at the door.")


class Booking(BaseModel):
    guest: Optional[Customer]


class Cancellation(BaseModel):
    guest: Optional[Customer] = Field(description="Who cancels it, if that is known.")


class Unit(Enum):
    celsius = "celsius"
    fahrenheit = "fahrenheit"


class Thermometer(BaseModel):
    unit: Unit
    value: float


class Heating(BaseModel):
    is_on: bool
    unit: Optional[Unit]


class Display(BaseModel):
    unit: Unit = Field(description="What is shown.")


class Chart(BaseModel):
    units: List[Unit]


class Colour(BaseModel):
    red: Annotated[int, Field(ge=0, le=255)]
    green: Annotated[int, Field(ge=0, le=255)]
    blue: Annotated[int, Field(ge=0, le=255)]


class Percentage(BaseModel):
    value: float = Field(ge=0.5, le=99.5)


class Plate(BaseModel):
    number: str = Field(pattern="^[A-Z]{3}-[0-9]{3}$")


class Nickname(BaseModel):
    name: str = Field(min_length=1, max_length=20)


class Podium(BaseModel):
    names: List[str] = Field(min_length=1, max_length=3)


class Node(BaseModel):
    heading: str
    children: List[Node]


class Outline(BaseModel):
    root: Node


class Station(BaseModel):
    name: str
    next: Optional[Station]


class Railway(BaseModel):
    first: Station


class Circle(BaseModel):
    radius: float


class Square(BaseModel):
    side: float


class Drawing(BaseModel):
    shapes: List[Union[Circle, Square]]


class Frame(BaseModel):
    shape: Optional[Union[Circle, Square]]


class Cell(BaseModel):
    value: Union[str, int, bool]


class Stamp(BaseModel):
    at: datetime.datetime
    day: datetime.date
    time: datetime.time
    id: uuid.UUID


class Grid(BaseModel):
    rows: List[List[int]]


class Sparse(BaseModel):
    values: Optional[List[Optional[float]]]


class Ping(BaseModel):
    pass


class Address(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)

    street_name: str
    house_number: int


class Settings(BaseModel):
    theme: Optional[str] = None
    size: Optional[int] = Field(default=None, description="In points.")


class Price(BaseModel):
    cents: int = Field(multiple_of=5, gt=0)


T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    items: List[T]
    next: Optional[str]


class Person(BaseModel):
    name: str
    age: int


class Employee(Person):
    company: str


class Celsius(RootModel[float]):
    pass


class Forecast(BaseModel):
    high: Celsius
    low: Optional[Celsius]


class Menu(RootModel[Recipe]):
    pass


class Point(BaseModel):
    coordinates: List[float] = Field(min_length=3, max_length=3)


class Fifth(BaseModel):
    leaf: bool


class Fourth(BaseModel):
    fifth: Fifth


class Third(BaseModel):
    fourth: Fourth


class Second(BaseModel):
    third: Third


class First(BaseModel):
    second: Second


class Journey(BaseModel):
    start: Point
    end: Point
    stops: List[Point]


class Remark(BaseModel):
    on: Line = Field(description="What it is about.")
    by: Customer = Field(description="Who makes it.")
    answers: List[Customer] = Field(description="Who answers.")


# Where ours is another on purpose, as the API refuses what the SDK sends.


class Tags(BaseModel):
    names: Set[str]


class Paging(BaseModel):
    size: int = 20


class Link(BaseModel):
    target: AnyUrl


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"]
    tricks: List[str]


class Pets(BaseModel):
    pets: List[Annotated[Union[Cat, Dog], Field(discriminator="kind")]]


class Tree(BaseModel):
    name: str
    branches: List[Tree]


SAME = [
    Recipe, Capital, Review, Order, Delivery, Booking, Cancellation, Thermometer, Heating, Display, Chart, Colour,
    Percentage, Plate, Nickname, Podium, Outline, Railway, Drawing, Frame, Cell, Stamp, Grid, Sparse, Ping, Address,
    Settings, Price, Employee, Forecast, Menu, Point, First, Journey, Remark,
]
OTHER = [Tags, Paging, Link, Pets, Tree]

schemas = {model.__name__: to_strict_json_schema(model) for model in SAME}
schemas["Page"] = to_strict_json_schema(Page[Line])
others = {model.__name__: to_strict_json_schema(model) for model in OTHER}
print(json.dumps({"same": schemas, "other": others}, indent=1))
