//! The stand-in for an API: a request in, its answer out.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use specmill_core::source::{self, Document, Overlays};
use specmill_core::spec::{Operation, Server};
use specmill_core::{Limits, with_stack};

use crate::chance::Chance;
use crate::cors::Cors;
use crate::description::Description;
use crate::error::Error;
use crate::latency::Latency;
use crate::progress::Asked;
use crate::route::Routes;
use crate::state::State;

/// What answers the valid requests of an operation.
pub(crate) type Handler = Box<dyn Fn(&Request<Bytes>) -> Option<Response<Bytes>> + Send + Sync>;

/// A mock of the API that a document describes.
///
/// A request is checked against the document; a fault is reported in the API's own error
/// format, with status 400, or 401 (no credentials), 404 (no such path), 405 (no such method).
/// Else it gets the document's example of the answer, or one made from the schema: the same every
/// time. Lists have one page, so that paging ends; the status of work that a `GET` asks for again has
/// moved on to an end (`queued`, then `completed`), until something is sent to the same path or one
/// above it. With `Prefer: code=429` a request gets the
/// response that the document has for that status, with `Prefer: example=cat` the example of that name.
///
/// It remembers nothing else, is quick and never fails, unless it is told to: [`Mock::with_state`],
/// [`Mock::with_latency`], [`Mock::with_fail_rate`].
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
    pub(crate) description: Description,
    pub(crate) routes: Routes,
    pub(crate) authorization: bool,
    pub(crate) handlers: BTreeMap<usize, Handler>,
    pub(crate) asked: Asked,
    pub(crate) chance: Chance,
    pub(crate) cors: Option<Cors>,
    pub(crate) state: Option<State>,
    pub(crate) has_page: bool,
}

/// The reply to a request.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The operation it was for: its `operationId`, or its method and path where it has none.
    pub operation: Option<String>,
    /// What is wrong with the request, if anything is; or that it failed by chance. The values of secrets
    /// are not in it, as far as their names tell.
    pub fault: Option<String>,
    /// How to mend the fault.
    pub help: Option<String>,
    /// Whether nothing is wrong with the request, and it failed by chance ([`Mock::with_fail_rate`]).
    pub is_simulated: bool,
    /// What was noticed and let through: members of a `oneOf` that overlap, which is a fault of the
    /// document, and a preference that is none.
    pub warnings: Vec<String>,
    /// The target of the request without credentials, as far as names tell, to be shown.
    pub target: String,
    /// How long the answer is to be held back ([`Mock::with_latency`]), as [`MockServer`] does.
    ///
    /// [`MockServer`]: crate::MockServer
    pub delay: Duration,
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
            chance: Chance::default(),
            cors: None,
            state: None,
            has_page: false,
        })
    }

    /// Lets requests without credentials pass.
    #[must_use]
    pub fn without_authorization(mut self) -> Self {
        self.authorization = false;
        self
    }

    /// Remembers what is made: after `POST /pets` the new pet is in the answers of `GET /pets/{id}` and of
    /// `GET /pets`, can be changed, and is gone once it is deleted; a status such as `queued` moves on with
    /// each fetch. What goes with what follows from the paths of the document alone. A thousand things are
    /// kept, of some 16 MiB; the oldest go.
    #[must_use]
    pub fn with_state(mut self) -> Self {
        self.state = Some(State::of(self.description.api()));
        self
    }

    /// Holds answers back.
    #[must_use]
    pub fn with_latency(mut self, latency: Latency) -> Self {
        self.chance.latency = Some(latency);
        self
    }

    /// Lets this share of the valid requests fail, from 0 to 1: with 429 or a status of 500 and above that
    /// the document describes for the operation, else with 429, 500 or 503. The same requests fail in the
    /// same way on every run, by method and target and how many of them were before.
    #[must_use]
    pub fn with_fail_rate(mut self, share: f64) -> Self {
        self.chance.fail_rate = share;
        self
    }

    /// Sets what chance begins with, which is 0 by default: with another seed other requests fail.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.chance.seed = seed;
        self
    }

    /// Lets web pages of other origins call.
    #[must_use]
    pub fn with_cors(mut self, cors: Cors) -> Self {
        self.cors = Some(cors);
        self
    }

    /// Has [`MockServer`](crate::MockServer) serve a page that lists the operations and what was asked: at
    /// `/`, where the document has no such path. What was made can be forgotten from there.
    #[must_use]
    pub fn with_page(mut self) -> Self {
        self.has_page = true;
        self
    }

    /// Begins anew: forgets what was made and asked for.
    pub fn reset(&self) {
        self.asked.reset();
        self.chance.reset();
        if let Some(state) = &self.state {
            state.reset();
        }
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
