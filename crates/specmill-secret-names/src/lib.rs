//! What is kept out of logs, out of `Debug` and from other servers because of what it is called.
//!
//! One list for the generator, which writes `Debug` by it, and for the runtime, which logs and
//! follows redirects by it. It goes by words, as names of secrets differ in all else:
//! `client_secret`, `clientSecret`, `Ocp-Apim-Subscription-Key`.

#![forbid(unsafe_code)]

/// A name with one of these words anywhere.
const ANYWHERE: [&str; 8] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "secret",
    "secrets",
    "authorization",
    "apikey",
];
/// A name that ends in one of these words.
const LAST: [&str; 14] = [
    "token",
    "signature",
    "sig",
    "credential",
    "credentials",
    "cookie",
    "cookies",
    "jwt",
    "auth",
    "bearer",
    "csrf",
    "xsrf",
    "pwd",
    "otp",
];
/// A name whose last word, several in one, ends so: `accesstoken`, `JSESSIONID`.
const JOINED: [&str; 13] = [
    "token",
    "secret",
    "password",
    "apikey",
    "authkey",
    "accesskey",
    "secretkey",
    "sharedkey",
    "privatekey",
    "sessionkey",
    "subscriptionkey",
    "sessionid",
    "sessid",
];
/// A key of one of these is no secret.
const OPEN_KEYS: [&str; 15] = [
    "idempotency",
    "cache",
    "public",
    "primary",
    "foreign",
    "partition",
    "sort",
    "order",
    "shard",
    "routing",
    "lookup",
    "dedup",
    "deduplication",
    "translation",
    "property",
];
/// A name that ends in one of these words.
const AROUND: [&str; 8] = ["url", "urls", "uri", "href", "link", "headers", "env", "environment"];
/// Keys of one of these are secrets; others in the plural are rather names of members.
const CLOSED_KEYS: [&str; 6] = ["api", "access", "private", "secret", "signing", "encryption"];
/// A header with one of these words anywhere.
const IN_HEADERS: [&str; 9] = [
    "token",
    "auth",
    "authentication",
    "session",
    "cookie",
    "signature",
    "credential",
    "credentials",
    "jwt",
];
/// A header whose name has one of these in it, whatever the words.
const WITHIN_HEADERS: [&str; 7] =
    ["authorization", "cookie", "token", "secret", "api-key", "apikey", "password"];

/// Headers whose values are known to hold no secret: what HTTP itself says of a message (RFC 9110, 9111
/// and 6585), and what APIs say of a request they have answered.
const HARMLESS_HEADERS: [&str; 27] = [
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "accept-ranges",
    "age",
    "allow",
    "cache-control",
    "connection",
    "content-encoding",
    "content-language",
    "content-length",
    "content-range",
    "content-type",
    "date",
    "expires",
    "keep-alive",
    "last-modified",
    "request-id",
    "retry-after",
    "retry-after-ms",
    "server",
    "transfer-encoding",
    "user-agent",
    "vary",
    "x-request-id",
    "x-should-retry",
];
/// How headers begin that say how much of a limit is left.
const LIMITS: [&str; 2] = ["x-ratelimit-", "ratelimit-"];
/// Query parameters whose values are known to hold no secret: how much, in which order, from where by
/// number. A cursor is not one of them, as it can be anything.
const HARMLESS_PARAMETERS: [&str; 13] = [
    "api-version",
    "limit",
    "offset",
    "order",
    "order_by",
    "page",
    "page_size",
    "pageSize",
    "per_page",
    "perPage",
    "sort",
    "sort_by",
    "stream",
];

/// Whether the value of a header of this name may be shown. It is a list of what may, and not of what
/// may not: a name that nobody has thought of is not shown.
#[must_use]
pub fn is_harmless_header(name: &str) -> bool {
    let begins = |start: &&str| {
        name.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    is_one_of(name, &HARMLESS_HEADERS) || LIMITS.iter().any(begins)
}

/// Whether the value of a query parameter of this name may be shown.
#[must_use]
pub fn is_harmless_parameter(name: &str) -> bool {
    HARMLESS_PARAMETERS.contains(&name)
}

/// Whether a member, field or parameter of this name holds a secret, as names go: a password, a
/// secret or an authorization is part of it; or it ends in a token, a signature, a session's id, or
/// a key of something that is not public by nature, as that of a cache is.
#[must_use]
pub fn is_secret_name(name: &str) -> bool {
    let (mut before, mut last) = ("", "");
    for word in words(name) {
        if is_one_of(word, &ANYWHERE) {
            return true;
        }
        (before, last) = (last, word);
    }
    let is_key = last.eq_ignore_ascii_case("key") && !before.is_empty();
    let are_keys = last.eq_ignore_ascii_case("keys") && is_one_of(before, &CLOSED_KEYS);
    let is_session = last.eq_ignore_ascii_case("id") && before.eq_ignore_ascii_case("session");
    is_one_of(last, &LAST)
        || (is_key && !is_one_of(before, &OPEN_KEYS))
        || are_keys
        || is_session
        || JOINED.iter().any(|end| ends_in(last, end))
}

/// Whether a header of this name holds a secret. Headers carry credentials more often than bodies
/// do, and little is lost by one that is not shown: a token, a session and the like count wherever
/// they stand in the name.
#[must_use]
pub fn is_secret_header(name: &str) -> bool {
    let has = |part: &&str| {
        name.as_bytes().windows(part.len()).any(|text| text.eq_ignore_ascii_case(part.as_bytes()))
    };
    is_secret_name(name)
        || words(name).any(|word| is_one_of(word, &IN_HEADERS))
        || WITHIN_HEADERS.iter().any(has)
}

/// Whether anything on the way to this place (a path as RFC 9535 has it) has the name of a secret.
#[must_use]
pub fn is_secret_place(path: &str) -> bool {
    path.split(['.', '[', ']', '"', '\'']).any(is_secret_name)
}

/// Whether what has this name holds secrets among other things, as names go: a URL, whose query can
/// be a signature; headers and an environment, of which some are secrets by their own names.
#[must_use]
pub fn is_name_around_secrets(name: &str) -> bool {
    words(name).last().is_some_and(|last| is_one_of(last, &AROUND))
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|other| other.eq_ignore_ascii_case(word))
}

