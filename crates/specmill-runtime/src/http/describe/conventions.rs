//! What an API does that no specification says.

/// What an API does that neither its document nor a standard says: names of headers, the end of its
/// event streams, the names of parts in multipart bodies and of lists and objects in a query.
///
/// [`Conventions::NEUTRAL`] assumes nothing. Each setter adds one convention. Generated code has
/// those that the document or its overlay names under `x-specmill-conventions`.
///
/// | setter | by default |
/// |---|---|
/// | [`retry_count_header`](Self::retry_count_header) | no header is sent |
/// | [`should_retry_header`](Self::should_retry_header) | the status decides |
/// | [`retry_after_ms_header`](Self::retry_after_ms_header) | `retry-after` alone is read |
/// | [`poll_after_ms_header`](Self::poll_after_ms_header) | the caller's interval counts |
/// | [`processing_ms_header`](Self::processing_ms_header) | the time is not known |
/// | [`idempotency_key_header`](Self::idempotency_key_header) | no key is sent unless asked for |
/// | [`request_limit_headers`](Self::request_limit_headers) | the usual names are read |
/// | [`token_limit_headers`](Self::token_limit_headers) | the limit is not known |
/// | [`stream_end`](Self::stream_end) | a stream ends with its answer |
/// | [`part_names`](Self::part_names) | [`PartNames::Plain`] |
/// | [`query_names`](Self::query_names) | [`QueryNames::Plain`] |
///
/// ```
/// use specmill_runtime::__private as runtime;
/// use specmill_runtime::http::{Conventions, PartNames};
///
/// // As OpenAI's API has it.
/// static API: runtime::Api = runtime::Api::new("Example", "1", "https://example.com/v1")
///     .conventions(
///         Conventions::NEUTRAL
///             .retry_count_header("x-stainless-retry-count")
///             .stream_end("[DONE]")
///             .part_names(PartNames::Brackets),
///     );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Conventions {
    pub(crate) retry_count_header: Option<&'static str>,
    pub(crate) should_retry_header: Option<&'static str>,
    pub(crate) retry_after_ms_header: Option<&'static str>,
    pub(crate) poll_after_ms_header: Option<&'static str>,
    pub(crate) processing_ms_header: Option<&'static str>,
    pub(crate) idempotency_key_header: Option<&'static str>,
    pub(crate) request_limit_headers: LimitHeaders,
    pub(crate) token_limit_headers: LimitHeaders,
    pub(crate) stream_end: Option<&'static str>,
    pub(crate) part_names: PartNames,
    pub(crate) query_names: QueryNames,
}

/// The headers that tell of one limit, each of which may be missing.
///
/// ```
/// use specmill_runtime::http::LimitHeaders;
///
/// const TOKENS: LimitHeaders =
///     LimitHeaders::NONE.limit("x-ratelimit-limit-tokens").reset("x-ratelimit-reset-tokens");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct LimitHeaders {
    pub(crate) limit: Option<&'static str>,
    pub(crate) remaining: Option<&'static str>,
    pub(crate) reset: Option<&'static str>,
}

/// How the parts of a multipart body are named where the document's `encoding` says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PartNames {
    /// By the property alone, as OpenAPI has it (3.1.1, section 4.8.15): each item of a list is a
    /// part of that name (RFC 7578, section 4.3), and an object is one part of JSON. The default.
    #[default]
    Plain,
    /// With brackets: each item of a list is a part `name[]`, and each member of an object a part
    /// `name[member]`, at any depth. A list whose own name ends with `[]` keeps it.
    Brackets,
}

/// How lists and objects in a query are written where the document leaves them to the default: style
/// `form`, exploded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryNames {
    /// As OpenAPI has it (3.1.1, section 4.8.12.4): a list is `name=a&name=b`, and the members of an
    /// object are parameters of their own, `member=a`. The default.
    #[default]
    Plain,
    /// With brackets: a list is `name[]=a&name[]=b`, an object `name[member]=a`, at any depth, as PHP,
    /// Rails and the npm package `qs` read them. A list whose own name ends with `[]` keeps it.
    Brackets,
}

