use std::convert::Infallible;

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use futures_util::stream::{self, Stream};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::Problem;
use crate::bodies::{Cat, Pet, Tree};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(ticks))
        .routes(routes!(text))
        .routes(routes!(word))
        .routes(routes!(number))
        .routes(routes!(nothing))
        .routes(routes!(naive))
        .routes(routes!(download))
        .routes(routes!(replace, remove))
        .routes(routes!(pages))
}

#[derive(Serialize, ToSchema)]
struct Tick {
    number: u32,
    at: DateTime<FixedOffset>,
    pet: Option<Pet>,
}

#[utoipa::path(get, path = "/ticks", tag = "answers", responses((status = 200, body = Tick, content_type = "text/event-stream")))]
async fn ticks() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let event = |number: u32| {
        let at =
            DateTime::UNIX_EPOCH.fixed_offset() + chrono::Duration::milliseconds(number.into());
        let pet = (number > 0).then_some(Pet::Cat(Cat { lives: 1 }));
        let event = Event::default().id(number.to_string()).event("tick");
        Ok(event.json_data(Tick { number, at, pet }).expect("JSON"))
    };
    Sse::new(stream::iter((0..2).map(event)))
}

#[utoipa::path(get, path = "/text", tag = "answers", responses((status = 200, body = String)))]
async fn text() -> &'static str {
    "1,2\nä"
}

/// Unless it is told otherwise, utoipa says that text, numbers and dates are `text/plain`, though these are JSON.
#[utoipa::path(get, path = "/word", tag = "answers", responses((status = 200, body = String)))]
async fn word() -> Json<String> {
    Json("a \"word\"".to_owned())
}

#[utoipa::path(get, path = "/number", tag = "answers", responses((status = 200, body = u64)))]
async fn number() -> Json<u64> {
    Json(7)
}

#[utoipa::path(get, path = "/nothing", tag = "answers", responses((status = 200, body = Option<Cat>)))]
async fn nothing() -> Json<Option<Cat>> {
    Json(None)
}

#[utoipa::path(get, path = "/naive", tag = "answers", responses((status = 200, body = NaiveDateTime)))]
async fn naive() -> Json<NaiveDateTime> {
    Json(DateTime::UNIX_EPOCH.naive_utc())
}

#[utoipa::path(
    get, path = "/download", tag = "answers",
    responses((
        status = 200, body = Vec<u8>, content_type = "application/octet-stream",
        headers(("content-disposition" = String, description = "the name")),
    )),
)]
async fn download() -> impl IntoResponse {
    ([(header::CONTENT_DISPOSITION, "attachment; filename=\"a.bin\"")], vec![0_u8, 1, 255])
}

fn problem(status: StatusCode, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or_default().to_owned();
    let problem = Problem { title, status: status.as_u16(), detail: Some(detail.to_owned()) };
    (status, [(header::CONTENT_TYPE, "application/problem+json")], Json(problem)).into_response()
}

#[utoipa::path(
    put, path = "/item/{id}", tag = "answers", params(("id" = u32, Path)),
    responses(
        (status = 200, body = Cat), (status = 201, body = Tree),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
async fn replace(Path(id): Path<u32>) -> Response {
    match id {
        404 => problem(StatusCode::NOT_FOUND, "there is no such item"),
        201 => {
            let tree = Tree { name: "new".to_owned(), children: Vec::new(), parent: None };
            (StatusCode::CREATED, Json(tree)).into_response()
        }
        lives => Json(Cat { lives: lives as u8 }).into_response(),
    }
}

#[utoipa::path(delete, path = "/item/{id}", tag = "answers", params(("id" = String, Path)), responses((status = 204)))]
async fn remove(Path(_id): Path<String>) -> StatusCode {
    StatusCode::NO_CONTENT
}

#[derive(Deserialize, IntoParams)]
struct PageQuery {
    cursor: Option<u32>,
    #[param(default = 2)]
    limit: Option<u32>,
}

/// A page of anything.
#[derive(Serialize, ToSchema)]
struct Page<T> {
    items: Vec<T>,
    next_cursor: Option<u32>,
}

#[utoipa::path(get, path = "/pages", tag = "answers", params(PageQuery), responses((status = 200, body = Page<Tree>)))]
async fn pages(Query(query): Query<PageQuery>) -> Json<Page<Tree>> {
    let (start, limit) = (query.cursor.unwrap_or(0), query.limit.unwrap_or(2));
    let tree = |name: char| Tree { name: name.to_string(), children: Vec::new(), parent: None };
    let items = "abcde".chars().skip(start as usize).take(limit as usize).map(tree).collect();
    Json(Page { items, next_cursor: (start + limit < 5).then_some(start + limit) })
}
