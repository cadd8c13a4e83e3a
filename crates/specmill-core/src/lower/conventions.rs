//! The conventions that are named.

use crate::ir::{Convention, HeaderUse, LimitHeaders, LimitOf};
use crate::spec;

/// Every convention of `named` that is not the neutral one.
pub(super) fn lower(named: &spec::Conventions) -> Vec<Convention> {
    let headers = [
        (HeaderUse::RetryCount, &named.retry_count_header),
        (HeaderUse::ShouldRetry, &named.should_retry_header),
        (HeaderUse::RetryAfterMs, &named.retry_after_ms_header),
        (HeaderUse::PollAfterMs, &named.poll_after_ms_header),
        (HeaderUse::ProcessingMs, &named.processing_ms_header),
        (HeaderUse::IdempotencyKey, &named.idempotency_key_header),
    ];
    let header = |(purpose, name): (HeaderUse, &Option<String>)| {
        name.clone().map(|name| Convention::Header(purpose, name))
    };
    let limits = [
        (LimitOf::Requests, &named.request_limit_headers),
        (LimitOf::Tokens, &named.token_limit_headers),
    ];
    let limit = |(of, names): (LimitOf, &spec::LimitHeaders)| {
        let is_named = *names != spec::LimitHeaders::default();
        let spec::LimitHeaders { limit, remaining, reset } = names.clone();
        is_named.then_some(Convention::Limit(of, LimitHeaders { limit, remaining, reset }))
    };
    let mut found: Vec<Convention> = headers.into_iter().filter_map(header).collect();
    found.extend(limits.into_iter().filter_map(limit));
    found.extend(named.stream_end.clone().map(Convention::StreamEnd));
    found.extend(named.bracketed_parts.then_some(Convention::BracketedParts));
    found.extend(named.bracketed_query.then_some(Convention::BracketedQuery));
    found
}