impl Conventions {
    /// Nothing beyond what standards and the document say.
    pub const NEUTRAL: Self = Self {
        retry_count_header: None,
        should_retry_header: None,
        retry_after_ms_header: None,
        poll_after_ms_header: None,
        processing_ms_header: None,
        idempotency_key_header: None,
        request_limit_headers: LimitHeaders::NONE,
        token_limit_headers: LimitHeaders::NONE,
        stream_end: None,
        part_names: PartNames::Plain,
        query_names: QueryNames::Plain,
    };

    /// The header in which each try of a call says how many tries went before it: `0` on the first.
    pub const fn retry_count_header(mut self, name: &'static str) -> Self {
        self.retry_count_header = Some(name);
        self
    }

    /// The header by which an answer that is no success says whether to try again: `true` or
    /// `false`. [`RetryPolicy::obey_should_retry`](crate::http::RetryPolicy::obey_should_retry) says
    /// whether it is obeyed.
    pub const fn should_retry_header(mut self, name: &'static str) -> Self {
        self.should_retry_header = Some(name);
        self
    }

    /// The header that says, in milliseconds, how long to wait before the next try. It goes before
    /// `retry-after` (RFC 9110, section 10.2.3), which has seconds.
    pub const fn retry_after_ms_header(mut self, name: &'static str) -> Self {
        self.retry_after_ms_header = Some(name);
        self
    }

    /// The header that says, in milliseconds, how long to wait before asking again for what the
    /// server still works on ([`Call::poll_until`](crate::http::Call::poll_until)).
    pub const fn poll_after_ms_header(mut self, name: &'static str) -> Self {
        self.poll_after_ms_header = Some(name);
        self
    }

    /// The header that says, in milliseconds, how long the server worked on a request
    /// ([`Response::processing_time`](crate::http::Response::processing_time)).
    pub const fn processing_ms_header(mut self, name: &'static str) -> Self {
        self.processing_ms_header = Some(name);
        self
    }

    /// The header in which every call of a method that may not be done twice gets a random key, as
    /// [`ClientBuilder::idempotency_key_header`](crate::http::ClientBuilder::idempotency_key_header)
    /// sets it for one client, which goes before this.
    pub const fn idempotency_key_header(mut self, name: &'static str) -> Self {
        self.idempotency_key_header = Some(name);
        self
    }

    /// The headers that tell of the limit of requests. They go before the usual ones
    /// ([`RateLimits::requests`](crate::http::RateLimits::requests)).
    pub const fn request_limit_headers(mut self, names: LimitHeaders) -> Self {
        self.request_limit_headers = names;
        self
    }

    /// The headers that tell of the limit of tokens
    /// ([`RateLimits::tokens`](crate::http::RateLimits::tokens)).
    pub const fn token_limit_headers(mut self, names: LimitHeaders) -> Self {
        self.token_limit_headers = names;
        self
    }

    /// The data of the event that ends a stream. What comes after it is not read, and a stream that
    /// ends without it [ended early](crate::http::EventStream::ended_early).
    pub const fn stream_end(mut self, data: &'static str) -> Self {
        self.stream_end = Some(data);
        self
    }

    /// How the parts of multipart bodies are named.
    pub const fn part_names(mut self, names: PartNames) -> Self {
        self.part_names = names;
        self
    }

    /// How lists and objects in a query are written.
    pub const fn query_names(mut self, names: QueryNames) -> Self {
        self.query_names = names;
        self
    }
}

impl Default for Conventions {
    fn default() -> Self {
        Self::NEUTRAL
    }
}

impl LimitHeaders {
    /// No header.
    pub const NONE: Self = Self { limit: None, remaining: None, reset: None };

    /// The header with the most that is taken, a whole number.
    pub const fn limit(mut self, name: &'static str) -> Self {
        self.limit = Some(name);
        self
    }

    /// The header with what is left, a whole number.
    pub const fn remaining(mut self, name: &'static str) -> Self {
        self.remaining = Some(name);
        self
    }

    /// The header with the time until all of it is there again: seconds, a duration (`6m0s`), or a
    /// time as the seconds since 1970.
    pub const fn reset(mut self, name: &'static str) -> Self {
        self.reset = Some(name);
        self
    }
}
