//! A small API, written as generated code is.

use specmill_runtime::__private as runtime;
use specmill_runtime::{http, json};
use specmill_test_server::TestServer;

pub(crate) static API: runtime::Api =
    runtime::Api::new("Example", "1.0", "https://example.invalid/v1")
        .package("example-client", "1.2.3")
        .conventions(CONVENTIONS)
        .security_schemes(&[
            runtime::security_scheme::bearer("Token"),
            runtime::security_scheme::basic("Login"),
            runtime::security_scheme::api_key(
                "HeaderKey",
                http::ParameterLocation::Header,
                "X-Key",
            ),
            runtime::security_scheme::api_key("QueryKey", http::ParameterLocation::Query, "key"),
            runtime::security_scheme::api_key(
                "CookieKey",
                http::ParameterLocation::Cookie,
                "session",
            ),
            runtime::security_scheme::oauth2("OAuth"),
            runtime::security_scheme::open_id_connect("OpenId"),
            runtime::security_scheme::http("Digest", "digest"),
        ]);

/// One of each.
pub(crate) const CONVENTIONS: http::Conventions = http::Conventions::NEUTRAL
    .retry_count_header("x-retry-count")
    .should_retry_header("x-should-retry")
    .retry_after_ms_header("retry-after-ms")
    .poll_after_ms_header("x-poll-after-ms")
    .processing_ms_header("x-processing-ms")
    .request_limit_headers(
        http::LimitHeaders::NONE
            .limit("x-ratelimit-limit-requests")
            .remaining("x-ratelimit-remaining-requests")
            .reset("x-ratelimit-reset-requests"),
    )
    .token_limit_headers(
        http::LimitHeaders::NONE
            .limit("x-ratelimit-limit-tokens")
            .remaining("x-ratelimit-remaining-tokens")
            .reset("x-ratelimit-reset-tokens"),
    )
    .stream_end("[DONE]");

/// An API without a convention of its own.
pub(crate) static NEUTRAL: runtime::Api =
    runtime::Api::new("Neutral", "1.0", "https://example.invalid/v1")
        .package("example-client", "1.2.3")
        .security_schemes(&[runtime::security_scheme::bearer("Token")]);

#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) client: http::Client,
}

impl From<http::Client> for Client {
    fn from(client: http::Client) -> Self {
        Self { client }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Invite {
    pub(crate) id: String,
    pub(crate) email: Option<String>,
}
json::object!(Invite { id: required "id", email: optional "email" });

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InviteList {
    pub(crate) data: Vec<Invite>,
    pub(crate) has_more: Option<bool>,
}
json::object!(InviteList { data: required "data", has_more: optional "has_more" });

impl http::Page for InviteList {
    type Item = Invite;

    fn items(&self) -> &[Invite] {
        &self.data
    }

    fn into_items(self) -> Vec<Invite> {
        self.data
    }

    fn next(&self) -> Option<String> {
        if self.has_more == Some(false) {
            return None;
        }
        self.data.last().map(|invite| invite.id.clone())
    }

    fn has_more(&self) -> bool {
        self.has_more == Some(true)
    }
}

pub(crate) struct InvitesClient<'a> {
    client: &'a http::Client,
}

impl Client {
    pub(crate) fn builder() -> http::ClientBuilder<Self> {
        runtime::client_builder(&API)
    }

    /// A client of `server` with a token, and no waits of its own to speak of.
    pub(crate) fn of(server: &TestServer) -> Self {
        Self::builder().base_url(server.url()).bearer("sk-token").build().unwrap()
    }

    /// A client of `server` that knows of no conventions.
    pub(crate) fn neutral(server: &TestServer) -> Self {
        let builder = runtime::client_builder(&NEUTRAL);
        builder.base_url(server.url()).bearer("sk-token").build().unwrap()
    }

    pub(crate) fn invites(&self) -> InvitesClient<'_> {
        InvitesClient { client: &self.client }
    }
}

impl InvitesClient<'_> {
    pub(crate) fn list(&self) -> ListInvitesCall {
        static OPERATION: runtime::Operation =
            runtime::Operation::get("list-invites", "/organization/invites")
                .security(&[&["Token"]])
                .pages("after");
        ListInvitesCall { call: runtime::call(self.client, &OPERATION) }
    }

    pub(crate) fn retrieve(&self, invite_id: &str) -> http::Call<Invite> {
        static OPERATION: runtime::Operation =
            runtime::Operation::get("retrieve-invite", "/organization/invites/{invite_id}")
                .security(&[&["Token"]]);
        runtime::call(self.client, &OPERATION).path("invite_id", invite_id)
    }

    pub(crate) fn create(&self, body: &Invite) -> http::Call<Invite> {
        static OPERATION: runtime::Operation =
            runtime::Operation::post("create-invite", "/organization/invites")
                .security(&[&["Token"]]);
        runtime::call(self.client, &OPERATION).json(body)
    }

    pub(crate) fn delete(&self, id: &str) -> http::Call<()> {
        static OPERATION: runtime::Operation =
            runtime::Operation::delete("delete-invite", "/organization/invites/{id}")
                .security(&[&["Token"]]);
        runtime::call_for_nothing(self.client, &OPERATION).path("id", id)
    }
}

#[must_use]
#[derive(Clone)]
pub(crate) struct ListInvitesCall {
    call: http::Call<InviteList>,
}

impl ListInvitesCall {
    pub(crate) fn limit(mut self, limit: i64) -> Self {
        self.call = self.call.query("limit", &limit);
        self
    }

    pub(crate) fn after(mut self, after: &str) -> Self {
        self.call = self.call.query("after", after);
        self
    }

    pub(crate) fn with(
        self,
        options: impl FnOnce(http::Call<InviteList>) -> http::Call<InviteList>,
    ) -> Self {
        Self { call: options(self.call) }
    }

    pub(crate) fn call(self) -> http::Call<InviteList> {
        self.call
    }

    pub(crate) fn pages(self) -> http::Pages<InviteList> {
        self.call.pages()
    }

    pub(crate) fn items(self) -> http::Items<Invite> {
        self.call.items()
    }
}

impl IntoFuture for ListInvitesCall {
    type Output = Result<http::Response<InviteList>, http::Error>;
    type IntoFuture = http::ResponseFuture<InviteList>;

    fn into_future(self) -> Self::IntoFuture {
        self.call.into_future()
    }
}

pub(crate) const INVITE: &str = r#"{"id": "invite-1", "email": "a@example.com"}"#;
