//! Which URLs are read.

use std::fmt;

use specmill_core::source::Refusal;
use url::Url;

/// Which URLs are read.
#[derive(Clone, Debug)]
pub(super) enum Allowed {
    /// All of `https` and `http`.
    Any,
    /// Those that begin with one of these.
    Within(Vec<String>),
}

impl Allowed {
    /// Whether a file may be read from `url`.
    pub(super) fn check(&self, url: &Url) -> Result<(), Refusal> {
        let shown = shown(url);
        if !matches!(url.scheme(), "https" | "http") {
            return Err(external(
                format!("`{shown}` is not read: its scheme is `{}`", url.scheme()),
                "only `https` and `http` are read; save the file beside the document",
            ));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(external(
                format!("`{shown}` is not read: the URL in the document holds credentials"),
                "remove them; save the file beside the document",
            ));
        }
        let Allowed::Within(beginnings) = self else { return Ok(()) };
        let is_allowed = |beginning: &String| {
            Url::parse(beginning).is_ok_and(|beginning| begins_with(url, &beginning))
        };
        if beginnings.iter().any(is_allowed) {
            return Ok(());
        }
        Err(external(
            format!("`{shown}` is not read: it is not among the URLs that are allowed"),
            "allow it (`Remote::within`, `--allow-remote=URL`), or save the file beside the document",
        ))
    }
}

/// Whether `url` is of the same origin and below the path.
fn begins_with(url: &Url, beginning: &Url) -> bool {
    let rest = url.path().strip_prefix(beginning.path());
    url.origin() == beginning.origin()
        && rest.is_some_and(|rest| {
            rest.is_empty() || beginning.path().ends_with('/') || rest.starts_with('/')
        })
}

/// A URL without what may be secret: credentials and the query.
pub(super) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if url.query().is_some() {
        url.set_query(Some("…"));
    }
    url.set_fragment(None);
    String::from(url).replace("%E2%80%A6", "…")
}

fn external(message: String, help: &str) -> Refusal {
    Refusal { code: "external-reference", message, help: help.to_owned() }
}

/// The content of `url` cannot be had.
pub(super) fn unreadable(url: &str, why: impl fmt::Display) -> Refusal {
    Refusal {
        code: "unreadable-url",
        message: format!("`{url}` cannot be read: {why}"),
        help:
            "check the URL in a browser; save the file beside the document if it cannot be reached"
                .to_owned(),
    }
}
