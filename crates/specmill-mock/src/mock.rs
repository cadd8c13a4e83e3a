//! The stand-in for an API: a request in, its answer out.

use std::collections::BTreeMap;
use std::path::Path;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};
use specmill_core::source::{self, Document, Overlays};
use specmill_core::spec::{Operation, Server};
use specmill_core::{Limits, with_stack};

use crate::description::Description;
use crate::error::Error;
use crate::problem::Problem;
use crate::progress::Asked;
use crate::route::{Found, Routes};
use crate::{answer, body, content, error_body, parameter, security};

type Handler = Box<dyn Fn(&Request<Bytes>) -> Option<Response<Bytes>> + Send + Sync>;

/// A mock of the API that a document describes.
///
/// A request is checked against the document; a fault is reported in the API's own error
/// format, with status 400, or 401 (no credentials), 404 (no such path), 405 (no such method).
/// Else it gets the document's example of the answer, or one made from the schema: the same every
/// time. Lists have one page, so that paging ends; the status of work that a `GET` asks for again has
/// moved on to an end (`queued`, then `completed`), until something is sent to the same path or one
/// above it. With `Prefer: code=429` a request gets the
/// response that the document has for that status.
///
/// ```
/// # let directory = tempfile::tempdir().unwrap();
/// # let path = directory.path().join("pets.yaml");
/// # std::fs::write(&path, "
/// # openapi: 3.0.0
/// # info: {title: Pets, version: '1'}
/// # paths: {'/pets/{id}': {get: {operationId: showPet,
/// #   parameters: [{name: id, in: path, required: true, schema: {type: integer}}],
/// #   responses: {'200': {description: a pet, content: {application/json: {example: {name: Rex}}}}}}}}
/// # ").unwrap();
/// use http::Request;
/// use specmill_mock::Mock;
///
/// let mock = Mock::load(&path)?;
/// let reply = mock.respond(&Request::get("/pets/7").body("".into())?);
/// assert_eq!(reply.response.body(), r#"{"name":"Rex"}"#);
///
/// let reply = mock.respond(&Request::get("/pets/seven").body("".into())?);
/// assert_eq!(reply.response.status(), 400);
/// assert_eq!(reply.fault.unwrap(), r#"path parameter `id`: "seven" is not of type "integer""#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Mock {
    description: Description,
    routes: Routes,
    authorization: bool,
    handlers: BTreeMap<usize, Handler>,
    asked: Asked,
}

/// The reply to a request.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The operation it was for: its `operationId`, or its method and path where it has none.
    pub operation: Option<String>,
    /// What is wrong with the request, if anything is.
    pub fault: Option<String>,
    /// What is wrong with the document, as this request shows, and was let through: members of a
    /// `oneOf` that overlap.
    pub warnings: Vec<String>,
    /// The answer.
    pub response: Response<Bytes>,
}

