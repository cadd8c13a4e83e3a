//! An application of axum, whose document is made by utoipa, and that answers with what arrived:
//! `application PORT`.

mod answers;
mod bodies;
mod forms;
mod parameters;

use std::net::Ipv4Addr;

use axum::Json;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(info(title = "Kennel", version = "1"))]
struct Document;

/// What is wrong with a request.
#[derive(Serialize, ToSchema)]
struct Problem {
    title: String,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).expect("a port");
    let (router, document) = OpenApiRouter::with_openapi(Document::openapi())
        .merge(parameters::routes())
        .merge(bodies::routes())
        .merge(forms::routes())
        .merge(answers::routes())
        .split_for_parts();
    let router = router.route("/openapi.json", axum::routing::get(async move || Json(document)));
    let listener =
        tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.expect("the port");
    axum::serve(listener, router).await.expect("it serves");
}
