//! An organization as its administrator sees it, but for the invites, for running without a key.
//! Projects, usage and costs are the examples of the description.

use openai_rest::http::types::HeaderValue;
use openai_rest::json::{Value, json as value};
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, json};

use crate::api::Answer;

pub(crate) const ANSWERS: [Answer; 3] =
    [("list-users", users), ("list-invites", |_, _| forbidden()), ("list-audit-logs", audit_logs)];

fn list(data: &[Value], has_more: bool) -> Response<Bytes> {
    let id = |item: Option<&Value>| item.map(|item| item["id"].clone());
    let (first, last) = (id(data.first()), id(data.last()));
    let page = value!({"object": "list", "data": data, "first_id": first, "last_id": last,
        "has_more": has_more});
    json(200, page.to_string())
}

/// Two pages of one user.
fn users(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let user = |id: &str, name: &str, role: &str| {
        value!({"object": "organization.user", "id": id, "name": name, "role": role,
            "email": format!("{id}@example.com"), "added_at": 1_767_225_600})
    };
    match request.uri().query() {
        Some("limit=100") => list(&[user("ada", "Ada \"Countess\" Lovelace", "owner")], true),
        Some("limit=100&after=ada") => {
            list(&[user("charles", "Babbage, Charles", "reader")], false)
        }
        _ => list(&[], false),
    }
}

fn forbidden() -> Response<Bytes> {
    let mut response = json(
        403,
        r#"{"error": {"message": "This key may not read invites.", "type": "invalid_request_error",
        "param": null, "code": "missing_scope"}}"#,
    );
    response.headers_mut().insert("x-request-id", HeaderValue::from_static("req_invites"));
    response
}

/// The events of the types and the time that are asked for, in the first project of those.
fn audit_logs(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let query = request.uri().query().unwrap_or_default();
    let values = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|pair| pair.0 == name).map(|pair| pair.1.to_owned()).collect::<Vec<_>>()
    };
    let [_since] = values("effective_at%5Bgt%5D").as_slice() else {
        return list(&[], false);
    };
    let projects = values("project_ids%5B%5D");
    let events: Vec<Value> = values("event_types%5B%5D")
        .iter()
        .zip(1..)
        .map(|(kind, number)| {
            value!({"id": format!("audit_log-{number}"), "type": kind,
                "effective_at": 1_767_225_600 + 3600 * number,
                "project": {"id": projects.first(), "name": "Support assistant"},
                "actor": {"type": "session", "session": {"ip_address": "192.0.2.1",
                "user": {"id": "ada", "email": "ada@example.com"}}}})
        })
        .collect();
    list(&events, false)
}
