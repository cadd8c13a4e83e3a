//! What an API does that no specification says.

/// What the API does that no specification says, where it is named: the names of headers in lower
/// case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conventions {
    /// In which each try of a call says how many went before it.
    pub retry_count_header: Option<String>,
    /// By which an answer says whether to try again.
    pub should_retry_header: Option<String>,
    /// How long to wait before the next try, in milliseconds.
    pub retry_after_ms_header: Option<String>,
    /// How long to wait before asking again for what is not ready, in milliseconds.
    pub poll_after_ms_header: Option<String>,
    /// How long the server worked on a request, in milliseconds.
    pub processing_ms_header: Option<String>,
    /// In which calls that may not be done twice get a random key.
    pub idempotency_key_header: Option<String>,
    /// Of the limit of requests.
    pub request_limit_headers: LimitHeaders,
    /// Of the limit of tokens.
    pub token_limit_headers: LimitHeaders,
    /// The data of the event that ends a stream.
    pub stream_end: Option<String>,
    /// Whether parts of multipart bodies are called `name[]` and `name[member]`.
    pub bracketed_parts: bool,
    /// Whether lists and objects in a query are `name[]` and `name[member]`.
    pub bracketed_query: bool,
}

/// The headers that tell of one limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LimitHeaders {
    /// The most that is taken.
    pub limit: Option<String>,
    /// What is left of it.
    pub remaining: Option<String>,
    /// How long until all of it is there again.
    pub reset: Option<String>,
}
