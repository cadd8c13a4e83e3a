use axum::Json;
use axum::body::Bytes;
use axum::extract::Multipart;
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::parameters::Color;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(form)).routes(routes!(upload)).routes(routes!(raw))
}

#[derive(Deserialize, Serialize, ToSchema)]
struct NewThing {
    name: String,
    count: Option<u32>,
    #[serde(default)]
    tags: Vec<String>,
    color: Option<Color>,
}

#[utoipa::path(
    post, path = "/form", tag = "forms", request_body(content = NewThing, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = NewThing)),
)]
async fn form(Form(form): Form<NewThing>) -> Json<NewThing> {
    Json(form)
}

#[derive(ToSchema)]
#[allow(dead_code)]
struct NewFiles {
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    #[schema(value_type = Option<Vec<String>>, format = Binary)]
    more: Option<Vec<Vec<u8>>>,
    note: String,
    tags: Option<Vec<String>>,
    about: Option<About>,
}

#[derive(ToSchema)]
#[allow(dead_code)]
struct About {
    a: i32,
}

/// Lists what came, by name.
#[utoipa::path(
    post, path = "/upload", tag = "forms", request_body(content = NewFiles, content_type = "multipart/form-data"),
    responses((status = 200, body = HashMap<String, Vec<Value>>)),
)]
async fn upload(mut parts: Multipart) -> Json<Map<String, Value>> {
    let mut found = Map::new();
    while let Ok(Some(part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        let (file, ty) =
            (part.file_name().map(str::to_owned), part.content_type().map(str::to_owned));
        let part = json!({"file": file, "type": ty, "text": part.text().await.unwrap_or_default()});
        if let Value::Array(parts) = found.entry(name).or_insert_with(|| json!([])) {
            parts.push(part);
        }
    }
    Json(found)
}

#[utoipa::path(
    put, path = "/raw", tag = "forms", request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")),
)]
async fn raw(bytes: Bytes) -> Bytes {
    bytes
}
