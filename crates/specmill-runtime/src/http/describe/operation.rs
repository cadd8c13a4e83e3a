//! What a document says about one operation.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use ::http::Method;

use super::server::{Server, described_server};

/// One operation: its `operationId`, method, path template and security.
///
/// It is shown to what decides by the operation:
/// [`ClientBuilder::bearer_for`](crate::http::ClientBuilder::bearer_for).
#[derive(Debug)]
pub struct Operation {
    id: Cow<'static, str>,
    method: OwnMethod,
    path: Cow<'static, str>,
    security: Security,
    server: Option<Server>,
    has_events: bool,
    page_parameter: Option<&'static str>,
}

/// A method, made when it is first asked for where it is none of those that `http` has constants for.
#[derive(Debug)]
enum OwnMethod {
    Known(Method),
    Custom(&'static str, OnceLock<Method>),
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

    /// Any method of which there is a constant.
    pub const fn new(method: Method, id: &'static str, path: &'static str) -> Self {
        Self::of(OwnMethod::Known(method), id, path)
    }

    /// Any other method, such as `QUERY` and those of `additionalOperations` (OpenAPI 3.2, section
    /// 4.9.1). It is a token (RFC 9110, section 9.1), in the case that is sent; anything else does
    /// not compile.
    pub const fn custom(method: &'static str, id: &'static str, path: &'static str) -> Self {
        assert!(is_token(method.as_bytes()), "an HTTP method is a token");
        Self::of(OwnMethod::Custom(method, OnceLock::new()), id, path)
    }

    const fn of(method: OwnMethod, id: &'static str, path: &'static str) -> Self {
        Self(Operation {
            id: Cow::Borrowed(id),
            method,
            path: Cow::Borrowed(path),
            security: Security::OneOf(&[]),
            server: None,
            has_events: false,
            page_parameter: None,
        })
    }

    /// The security requirements: alternatives, each a list of scheme names that are needed
    /// together. An empty alternative allows a call without credentials; no alternatives at all
    /// means that none are needed.
    pub const fn security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.0.security = Security::OneOf(alternatives);
        self
    }

    /// Servers of this operation alone, of which the first is used. A relative one is completed by
    /// the client's base URL.
    pub const fn servers(mut self, servers: &'static [&'static str]) -> Self {
        if let [first, ..] = servers {
            self.0.server = Some(described_server::plain(first, ""));
        }
        self
    }

    /// The operation can answer with events as well, which `.stream()` of its call asks for.
    pub const fn with_events(mut self) -> Self {
        self.0.has_events = true;
        self
    }

    /// As [`servers`](Self::servers), a server whose URL has variables.
    pub const fn server(mut self, server: Server) -> Self {
        self.0.server = Some(server);
        self
    }

    /// The query parameter that takes the cursor of a page, of an operation that answers with pages.
    pub const fn pages(mut self, parameter: &'static str) -> Self {
        self.0.page_parameter = Some(parameter);
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
            method: OwnMethod::Known(method),
            path: Cow::Owned(path.to_owned()),
            security: Security::Unknown,
            server: None,
            has_events: false,
            page_parameter: None,
        }
    }

    /// Whether its call has `.stream()`.
    pub(crate) fn has_events(&self) -> bool {
        self.has_events
    }

    /// The `operationId`; for an undocumented operation, method and path.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The method.
    pub fn method(&self) -> &Method {
        match &self.method {
            OwnMethod::Known(method) => method,
            // A token is a method, which `custom` has checked.
            OwnMethod::Custom(name, made) => {
                made.get_or_init(|| Method::from_bytes(name.as_bytes()).unwrap_or_default())
            }
        }
    }

    /// The path template, relative to the base URL, such as `/organization/invites/{invite_id}`.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(crate) const fn required_security(&self) -> Security {
        self.security
    }

    pub(crate) const fn page_parameter(&self) -> Option<&'static str> {
        self.page_parameter
    }

    pub(crate) const fn server(&self) -> Option<&Server> {
        self.server.as_ref()
    }
}

/// Whether this is a token (RFC 9110, section 5.6.2).
const fn is_token(name: &[u8]) -> bool {
    let mut at = 0;
    while at < name.len() {
        let is_allowed = matches!(
            name[at],
            b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_'
                | b'`' | b'|' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z'
        );
        if !is_allowed {
            return false;
        }
        at += 1;
    }
    at > 0
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
