//! What the API does that no specification says.

/// A convention that is not the neutral one: what a client has to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Convention {
    /// A header is used for this.
    Header(HeaderUse, String),
    /// The headers that tell of a limit.
    Limit(LimitOf, LimitHeaders),
    /// The data of the event that ends a stream.
    StreamEnd(String),
    /// Parts of multipart bodies are called `name[]` and `name[member]`.
    BracketedParts,
    /// Lists and objects in a query are `name[]` and `name[member]`.
    BracketedQuery,
}

/// What a header is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderUse {
    /// Each try of a call says how many went before it.
    RetryCount,
    /// An answer says whether to try again.
    ShouldRetry,
    /// How long to wait before the next try, in milliseconds.
    RetryAfterMs,
    /// How long to wait before asking again for what is not ready, in milliseconds.
    PollAfterMs,
    /// How long the server worked on a request, in milliseconds.
    ProcessingMs,
    /// Calls that may not be done twice get a random key.
    IdempotencyKey,
}

/// What there is a limit of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitOf {
    /// Requests.
    Requests,
    /// Tokens.
    Tokens,
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
