//! URLs → bytes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use specmill_core::source::{Fetched, Refusal};
use ureq::http::header;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Error};
use url::Url;

use super::allowed::{Allowed, shown, unreadable};

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 5;

/// What is at `url`, within `most` bytes and the time `within`.
pub(super) fn fetch(
    allowed: &Allowed,
    url: &str,
    most: u64,
    within: Duration,
) -> Result<Fetched, Refusal> {
    let end = Instant::now() + within;
    let agent = agent();
    let mut at = Url::parse(url).map_err(|error| unreadable(url, error))?;
    for _ in 0..=MOST_REDIRECTS {
        let name = shown(&at);
        let left = end.saturating_duration_since(Instant::now());
        let request = agent.get(at.as_str()).config().timeout_global(Some(left)).build();
        let failed = |error: Error| match error {
            Error::Timeout(_) => unreadable(&name, format!("it takes longer than {within:?}")),
            Error::BodyExceedsLimit(_) => too_large(&name, most),
            error => unreadable(&name, error),
        };
        let mut answer = request.call().map_err(failed)?;
        let head = |key: header::HeaderName| {
            answer.headers().get(key).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let (status, media_type) = (answer.status(), head(header::CONTENT_TYPE));
        if status.is_redirection() {
            let Some(location) = head(header::LOCATION) else {
                return Err(unreadable(&name, format!("it redirects ({status}) to nowhere")));
            };
            at = redirected(allowed, &at, &location)?;
            continue;
        }
        if !status.is_success() {
            return Err(unreadable(&name, format!("the server answers {status}")));
        }
        if answer.body().content_length().is_some_and(|length| length > most) {
            return Err(too_large(&name, most));
        }
        let bytes = answer.body_mut().with_config().limit(most).read_to_vec().map_err(failed)?;
        if is_html(media_type.as_deref(), &bytes) {
            return Err(unreadable(&name, "it is an HTML page, and no document"));
        }
        return Ok(Fetched { url: at.into(), bytes });
    }
    Err(unreadable(&shown(&at), format!("there are more than {MOST_REDIRECTS} redirects")))
}

/// A client that follows no redirects by itself and takes its proxy from the environment.
fn agent() -> Agent {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(provider)
        .build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("specmill/", env!("CARGO_PKG_VERSION")))
        .accept("application/json, application/yaml, */*;q=0.5");
    config.build().into()
}

fn redirected(allowed: &Allowed, from: &Url, location: &str) -> Result<Url, Refusal> {
    let name = shown(from);
    let to = from.join(location).map_err(|error| {
        unreadable(&name, format!("it redirects to what is not a URL ({error})"))
    })?;
    if from.scheme() == "https" && to.scheme() == "http" {
        return Err(unreadable(&name, "it redirects from https to http, which is not followed"));
    }
    allowed.check(&to).map_err(|refusal| Refusal {
        message: format!("`{name}` redirects, and {}", refusal.message),
        ..refusal
    })?;
    Ok(to)
}

/// Whether a server has answered with a page for people, as for a file that is not there or asks for a
/// login.
fn is_html(media_type: Option<&str>, bytes: &[u8]) -> bool {
    let essence = media_type.and_then(|text| text.split(';').next()).unwrap_or_default().trim();
    let start: Vec<u8> = bytes.trim_ascii_start().iter().take(14).copied().collect();
    let start = start.to_ascii_lowercase();
    ["text/html", "application/xhtml+xml"].iter().any(|html| essence.eq_ignore_ascii_case(html))
        || start.starts_with(b"<!doctype html")
        || start.starts_with(b"<html")
}

fn too_large(url: &str, most: u64) -> Refusal {
    Refusal {
        code: "too-large-file",
        message: format!("`{url}` has more than {most} bytes"),
        help: "split the document, or raise the limits of `Generator::limits`".to_owned(),
    }
}
