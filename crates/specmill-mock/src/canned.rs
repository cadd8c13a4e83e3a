//! Answers by hand, for [`Mock::on`](crate::Mock::on).

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};

/// JSON as it is given. A status that is none is 500.
///
/// ```
/// let response = specmill_mock::json(404, r#"{"error": {"message": "there is no such pet"}}"#);
/// assert_eq!(response.status(), 404);
/// ```
#[must_use]
pub fn json(status: u16, body: impl Into<String>) -> Response<Bytes> {
    let mut response = of_type("application/json", body.into());
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}

/// A stream of events of which each is `data`. One that ends the stream by the API's conventions is
/// the last of these.
#[must_use]
pub fn events(data: impl IntoIterator<Item = impl AsRef<str>>) -> Response<Bytes> {
    let mut text = String::new();
    for data in data {
        for line in data.as_ref().lines() {
            text.push_str(&format!("data: {line}\n"));
        }
        text.push('\n');
    }
    of_type("text/event-stream", text)
}

fn of_type(media_type: &'static str, body: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}
