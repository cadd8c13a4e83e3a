//! What both sides ask for: the same page, decoded into the same fields, by clients with the same
//! settings.

use std::time::Duration;

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{self, Call};

pub(crate) const PAGE: &str = r#"{"object": "list", "first_id": "invite-1", "last_id": "invite-3",
"has_more": true, "data": [
{"id": "invite-1", "email": "ada@example.com", "role": "owner", "invited_at": 1767225600},
{"id": "invite-2", "email": "charles@example.com", "role": "reader", "invited_at": 1767312000},
{"id": "invite-3", "email": "grace@example.com", "role": "owner", "invited_at": 1767398400}]}"#;

pub(crate) const TOKEN: &str = "sk-0123456789abcdef0123456789abcdef";

macro_rules! types {
    ($($derive:ident)?) => {
        #[allow(dead_code, reason = "decoding them is what is measured")]
        #[derive(Debug $(, serde::$derive)?)]
        pub(crate) struct Invite {
            id: String,
            email: String,
            role: String,
            invited_at: i64,
        }

        #[allow(dead_code, reason = "decoding them is what is measured")]
        #[derive(Debug $(, serde::$derive)?)]
        pub(crate) struct Page {
            object: String,
            first_id: Option<String>,
            last_id: Option<String>,
            has_more: bool,
            pub(crate) data: Vec<Invite>,
        }
    };
}

pub(crate) mod ours {
    use specmill_runtime::json;

    types!();
    json::object!(Invite {
        id: required "id",
        email: required "email",
        role: required "role",
        invited_at: required "invited_at",
    });
    json::object!(Page {
        object: required "object",
        first_id: optional "first_id",
        last_id: optional "last_id",
        has_more: required "has_more",
        data: required "data",
    });
}

pub(crate) mod bare {
    types!(Deserialize);
}

static API: runtime::Api = runtime::Api::new("Example", "1", "https://example.invalid")
    .security_schemes(&[runtime::security_scheme::bearer("Key")]);
static LIST: runtime::Operation =
    runtime::Operation::get("list-invites", "/organization/invites").security(&[&["Key"]]);

pub(crate) fn reqwest_client() -> reqwest::Client {
    http::ReqwestTransport::builder().unwrap().build().unwrap()
}

pub(crate) fn client(url: &str) -> http::Client {
    runtime::client_builder::<http::Client>(&API)
        .base_url(url)
        .bearer(TOKEN)
        .reqwest(reqwest_client())
        .build()
        .unwrap()
}

/// One call as generated code makes it.
pub(crate) fn list(client: &http::Client) -> Call<ours::Page> {
    runtime::call(client, &LIST).query("limit", &3)
}

/// The same by hand: the same headers, a time limit, the status looked at, the body decoded.
pub(crate) async fn bare_list(client: &reqwest::Client, url: &str) -> bare::Page {
    let response = client
        .get(format!("{url}/organization/invites?limit=3"))
        .bearer_auth(TOKEN)
        .header("accept", "application/json")
        .header("user-agent", "bare/1.0.0")
        .header("x-stainless-retry-count", "0")
        .timeout(Duration::from_secs(600))
        .send()
        .await
        .unwrap();
    let body = response.error_for_status().unwrap().bytes().await.unwrap();
    serde_json::from_slice(&body).unwrap()
}
