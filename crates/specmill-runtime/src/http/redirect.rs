//! Following redirects, and leaving the credentials behind when they lead to another host.

use std::borrow::Cow;

use ::http::{HeaderMap, Method, StatusCode, header};
use url::Url;

/// How many redirects a call follows.
pub(crate) const MAX_HOPS: usize = 10;

/// The request as it changes from hop to hop; what no redirect changed is that of the call.
pub(crate) struct Hop<'a> {
    pub(crate) method: Cow<'a, Method>,
    pub(crate) url: Cow<'a, Url>,
    pub(crate) headers: Cow<'a, HeaderMap>,
    /// False once a redirect made a GET of it.
    pub(crate) has_body: bool,
    /// False once another origin was visited: what it says next is its choice, not ours.
    pub(crate) is_trusted: bool,
    visited: Vec<(Method, Url)>,
}

impl<'a> Hop<'a> {
    pub(crate) fn first(method: &'a Method, url: &'a Url, headers: &'a HeaderMap) -> Self {
        Self {
            method: Cow::Borrowed(method),
            url: Cow::Borrowed(url),
            headers: Cow::Borrowed(headers),
            has_body: true,
            is_trusted: true,
            visited: Vec::new(),
        }
    }

    /// Moves on to where a redirect leads. False: the answer is none, and stands as it is. The
    /// error is a reason, which names no query: it can be a signature.
    pub(crate) fn follow(
        &mut self,
        status: StatusCode,
        answer: &HeaderMap,
    ) -> Result<bool, String> {
        // RFC 9110, section 15.4; 300, 304, 305 and 306 name no place to go on to.
        if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
            return Ok(false);
        }
        let Some(location) = answer.get(header::LOCATION) else { return Ok(false) };
        let mut target = location
            .to_str()
            .ok()
            .and_then(|location| self.url.join(location).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .ok_or("the server redirects to something that is no http or https URL")?;
        self.visited.push((Method::clone(&self.method), Url::clone(&self.url)));
        self.change_method(status);
        if target.origin() != self.url.origin() {
            self.is_trusted = false;
            drop_secrets(self.headers.to_mut());
        }
        target.set_fragment(None);
        // A password that a server puts into a URL is not ours to send.
        let _ = target.set_username("");
        let _ = target.set_password(None);
        self.url = Cow::Owned(target);
        if self.visited.iter().any(|(method, url)| (method, url) == (&*self.method, &*self.url)) {
            return Err(format!("the redirects go round in a circle, back to {}", self.place()));
        }
        if self.visited.len() > MAX_HOPS {
            return Err(format!("more than {MAX_HOPS} redirects, the last to {}", self.place()));
        }
        Ok(true)
    }

    /// 301 and 302 make a POST a GET, as all browsers do; 303 makes anything but HEAD one. 307 and
    /// 308 change nothing.
    fn change_method(&mut self, status: StatusCode) {
        let becomes_get = match status.as_u16() {
            301 | 302 => *self.method == Method::POST,
            303 => *self.method != Method::HEAD,
            _ => false,
        };
        if becomes_get {
            self.method = Cow::Owned(Method::GET);
            self.has_body = false;
            for name in [header::CONTENT_TYPE, header::CONTENT_ENCODING, header::CONTENT_LANGUAGE] {
                self.headers.to_mut().remove(name);
            }
        }
    }

    /// The URL as a message may name it.
    fn place(&self) -> String {
        format!("{}{}", self.url.origin().ascii_serialization(), self.url.path())
    }
}

/// Takes off every header that is or may be a secret.
pub(crate) fn drop_secrets(headers: &mut HeaderMap) {
    let secret: Vec<_> = headers
        .iter()
        .filter(|(_, value)| value.is_sensitive())
        .map(|(name, _)| name.clone())
        .collect();
    for name in secret {
        headers.remove(name);
    }
}
