//! The page of the mock itself: what the document describes, and what was asked.

mod call;
mod data;
mod html;
mod recent;
mod shown;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use specmill_core::source::Node;

use crate::content;
use crate::made::json;
use crate::mock::Mock;
pub(crate) use recent::Entry;
use recent::Recent;
use shown::Shown;

/// Where the page is, and from where all of its own paths begin.
pub(crate) struct Page {
    /// `/`, unless the document has that path.
    path: String,
    /// `/_specmill`, with as many more of `_` as it takes for the document to have no such path.
    own: String,
    recent: Recent,
}

/// Nothing is loaded, run, or sent anywhere else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

impl Page {
    pub(crate) fn of(mock: &Mock) -> Self {
        let paths: Vec<&str> =
            mock.description().api().operations.iter().map(|it| it.path.as_str()).collect();
        let mut own = "/_specmill".to_owned();
        while paths.iter().any(|path| path.starts_with(&own)) {
            own.push('_');
        }
        let path = if paths.contains(&"/") { own.clone() } else { "/".to_owned() };
        Self { path, own, recent: Recent::default() }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Remembers what was asked.
    pub(crate) fn note(&self, entry: Entry) {
        self.recent.add(entry);
    }

    /// The answer to a request that is for the page, and not for the API.
    pub(crate) fn answer(&self, mock: &Mock, request: &Request<Bytes>) -> Option<Response<Bytes>> {
        let path = request.uri().path();
        let is_page = path == self.path || path == self.own;
        let is_reset = path.strip_prefix(self.own.as_str()) == Some("/reset");
        if !is_page && !is_reset {
            return None;
        }
        let is_read = [Method::GET, Method::HEAD].contains(request.method());
        let mut response = match *request.method() {
            _ if is_page && is_read => self.shown(mock, request),
            Method::POST if is_reset => self.reset(mock, request),
            Method::DELETE if path == self.own => self.reset(mock, request),
            _ => {
                let allowed = match (is_reset, path == self.own) {
                    (true, _) => "POST",
                    (false, true) => "GET, HEAD, DELETE",
                    (false, false) => "GET, HEAD",
                };
                let mut response = status(StatusCode::METHOD_NOT_ALLOWED);
                response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
                response
            }
        };
        let headers = response.headers_mut();
        for (name, value) in [
            (header::CACHE_CONTROL, "no-store"),
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::VARY, "Accept"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        Some(response)
    }

    fn shown(&self, mock: &Mock, request: &Request<Bytes>) -> Response<Bytes> {
        let base = format!("http://{}{}", host(request.headers()), mock.base_path());
        let reset = format!("{}/reset", self.own);
        let shown = Shown { mock, path: &self.path, reset, base, requests: self.recent.all() };
        let query = request.uri().query().unwrap_or_default().as_bytes();
        let number = url::form_urlencoded::parse(query).find(|(name, _)| name == "operation");
        let operations = &mock.description().api().operations;
        let operation = number.map(|(_, number)| {
            number.parse::<usize>().ok().and_then(|number| operations.get(number))
        });
        let is_json = content::prefers_json(request.headers());
        match operation {
            Some(None) => status(StatusCode::NOT_FOUND),
            Some(Some(operation)) if is_json => data(&data::operation(&shown, operation)),
            Some(Some(operation)) => html(html::operation(&shown, operation)),
            None if is_json => data(&data::page(&shown)),
            None => html(html::page(&shown)),
        }
    }

    /// Forgets what was made; a page of elsewhere cannot ask for it.
    fn reset(&self, mock: &Mock, request: &Request<Bytes>) -> Response<Bytes> {
        let headers = request.headers();
        let origin = headers.get(header::ORIGIN).map(|origin| origin.as_bytes().to_vec());
        if origin.is_some_and(|origin| origin != format!("http://{}", host(headers)).as_bytes()) {
            return status(StatusCode::FORBIDDEN);
        }
        mock.reset();
        // A form of the page goes back to it.
        let is_form = headers.get(header::CONTENT_TYPE).is_some();
        let mut response =
            status(if is_form { StatusCode::SEE_OTHER } else { StatusCode::NO_CONTENT });
        if let Some(path) = HeaderValue::from_str(&self.path).ok().filter(|_| is_form) {
            response.headers_mut().insert(header::LOCATION, path);
        }
        response
    }
}

/// The host that a request names, if it can be part of a URL.
fn host(headers: &HeaderMap) -> &str {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let is_host = |host: &&str| host.parse::<http::uri::Authority>().is_ok() && !host.contains('@');
    host.filter(is_host).unwrap_or("localhost")
}

fn status(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    response
}

fn html(text: String) -> Response<Bytes> {
    of_type("text/html; charset=utf-8", text)
}

fn data(value: &Node) -> Response<Bytes> {
    of_type("application/json", json(value))
}

fn of_type(media_type: &'static str, text: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(text));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}
