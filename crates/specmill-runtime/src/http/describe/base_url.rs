//! The base URL of a client.

use url::Url;

use super::url_fault::UrlFault;

/// An absolute `http` or `https` URL without query and fragment, and without a slash at its end.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl(Url);

impl BaseUrl {
    /// Reads a base URL.
    pub(crate) fn parse(text: &str) -> Result<Self, UrlFault> {
        if text.is_empty() {
            return Err(UrlFault::NoServer);
        }
        let mut url = Url::parse(text).map_err(|error| match error {
            url::ParseError::RelativeUrlWithoutBase => UrlFault::NoScheme(redacted(text)),
            error => UrlFault::Unreadable(error),
        })?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(UrlFault::UserInfo);
        }
        if !matches!(url.scheme(), "http" | "https") {
            // `localhost:8080/v1` reads as a URL of the scheme `localhost`.
            return Err(UrlFault::NotHttp(redacted(text)));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(UrlFault::QueryOrFragment);
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }

    /// The base URL that `server` is, which is relative to this one if it is not absolute (RFC 3986,
    /// section 5.2).
    pub(crate) fn server(&self, server: &str) -> Result<Self, UrlFault> {
        match is_relative(server) {
            true => {
                let joined = self.0.join(server).map_err(UrlFault::Unreadable)?;
                Self::parse(joined.as_str())
            }
            false => Self::parse(server),
        }
    }

    /// This URL, completed by the path of `server` where it has none of its own and `server` is
    /// nothing but a path.
    pub(crate) fn completed(self, server: &str) -> Result<Self, UrlFault> {
        let has_host = server.starts_with("//");
        match self.0.path() == "/" && is_relative(server) && !has_host {
            true => self.server(server),
            false => Ok(self),
        }
    }

    /// The URL of `path` (which begins with a slash) and `query` under this base.
    pub(crate) fn join(&self, path: &str, query: &str) -> Result<Url, UrlFault> {
        let base = self.0.path().trim_end_matches('/');
        let whole = [base, path].concat();
        let mut url = self.0.clone();
        url.set_path(&whole);
        // The path was encoded before; a parser that still changes it would lead elsewhere.
        if url.path() != whole {
            return Err(UrlFault::Path(path.to_owned()));
        }
        url.set_query((!query.is_empty()).then_some(query));
        Ok(url)
    }
}

/// Whether `server` is a reference without a scheme.
pub(crate) fn is_relative(server: &str) -> bool {
    matches!(Url::parse(server), Err(url::ParseError::RelativeUrlWithoutBase))
}

/// The path of a server's URL, absolute or relative, without a slash at its end.
pub(crate) fn path_of_server(server: &str) -> Option<String> {
    let nowhere = Url::parse("http://localhost/").ok()?;
    let path = nowhere.join(server).ok()?.path().trim_end_matches('/').to_owned();
    (!path.is_empty()).then_some(path)
}

/// The URL as a message may quote it: without what can be a password or a key.
fn redacted(text: &str) -> String {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    if text.contains('@') { "the base URL".into() } else { format!("the base URL `{text}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_path_and_a_trailing_slash() {
        for (base, expected) in [
            ("https://api.example.com/v1", "https://api.example.com/v1/a?b=1"),
            ("https://api.example.com/v1/", "https://api.example.com/v1/a?b=1"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/a?b=1"),
            ("http://[::1]:8080/", "http://[::1]:8080/a?b=1"),
        ] {
            let url = BaseUrl::parse(base).unwrap().join("/a", "b=1").unwrap();
            assert_eq!(url.as_str(), expected);
        }
    }

    #[test]
    fn a_relative_server_is_completed_by_the_base() {
        for (base, server, expected) in [
            ("https://host", "/v1", "https://host/v1"),
            ("https://host/", "/v1/", "https://host/v1"),
            ("https://host/v1", "/other/base", "https://host/other/base"),
            ("https://host/v1", "v2", "https://host/v2"),
            ("https://host/a/v1", "../v2", "https://host/v2"),
            ("https://host/v1", "//other/v2", "https://other/v2"),
            ("https://host/v1", "http://other:8080/v2/", "http://other:8080/v2"),
        ] {
            let base = BaseUrl::parse(base).unwrap();
            let url = base.server(server).unwrap().join("/a", "").unwrap();
            assert_eq!(url.as_str(), format!("{expected}/a"));
        }
        for (base, server, expected) in [
            ("https://host", "/v1", "https://host/v1"),
            ("https://host", "v1", "https://host/v1"),
            ("https://host/proxy", "/v1", "https://host/proxy"),
            ("https://host", "https://other/v1", "https://host"),
            ("https://host", "//other/v1", "https://host"),
            ("https://host", "/", "https://host"),
        ] {
            let base = BaseUrl::parse(base).unwrap().completed(server).unwrap();
            assert_eq!(base.join("/a", "").unwrap().as_str(), format!("{expected}/a"));
        }
    }

    #[test]
    fn says_what_is_wrong_and_what_to_do() {
        for (base, expected) in [
            ("", "names no server"),
            ("api.example.com/v1", "has no scheme"),
            ("/v1", "has no scheme"),
            ("localhost:8080", "begin it with https://"),
            ("ftp://host", "begin it with https://"),
            ("https://host/?key=sk-1", "query or a fragment"),
            ("https://host/#x", "query or a fragment"),
            ("https://user:sk-1@host/", "give the client a credential"),
            ("user:sk-1@host", "begin it with https://"),
            ("host?key=sk-1", "has no scheme"),
            ("https://", "cannot be read"),
        ] {
            let error = BaseUrl::parse(base).unwrap_err().to_string();
            assert!(error.contains(expected), "{base}: {error}");
            assert!(!error.contains("sk-1"), "{base}: {error}");
        }
    }

    #[test]
    fn a_path_that_the_parser_would_change_is_refused() {
        let base = BaseUrl::parse("https://host/v1").unwrap();
        assert!(base.join("/a/../b", "").is_err());
        assert!(base.join("/a/%2e%2e/b", "").is_err());
        assert!(base.join("/a\\b", "").is_err());
    }
}
