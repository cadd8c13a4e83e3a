//! The requests that a mock received.

use std::fmt;
use std::sync::Arc;

use ::http::{HeaderMap, Method, Request};
use bytes::Bytes;

use super::body::{FromBody, ReadBodyError};
use super::operation::Operation;
use super::pairs::pairs;
use crate::auto_traits::auto_traits;
use crate::http::headers::content_type;

/// A request that a mock received, its body read as a `B`.
///
/// ```
/// # use specmill_runtime::http::testing::Received;
/// fn check(received: &Received) {
///     assert_eq!(received.path_parameter("invite_id"), Some("inv_1"));
///     assert_eq!(received.query("limit").as_deref(), Some("50"));
/// }
/// ```
///
/// `Debug` shows neither headers nor the query, as credentials are among them.
#[derive(Clone)]
#[non_exhaustive]
pub struct Received<B = Bytes> {
    /// The body.
    pub body: B,
    raw: Arc<Raw>,
}

auto_traits!([B: Send + Sync + Unpin] Received<B>: Send + Sync + Unpin);

impl<B: fmt::Debug> fmt::Debug for Received<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("operation", &self.operation().map(Operation::id))
            .field("method", self.method())
            .field("path", &self.raw.path)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// A request as it came.
pub(super) struct Raw {
    pub(super) operation: Option<Operation>,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Received {
    pub(super) fn new(raw: Arc<Raw>) -> Self {
        Self { body: raw.body.clone(), raw }
    }
}

impl<B: FromBody> Received<B> {
    pub(super) fn read(raw: &Arc<Raw>) -> Result<Self, ReadBodyError> {
        let body = B::from_body(content_type(&raw.headers), &raw.body)?;
        Ok(Self { body, raw: Arc::clone(raw) })
    }
}

impl<B> Received<B> {
    /// The operation it is for; `None` where the client has none of this method and path.
    #[must_use]
    pub fn operation(&self) -> Option<&Operation> {
        self.raw.operation.as_ref()
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.raw.method
    }

    /// The path as it was sent, the path of the server included.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.raw.path
    }

    /// The value of a parameter of the path.
    #[must_use]
    pub fn path_parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.raw.parameters.iter();
        parameters.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first value of this name in the query.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        self.queries().into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The names and values of the query, in order.
    #[must_use]
    pub fn queries(&self) -> Vec<(String, String)> {
        pairs(&self.raw.query)
    }

    /// The value of a header, if it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.raw.headers.get(name)?.to_str().ok()
    }

    /// The headers, those of credentials included.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.raw.headers
    }

    /// The body as it was sent.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.raw.body
    }

    /// The request, for whatever else is to look at it, such as a check against the description.
    #[must_use]
    pub fn to_http(&self) -> Request<Bytes> {
        let mut target = self.raw.path.clone();
        if !self.raw.query.is_empty() {
            target.push('?');
            target.push_str(&self.raw.query);
        }
        let mut request = Request::new(self.raw.body.clone());
        *request.method_mut() = self.raw.method.clone();
        // It came as one.
        *request.uri_mut() = target.parse().unwrap_or_default();
        *request.headers_mut() = self.raw.headers.clone();
        request
    }

    /// The body read as a `T`: JSON, a form or a multipart body, by its media type.
    ///
    /// # Errors
    /// When no `T` can be made of it.
    pub fn decode<T: FromBody>(&self) -> Result<T, ReadBodyError> {
        T::from_body(content_type(&self.raw.headers), &self.raw.body)
    }
}
