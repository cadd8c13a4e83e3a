//! What a document says about one operation.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use ::http::Method;

/// One operation: its `operationId`, method, path template and security.
///
/// It is shown to what decides by the operation:
/// [`ClientBuilder::bearer_for`](crate::http::ClientBuilder::bearer_for).
#[derive(Debug)]
pub struct Operation {
    id: Cow<'static, str>,
    method: Method,
    path: Cow<'static, str>,
    security: Security,
    servers: &'static [&'static str],
}

/// Which credentials an operation takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Security {
    /// One of these; each is a list of schemes that are needed together (OpenAPI 3.1, section
    /// 4.8.30). No alternatives: nothing is needed.
    OneOf(&'static [&'static [&'static str]]),
    /// Not known, because the document does not know the operation: whatever there is.
    Unknown,
}

macro_rules! constructors {
    ($($name:ident $method:ident),*) => {$(
        #[doc = concat!("A `", stringify!($method), "` of `path`, a template relative to the base URL.")]
        pub const fn $name(id: &'static str, path: &'static str) -> Self {
            Self::new(Method::$method, id, path)
        }
    )*};
}

/// An [`Operation`] as generated code describes it, in a `static` inside the method that makes the
/// call.
///
/// ```
/// use specmill_runtime::__private as runtime;
///
/// static OPERATION: runtime::Operation =
///     runtime::Operation::get("retrieve-invite", "/organization/invites/{id}")
///         .security(&[&["ApiKeyAuth"]]);
/// assert_eq!(OPERATION.id(), "retrieve-invite");
/// ```
#[derive(Debug)]
pub struct DescribedOperation(Operation);

impl DescribedOperation {
    constructors! {
        get GET, put PUT, post POST, delete DELETE, options OPTIONS, head HEAD, patch PATCH,
        trace TRACE
    }

    /// Any method (OpenAPI 3.2 knows `QUERY` and others).
    pub const fn new(method: Method, id: &'static str, path: &'static str) -> Self {
        Self(Operation {
            id: Cow::Borrowed(id),
            method,
            path: Cow::Borrowed(path),
            security: Security::OneOf(&[]),
            servers: &[],
        })
    }

    /// The security requirements: alternatives, each a list of scheme names that are needed
    /// together. An empty alternative allows a call without credentials; no alternatives at all
    /// means that none are needed.
    pub const fn security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.0.security = Security::OneOf(alternatives);
        self
    }

    /// Servers of this operation alone. The first is used unless the client was given a base URL.
    pub const fn servers(mut self, servers: &'static [&'static str]) -> Self {
        self.0.servers = servers;
        self
    }
}

impl Deref for DescribedOperation {
    type Target = Operation;

    fn deref(&self) -> &Operation {
        &self.0
    }
}

impl Operation {
    /// An operation the document does not know.
    pub(crate) fn undocumented(method: Method, path: &str) -> Self {
        Self {
            id: Cow::Owned(format!("{method} {}", path.split('?').next().unwrap_or_default())),
            method,
            path: Cow::Owned(path.to_owned()),
            security: Security::Unknown,
            servers: &[],
        }
    }

    /// The `operationId`; for an undocumented operation, method and path.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The method.
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path template, relative to the base URL, such as `/organization/invites/{invite_id}`.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(crate) const fn required_security(&self) -> Security {
        self.security
    }

    pub(crate) const fn server(&self) -> Option<&'static str> {
        match self.servers {
            [first, ..] => Some(first),
            [] => None,
        }
    }
}

/// An operation that a call holds on to: a generated one or one made on the spot.
#[derive(Clone, Debug)]
pub(crate) enum OperationRef {
    Static(&'static Operation),
    Shared(Arc<Operation>),
}

impl Deref for OperationRef {
    type Target = Operation;

    fn deref(&self) -> &Operation {
        match self {
            Self::Static(operation) => operation,
            Self::Shared(operation) => operation,
        }
    }
}
