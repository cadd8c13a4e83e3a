use std::collections::{BTreeMap, HashMap};

use axum::Json;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::parameters::Color;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(everything))
        .routes(routes!(shapes))
        .routes(routes!(change))
        .routes(routes!(words))
}

/// Tagged within.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Pet {
    Cat(Cat),
    Dog { barks: Option<bool> },
    GoldFish,
}

#[derive(Deserialize, Serialize, ToSchema)]
pub struct Cat {
    #[serde(default)]
    pub lives: u8,
}

/// Tagged by the name of the only member, as serde does by itself.
#[derive(Deserialize, Serialize, ToSchema)]
enum Shape {
    Circle { radius: f64 },
    Square(f64),
    Line(i32, i32),
    Nothing,
    Named(Cat),
}

/// The tag and the content are members.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(tag = "t", content = "c")]
enum Event {
    Moved { x: i32, y: i32 },
    Said(String),
    Ended,
}

#[derive(Deserialize, Serialize, ToSchema)]
#[serde(untagged)]
enum Either {
    Bird { wings: u32 },
    Text(String),
    Numbers(Vec<i64>),
    Flag(bool),
}

#[derive(Deserialize, Serialize, ToSchema)]
pub struct Tree {
    pub name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(no_recursion)]
    pub children: Vec<Tree>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    pub parent: Option<Box<Tree>>,
}

#[derive(Deserialize, Serialize, ToSchema)]
struct Audit {
    by: String,
    at: DateTime<FixedOffset>,
}

#[derive(Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Everything {
    #[schema(min_length = 1, max_length = 50)]
    name: String,
    nick_name: Option<String>,
    #[schema(required)]
    must_say: Option<f64>,
    seen: DateTime<FixedOffset>,
    local: NaiveDateTime,
    day: NaiveDate,
    clock: NaiveTime,
    id: Uuid,
    ratio: f32,
    byte: u8,
    signed: i64,
    big: u64,
    color: Color,
    pet: Pet,
    maybe_pet: Option<Pet>,
    pets: Vec<Pet>,
    shapes: Vec<Shape>,
    events: Vec<Event>,
    either: Either,
    by_name: HashMap<String, Pet>,
    by_number: BTreeMap<i32, Vec<String>>,
    anything: Value,
    pair: (i32, String),
    bytes: Vec<u8>,
    tree: Tree,
    r#type: String,
    #[serde(flatten)]
    audit: Audit,
}

#[utoipa::path(post, path = "/everything", tag = "bodies", request_body = Everything, responses((status = 200, body = Everything)))]
async fn everything(Json(everything): Json<Everything>) -> Json<Everything> {
    Json(everything)
}

#[utoipa::path(post, path = "/shapes", tag = "bodies", request_body = Vec<Shape>, responses((status = 200, body = [Shape])))]
async fn shapes(Json(shapes): Json<Vec<Shape>>) -> Json<Vec<Shape>> {
    Json(shapes)
}

#[derive(Deserialize, Serialize, ToSchema)]
struct Change {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, with = "twice", skip_serializing_if = "Option::is_none")]
    age: Option<Option<i32>>,
}

/// Absent is `None`, null is `Some(None)`.
mod twice {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(
        age: &Option<Option<i32>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        age.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Option<i32>>, D::Error> {
        Option::deserialize(deserializer).map(Some)
    }
}

#[utoipa::path(patch, path = "/change", tag = "bodies", request_body = Change, responses((status = 200, body = Change)))]
async fn change(Json(change): Json<Change>) -> Json<Change> {
    Json(change)
}

#[utoipa::path(
    post, path = "/words", tag = "bodies", request_body(content = String, content_type = "text/plain"),
    responses((status = 200, body = HashMap<String, usize>)),
)]
async fn words(text: String) -> Json<HashMap<String, usize>> {
    Json(text.split_whitespace().map(|word| (word.to_owned(), word.len())).collect())
}
