//! What the API does that no specification says, as data of its description.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Convention, HeaderUse, LimitHeaders, LimitOf};

/// `.conventions(…)`, where there are any.
pub(super) fn conventions(all: &[Convention]) -> Option<TokenStream> {
    let setters = all.iter().map(setter);
    (!all.is_empty()).then(|| quote!(.conventions(http::Conventions::NEUTRAL #(#setters)*)))
}

fn setter(convention: &Convention) -> TokenStream {
    match convention {
        Convention::Header(purpose, name) => match purpose {
            HeaderUse::RetryCount => quote!(.retry_count_header(#name)),
            HeaderUse::ShouldRetry => quote!(.should_retry_header(#name)),
            HeaderUse::RetryAfterMs => quote!(.retry_after_ms_header(#name)),
            HeaderUse::PollAfterMs => quote!(.poll_after_ms_header(#name)),
            HeaderUse::ProcessingMs => quote!(.processing_ms_header(#name)),
            HeaderUse::IdempotencyKey => quote!(.idempotency_key_header(#name)),
        },
        Convention::Limit(of, names) => {
            let names = limit(names);
            match of {
                LimitOf::Requests => quote!(.request_limit_headers(#names)),
                LimitOf::Tokens => quote!(.token_limit_headers(#names)),
            }
        }
        Convention::StreamEnd(data) => quote!(.stream_end(#data)),
        Convention::BracketedParts => quote!(.part_names(http::PartNames::Brackets)),
        Convention::BracketedQuery => quote!(.query_names(http::QueryNames::Brackets)),
    }
}

fn limit(names: &LimitHeaders) -> TokenStream {
    let limit = names.limit.iter().map(|name| quote!(.limit(#name)));
    let remaining = names.remaining.iter().map(|name| quote!(.remaining(#name)));
    let reset = names.reset.iter().map(|name| quote!(.reset(#name)));
    quote!(http::LimitHeaders::NONE #(#limit)* #(#remaining)* #(#reset)*)
}
