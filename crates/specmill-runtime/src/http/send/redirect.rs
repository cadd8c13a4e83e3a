//! Following redirects. Credentials, and whatever else another origin must not get, are dropped here.

use std::borrow::Cow;

use ::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use url::{Origin, Url};

use super::redirect_fault::{MAX_HOPS, RedirectFault};
use crate::http::client::RedirectRules;
use crate::http::request::Prepared;

/// The headers that every origin gets.
const FOR_ALL: [HeaderName; 2] = [header::ACCEPT, header::USER_AGENT];
/// The headers that describe a body, and go with it.
const OF_BODY: [HeaderName; 3] =
    [header::CONTENT_TYPE, header::CONTENT_ENCODING, header::CONTENT_LANGUAGE];

/// The request as it changes from hop to hop; what no redirect changed is that of the call.
pub(crate) struct Hop<'a> {
    pub(crate) method: Cow<'a, Method>,
    pub(crate) url: Cow<'a, Url>,
    pub(crate) headers: Cow<'a, HeaderMap>,
    /// False once a redirect made a GET of it, and where there never was one.
    pub(crate) has_body: bool,
    /// False once another origin was visited: from then on it chooses where the request goes.
    pub(crate) is_trusted: bool,
    rules: &'a RedirectRules,
    visited: Vec<(Method, Url)>,
}

impl<'a> Hop<'a> {
    pub(crate) fn first(request: &'a Prepared) -> Self {
        Self {
            method: Cow::Borrowed(&request.method),
            url: Cow::Borrowed(&request.url),
            headers: Cow::Borrowed(&request.headers),
            has_body: !request.body.is_empty(),
            is_trusted: true,
            rules: &request.redirects,
            visited: Vec::new(),
        }
    }

    /// Follows a redirect. Returns false if the answer is not a redirect.
    pub(crate) fn follow(
        &mut self,
        status: StatusCode,
        answer: &HeaderMap,
    ) -> Result<bool, RedirectFault> {
        // RFC 9110, section 15.4; 300, 304, 305 and 306 have no target to follow.
        if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
            return Ok(false);
        }
        let Some(location) = answer.get(header::LOCATION) else { return Ok(false) };
        let mut target = location
            .to_str()
            .ok()
            .and_then(|location| self.url.join(location).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .ok_or(RedirectFault::NotAUrl)?;
        self.visited.push((Method::clone(&self.method), Url::clone(&self.url)));
        self.change_method(status);
        target.set_fragment(None);
        // A password that a server puts into a URL is not ours to send.
        let _ = target.set_username("");
        let _ = target.set_password(None);
        let (origin, was_secure) = (self.url.origin(), self.url.scheme() == "https");
        self.url = Cow::Owned(target);
        if self.url.origin() != origin {
            self.leave(&origin, was_secure)?;
        }
        if self.visited.iter().any(|(method, url)| (method, url) == (&*self.method, &*self.url)) {
            return Err(RedirectFault::Loop(self.place()));
        }
        if self.visited.len() > MAX_HOPS {
            return Err(RedirectFault::TooMany(self.place()));
        }
        Ok(true)
    }

    /// Drops the headers and credentials that may not go from `origin` to the new URL.
    fn leave(&mut self, origin: &Origin, was_secure: bool) -> Result<(), RedirectFault> {
        if was_secure && self.url.scheme() != "https" {
            return Err(RedirectFault::ToHttp(self.place()));
        }
        if self.has_body && !self.rules.body {
            return Err(RedirectFault::Body(origin.ascii_serialization(), self.place()));
        }
        self.is_trusted = false;
        let kept = self.headers.iter().filter(|(name, value)| self.goes_along(name, value));
        let kept = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
        self.headers = Cow::Owned(kept);
        Ok(())
    }

    fn goes_along(&self, name: &HeaderName, value: &HeaderValue) -> bool {
        let is_ours = FOR_ALL.contains(name) || (self.has_body && OF_BODY.contains(name));
        (is_ours && !value.is_sensitive()) || self.rules.headers.contains(name)
    }

    /// Which headers of credentials go along, where not all do.
    pub(crate) fn allowed_headers(&self) -> Option<&[HeaderName]> {
        (!self.is_trusted).then_some(&self.rules.headers)
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
            for name in OF_BODY {
                self.headers.to_mut().remove(name);
            }
        }
    }

    /// The URL as a message may name it.
    fn place(&self) -> String {
        format!("{}{}", self.url.origin().ascii_serialization(), self.url.path())
    }
}
