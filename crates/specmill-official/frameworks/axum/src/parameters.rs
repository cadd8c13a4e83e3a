use axum::Json;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum_extra::extract::{CookieJar, Query};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(echo))
}

#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Color {
    Red,
    DarkRed,
}

#[derive(Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct EchoQuery {
    required: String,
    flag: bool,
    ratio: f64,
    at: Option<DateTime<FixedOffset>>,
    day: Option<NaiveDate>,
    #[param(minimum = 1, maximum = 100, default = 10)]
    limit: Option<u8>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    numbers: Vec<i64>,
    #[serde(default)]
    colors: Vec<Color>,
    #[serde(rename = "type")]
    type_: Option<String>,
    big: Option<u64>,
}

#[utoipa::path(
    get, path = "/echo/{word}/{number}/{color}/{id}", tag = "parameters",
    params(
        ("word" = String, Path), ("number" = i32, Path), ("color" = Color, Path), ("id" = Uuid, Path),
        EchoQuery,
        ("X-Token" = Option<String>, Header), ("session" = Option<String>, Cookie),
    ),
    responses((status = 200, body = Value)),
)]
async fn echo(
    Path((word, number, color, id)): Path<(String, i32, Color, Uuid)>,
    Query(query): Query<EchoQuery>,
    headers: HeaderMap,
    cookies: CookieJar,
) -> Json<Value> {
    let token = headers.get("x-token").and_then(|token| token.to_str().ok());
    let session = cookies.get("session").map(|cookie| cookie.value().to_owned());
    Json(json!({
        "word": word, "number": number, "color": color, "id": id, "query": query, "token": token, "session": session,
    }))
}
