//! The types of `pydantic/models.py`, under the same names.
#![allow(dead_code, reason = "only their schemas are asked for")]

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Deserialize;

/// Structs that derive what a structured output has to.
macro_rules! structs {
    ($($(#[$attributes:meta])* $name:ident { $($(#[$on:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        #[derive(Debug, Deserialize, JsonSchema)]
        $(#[$attributes])*
        pub(super) struct $name { $($(#[$on])* pub(super) $field: $type),* }
    )*};
}

structs! {
    Recipe { title: String, ingredients: Vec<String>, minutes: i64 }
    Capital { city: String, inhabitants: Option<i64> }
    /// What a guest thinks of a room.
    Review {
        /// From one to five.
        stars: i32,
        /// In the guest's own words.
        text: Option<String>,
    }
    Customer { name: String, email: Option<String> }
    /// A line of an order.
    Line { article: String, amount: i64 }
    Order { customer: Customer, lines: Vec<Line> }
    Delivery {
        order: Order,
        /// Who takes it at the door.
        recipient: Customer,
    }
    Booking { guest: Option<Customer> }
    Cancellation {
        /// Who cancels it, if that is known.
        guest: Option<Customer>,
    }
    Thermometer { unit: Unit, value: f64 }
    Heating { is_on: bool, unit: Option<Unit> }
    Display {
        /// What is shown.
        unit: Unit,
    }
    Chart { units: Vec<Unit> }
    Colour { red: u8, green: u8, blue: u8 }
    Percentage { #[schemars(range(min = 0.5, max = 99.5))] value: f32 }
    Plate { #[schemars(regex(pattern = "^[A-Z]{3}-[0-9]{3}$"))] number: String }
    Nickname { #[schemars(length(min = 1, max = 20))] name: String }
    Podium { #[schemars(length(min = 1, max = 3))] names: Vec<String> }
    Node { heading: String, children: Vec<Node> }
    Outline { root: Node }
    Station { name: String, next: Option<Box<Station>> }
    Railway { first: Station }
    Circle { radius: f64 }
    Square { side: f64 }
    Drawing { shapes: Vec<Shape> }
    Frame { shape: Option<Shape> }
    Cell { value: Value }
    Stamp {
        #[schemars(extend("format" = "date-time"))] at: String,
        #[schemars(extend("format" = "date"))] day: String,
        #[schemars(extend("format" = "time"))] time: String,
        #[schemars(extend("format" = "uuid"))] id: String,
    }
    Grid { rows: Vec<Vec<i64>> }
    Sparse { values: Option<Vec<Option<f64>>> }
    Ping {}
    #[serde(rename_all = "camelCase")]
    Address { street_name: String, house_number: i64 }
    Settings {
        #[serde(default)] theme: Option<String>,
        /// In points.
        #[serde(default)] size: Option<i64>,
    }
    Price { #[schemars(extend("multipleOf" = 5, "exclusiveMinimum" = 0))] cents: i64 }
    Person { name: String, age: i64 }
    Employee { #[serde(flatten)] person: Person, company: String }
    Forecast { high: Celsius, low: Option<Celsius> }
    Point { coordinates: [f64; 3] }
    Fifth { leaf: bool }
    Fourth { fifth: Fifth }
    Third { fourth: Fourth }
    Second { third: Third }
    First { second: Second }
    Journey { start: Point, end: Point, stops: Vec<Point> }
    Remark {
        /// What it is about.
        on: Line,
        /// Who makes it.
        by: Customer,
        /// Who answers.
        answers: Vec<Customer>,
    }
    Tags { names: HashSet<String> }
    Paging { #[serde(default = "twenty")] size: i64 }
    Link { #[schemars(url)] target: String }
    Cat { lives: i64 }
    Dog { tricks: Vec<String> }
    Pets { pets: Vec<Pet> }
    Tree { name: String, branches: Vec<Tree> }
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    Celsius,
    Fahrenheit,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub(super) enum Shape {
    Circle(Circle),
    Square(Square),
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub(super) enum Value {
    Text(String),
    Number(i64),
    Flag(bool),
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Celsius(f64);

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Menu(Recipe);

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum Pet {
    Cat(Cat),
    Dog(Dog),
}

fn twenty() -> i64 {
    20
}
