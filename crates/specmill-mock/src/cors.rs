//! Which web pages may call: Cross-Origin Resource Sharing (WHATWG Fetch, "CORS protocol").

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};

/// The origins of web pages that may call: any, or those that are named.
///
/// A page gets what it asks for: any method and any header, credentials, and all headers of answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cors {
    /// Empty: any.
    origins: Vec<String>,
}

/// An origin that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginError(String);

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = &self.0;
        write!(
            f,
            "`{given}` is no origin: write a scheme, a host and maybe a port, as in `http://localhost:5173`"
        )
    }
}

impl std::error::Error for OriginError {}

/// How long a browser may keep the answer to a preflight: not longer than anyone waits for a restart.
const MAX_AGE: HeaderValue = HeaderValue::from_static("5");

impl Cors {
    /// Pages of any origin.
    #[must_use]
    pub fn any() -> Self {
        Self::default()
    }

    /// Pages of this origin also (`http://localhost:5173`).
    ///
    /// # Errors
    ///
    /// When it is no origin, as browsers send it: a scheme, a host, and maybe a port.
    pub fn and(mut self, origin: &str) -> Result<Self, OriginError> {
        let error = || OriginError(origin.to_owned());
        let url = url::Url::parse(origin).map_err(|_| error())?;
        let serialized = url.origin().ascii_serialization();
        let is_whole = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if serialized == "null" || !is_whole || !url.username().is_empty() {
            return Err(error());
        }
        self.origins.push(serialized);
        Ok(self)
    }

    /// The origin of the page that a request comes from, if it may call.
    fn allowed<'r>(&self, headers: &'r HeaderMap) -> Option<&'r HeaderValue> {
        let origin = headers.get(header::ORIGIN)?;
        let is_named = |known: &String| known.as_bytes().eq_ignore_ascii_case(origin.as_bytes());
        (self.origins.is_empty() || self.origins.iter().any(is_named)).then_some(origin)
    }

    /// The answer to a preflight, in which a browser asks whether a request may be sent; `methods` are
    /// those of its path. A method that the path lacks may be sent too: what is wrong with it is said in
    /// the answer, which the page can read.
    pub(crate) fn preflight(
        &self,
        request: &Request<Bytes>,
        methods: impl FnOnce() -> Vec<String>,
    ) -> Option<Response<Bytes>> {
        let headers = request.headers();
        let method = headers.get(header::ACCESS_CONTROL_REQUEST_METHOD)?;
        if *request.method() != Method::OPTIONS || !headers.contains_key(header::ORIGIN) {
            return None;
        }
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NO_CONTENT;
        let answered = response.headers_mut();
        if self.allowed(headers).is_some() {
            let mut methods = methods();
            let asked = String::from_utf8_lossy(method.as_bytes()).into_owned();
            if !methods.contains(&asked) {
                methods.push(asked);
            }
            if let Ok(methods) = HeaderValue::from_str(&methods.join(", ")) {
                answered.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
            }
            if let Some(names) = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
                answered.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
            }
            answered.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        }
        self.open(request, answered);
        Some(response)
    }

    /// Lets the page that asked read an answer.
    pub(crate) fn open(&self, request: &Request<Bytes>, answered: &mut HeaderMap) {
        // Also where no page asked: caches keep one answer for all.
        answered.append(header::VARY, HeaderValue::from_static("Origin"));
        let Some(origin) = self.allowed(request.headers()) else { return };
        // `*` for all of these would not do where the page sends credentials.
        let names: Vec<&str> = answered.keys().map(http::HeaderName::as_str).collect();
        if let Ok(names) = HeaderValue::from_str(&names.join(", ")) {
            answered.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, names);
        }
        answered.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        let credentials = HeaderValue::from_static("true");
        answered.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, credentials);
    }
}