impl Mock {
    /// The stand-in for the document at `path`, changed by the overlays beside it
    /// (`overlay.conventions.yaml` and `overlay.yaml`).
    ///
    /// # Errors
    ///
    /// When the document or its overlay cannot be read, or it is not OpenAPI 3.0, 3.1 or 3.2.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::load_with(path, &Overlays::Beside)
    }

    /// The stand-in for the document at `path`, changed by the overlays that `by` names.
    ///
    /// # Errors
    ///
    /// As [`Mock::load`].
    pub fn load_with(path: impl AsRef<Path>, by: &Overlays) -> Result<Self, Error> {
        let path = path.as_ref();
        let read = || source::read(path, by, &Limits::default());
        let document = with_stack(read).map_err(Error::Thread)?;
        Self::new(&document.map_err(|found| Error::Document(found.to_string()))?)
    }

    /// The stand-in for a document that was read already, as by [`source::read`].
    ///
    /// # Errors
    ///
    /// When it is not OpenAPI 3.0, 3.1 or 3.2.
    pub fn new(document: &Document) -> Result<Self, Error> {
        let description = Description::new(document)?;
        let api = description.api();
        let own = api.operations.iter().flat_map(|operation| &operation.servers);
        let urls: Vec<String> = api.servers.iter().chain(own).flat_map(urls).collect();
        let routes = Routes::new(&api.operations, urls.iter().map(String::as_str));
        Ok(Self {
            description,
            routes,
            authorization: true,
            handlers: BTreeMap::new(),
            asked: Asked::default(),
        })
    }

    /// Lets requests without credentials pass.
    #[must_use]
    pub fn without_authorization(mut self) -> Self {
        self.authorization = false;
        self
    }

    /// Sets a handler for the valid requests of an operation, by its `operationId`. Where `handler`
    /// returns `None`, the answer is the one that the document describes.
    ///
    /// # Errors
    ///
    /// When the document has no such operation.
    pub fn on(
        mut self,
        operation: &str,
        handler: impl Fn(&Request<Bytes>) -> Option<Response<Bytes>> + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        let is_it = |known: &Operation| known.id.as_deref() == Some(operation);
        let Some(number) = self.description.api().operations.iter().position(is_it) else {
            return Err(Error::NoOperation(operation.to_owned()));
        };
        self.handlers.insert(number, Box::new(handler));
        Ok(self)
    }

    /// The document, and the schemas in it.
    #[must_use]
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// What the paths of requests are expected to begin with: the path of the document's first
    /// server that has one (`/v1`), or nothing. Without it they are understood as well.
    #[must_use]
    pub fn base_path(&self) -> &str {
        self.routes.base()
    }

    /// Answers a request.
    #[must_use]
    pub fn respond(&self, request: &Request<Bytes>) -> Reply {
        let found = self.operation(request);
        let operation =
            found.as_ref().ok().map(|(number, _)| &self.description.api().operations[*number]);
        let mut warnings = Vec::new();
        let outcome = match (found, operation) {
            (Ok((number, in_path)), Some(operation)) => {
                self.checked(number, operation, &in_path, request, &mut warnings)
            }
            (Err(problem), _) => Err(problem),
            (Ok(_), None) => Err(Problem::new(StatusCode::NOT_FOUND, "there is no such operation")),
        };
        let (mut response, fault) = match outcome {
            Ok(response) => (response, None),
            Err(problem) => (
                error_body::response(&self.description, operation, &problem),
                Some(problem.message),
            ),
        };
        if !response.headers().contains_key(REQUEST_ID) {
            response.headers_mut().insert(REQUEST_ID, request_id(request));
        }
        Reply { operation: operation.map(name), fault, warnings, response }
    }

    /// What a request gets that cannot be read whole.
    pub(crate) fn refuse(&self, status: StatusCode, message: &str) -> Reply {
        let problem = Problem::new(status, message);
        let response = error_body::response(&self.description, None, &problem);
        Reply { operation: None, fault: Some(problem.message), warnings: Vec::new(), response }
    }

    fn operation(
        &self,
        request: &Request<Bytes>,
    ) -> Result<(usize, Vec<(String, String)>), Problem> {
        let query = request.uri().query().unwrap_or_default().as_bytes();
        let query: Vec<(String, String)> =
            url::form_urlencoded::parse(query).into_owned().collect();
        let (method, path) = (request.method().as_str(), request.uri().path());
        match self.routes.find(method, path, &query) {
            Found::Operation(number, in_path) => Ok((number, in_path)),
            Found::OtherMethods(others) => {
                let others = others.join(", ");
                let message = format!("`{path}` has no {method}; it has {others}");
                let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, message);
                Err(problem.header(header::ALLOW, others))
            }
            Found::Nothing => {
                let message = format!("the document has no path for `{path}`");
                Err(Problem::new(StatusCode::NOT_FOUND, message))
            }
        }
    }

    fn checked(
        &self,
        number: usize,
        operation: &Operation,
        in_path: &[(String, String)],
        request: &Request<Bytes>,
        warnings: &mut Vec<String>,
    ) -> Result<Response<Bytes>, Problem> {
        let description = &self.description;
        if self.authorization {
            security::check(description.api(), operation, request)?;
        }
        parameter::check(description, operation, in_path, request, warnings)?;
        let body = body::check(description, operation, request, warnings)?;
        let is_again = self.asked.is_again(request);
        let handler = self.handlers.get(&number);
        if let Some(response) = handler.and_then(|handler| handler(request)) {
            return Ok(response);
        }
        let asked = content::asked_status(request.headers());
        if let Some(status) = asked.and_then(|code| StatusCode::from_u16(code).ok())
            && status.as_u16() >= 400
            && content::response(operation, asked).0.is_none()
        {
            let message =
                format!("the request asked for this with `Prefer: code={}`", status.as_u16());
            return Err(Problem::new(status, message));
        }
        Ok(answer::answer(description, operation, request, body.as_ref(), is_again))
    }
}

const REQUEST_ID: &str = "x-request-id";

fn name(operation: &Operation) -> String {
    let in_words = || format!("{} {}", operation.method.sent(), operation.path);
    operation.id.clone().unwrap_or_else(in_words)
}

/// The same id for the same request: its FNV-1a hash.
fn request_id(request: &Request<Bytes>) -> HeaderValue {
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    let parts = [request.method().as_str().as_bytes(), target.as_bytes(), request.body().as_ref()];
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.into_iter().flatten() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // Hexadecimal digits are always a header's value.
    HeaderValue::from_str(&format!("req_{hash:016x}"))
        .unwrap_or_else(|_| HeaderValue::from_static("req_0"))
}

/// The URL of a server, and what it is with each value that one of its variables may have.
fn urls(server: &Server) -> Vec<String> {
    let filled = |chosen: Option<(&str, &str)>| {
        server.variables.iter().fold(server.template.clone(), |url, variable| {
            let own = chosen.filter(|(name, _)| *name == variable.name);
            let value = own.map_or(variable.default.as_str(), |(_, value)| value);
            url.replace(&format!("{{{}}}", variable.name), value)
        })
    };
    let values = server.variables.iter().flat_map(|variable| {
        variable.values.iter().map(|value| (variable.name.as_str(), value.as_str()))
    });
    std::iter::once(filled(None)).chain(values.map(|chosen| filled(Some(chosen)))).collect()
}