fn ends_in(word: &str, end: &str) -> bool {
    word.len()
        .checked_sub(end.len())
        .and_then(|at| word.get(at..))
        .is_some_and(|rest| rest.eq_ignore_ascii_case(end))
}

/// The words of a name: `clientSecret`, `client_secret`, `Client-Secret`.
fn words(mut rest: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|char: char| !char.is_alphanumeric());
        let mut was_lower = false;
        let is_behind = |char: char| {
            let is_behind = !char.is_alphanumeric() || (char.is_uppercase() && was_lower);
            was_lower = char.is_lowercase() || char.is_numeric();
            is_behind
        };
        let (word, behind) = rest.split_at(rest.find(is_behind).unwrap_or(rest.len()));
        rest = behind;
        (!word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_by_their_names() {
        for name in [
            "password",
            "db_password_hash",
            "Passwd",
            "client_secret",
            "clientSecret",
            "secrets",
            "api_key",
            "x-api-key",
            "apiKey",
            "APIKEY",
            "APIKey",
            "token",
            "refreshToken",
            "accesstoken",
            "Authorization",
            "auth",
            "X-Auth",
            "X-Amz-Signature",
            "sig",
            "X-Amz-Security-Token",
            "X-Amz-Credential",
            "set-cookie",
            "Ocp-Apim-Subscription-Key",
            "DD-APPLICATION-KEY",
            "DD-API-KEY",
            "X-Session-Id",
            "sessionId",
            "JSESSIONID",
            "X-Key",
            "private_key",
            "X-CSRF",
            "api_keys",
            "accessKeys",
        ] {
            assert!(is_secret_name(name), "{name}");
            assert!(is_secret_header(name), "{name}");
        }
        for name in [
            "max_tokens",
            "token_type",
            "key",
            "keys",
            "monkey",
            "signed",
            "data",
            "",
            "_",
            "design",
            "session",
            "num_sessions",
            "author",
            "id",
            "prompt_cache_key",
            "promptCacheKey",
            "Idempotency-Key",
            "public_key",
            "pass_threshold",
            "required_keys",
            "authors",
            "url",
            "é",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn what_is_harmless_is_no_secret_and_the_rest_is_not_harmless() {
        for name in HARMLESS_HEADERS.iter().chain(&["Content-Type", "x-ratelimit-reset-tokens"]) {
            assert!(
                is_harmless_header(name) && (!is_secret_header(name) || name.contains("limit"))
            );
        }
        for name in HARMLESS_PARAMETERS {
            assert!(is_harmless_parameter(name) && !is_secret_name(name));
        }
        for name in ["authorization", "location", "set-cookie", "x-tenant", "x-rate", "cookie", ""]
        {
            assert!(!is_harmless_header(name), "{name}");
        }
        for name in ["email", "key", "after", "Limit", "q", ""] {
            assert!(!is_harmless_parameter(name), "{name}");
        }
    }

    #[test]
    fn headers_are_secret_by_any_word() {
        for name in ["x-token-id", "X-Auth-User", "x-session", "session-token-v2", "xapi-key2"] {
            assert!(is_secret_header(name), "{name}");
        }
        for name in [
            "accept",
            "user-agent",
            "idempotency-key",
            "x-organization",
            "x-request-id",
            "x-author",
            "content-type",
            "",
        ] {
            assert!(!is_secret_header(name), "{name}");
        }
    }

    #[test]
    fn places_are_secret_by_any_name_on_the_way() {
        for path in
            ["$.api_key", "$.data[0].token", "$.secrets.password[3]", "$['client secret'].a"]
        {
            assert!(is_secret_place(path), "{path}");
        }
        assert!(!is_secret_place("$.data[0].max_tokens"));
    }

    #[test]
    fn what_is_around_secrets_is_told_by_its_name() {
        for name in
            ["url", "download_url", "imageUrl", "URI", "self-link", "href", "image_urls", "headers"]
        {
            assert!(is_name_around_secrets(name), "{name}");
        }
        for name in ["curl", "url_citation", "links", "header", "environmental", ""] {
            assert!(!is_name_around_secrets(name), "{name}");
        }
    }
}
