//! A request in, its answer out.

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};
use specmill_core::spec::Operation;

use crate::answer::{self, Asked};
use crate::chance::Fate;
use crate::mock::{Mock, Reply};
use crate::prefer::{PREFERENCE_APPLIED, Preferences};
use crate::problem::Problem;
use crate::route::Found;
use crate::{body, content, error_body, hash, nearest, parameter, security, shown};

/// The operation that a request is for, by its number, and the parameters of the path.
type InPath = Vec<(String, String)>;

impl Mock {
    /// Answers a request.
    #[must_use]
    pub fn respond(&self, request: &Request<Bytes>) -> Reply {
        if let Some(response) = self.preflight(request) {
            return Reply { target: shown::target(self, request, None), ..reply(response) };
        }
        let fate = self.chance.fate(request);
        let found = self.operation(request);
        let operation =
            found.as_ref().ok().map(|(number, _)| &self.description.api().operations[*number]);
        let in_path = found.as_ref().ok().map(|(_, in_path)| in_path.as_slice());
        let target = shown::target(self, request, in_path);
        let mut warnings = Vec::new();
        let outcome = match (&found, operation) {
            (Ok((number, in_path)), Some(operation)) => {
                self.checked(*number, operation, in_path, request, fate, &mut warnings)
            }
            (Err(problem), _) => Err(problem.clone()),
            (Ok(_), None) => Err(Problem::new(StatusCode::NOT_FOUND, "there is no such operation")),
        };
        let mut reply = match outcome {
            Ok(response) => reply(response),
            Err(problem) => self.failed(operation, problem),
        };
        let headers = reply.response.headers_mut();
        if !headers.contains_key(REQUEST_ID) {
            headers.insert(REQUEST_ID, request_id(request));
        }
        if let Some(cors) = &self.cors {
            cors.open(request, headers);
        }
        Reply { operation: operation.map(name), warnings, target, delay: fate.delay, ..reply }
    }

    /// What a request gets that cannot be read whole.
    pub(crate) fn refuse(&self, request: &Request<()>, status: StatusCode, message: &str) -> Reply {
        let request = request.clone().map(|()| Bytes::new());
        let mut reply = self.failed(None, Problem::new(status, message));
        if let Some(cors) = &self.cors {
            cors.open(&request, reply.response.headers_mut());
        }
        Reply { target: shown::target(self, &request, None), ..reply }
    }

    fn failed(&self, operation: Option<&Operation>, problem: Problem) -> Reply {
        let response = error_body::response(&self.description, operation, &problem);
        let Problem { message, help, is_simulated, .. } = problem;
        Reply { fault: Some(message), help, is_simulated, ..reply(response) }
    }

    fn preflight(&self, request: &Request<Bytes>) -> Option<Response<Bytes>> {
        let cors = self.cors.as_ref()?;
        cors.preflight(request, || self.routes.methods(request.uri().path()))
    }

    fn operation(&self, request: &Request<Bytes>) -> Result<(usize, InPath), Problem> {
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
                let help = format!("send {others}, or ask for another path");
                Err(problem.help(help).header(header::ALLOW, others))
            }
            Found::Nothing => {
                let message = format!("the document has no path for `{path}`");
                let problem = Problem::new(StatusCode::NOT_FOUND, message);
                Err(match nearest::path(self.description.api(), self.base_path(), path) {
                    Some(nearest) => {
                        problem.help(format!("the nearest that it has is `{nearest}`"))
                    }
                    None => problem,
                })
            }
        }
    }

    fn checked(
        &self,
        number: usize,
        operation: &Operation,
        in_path: &[(String, String)],
        request: &Request<Bytes>,
        fate: Fate,
        warnings: &mut Vec<String>,
    ) -> Result<Response<Bytes>, Problem> {
        let description = &self.description;
        if self.authorization {
            security::check(description.api(), operation, request)?;
        }
        parameter::check(description, operation, in_path, request, warnings)?;
        let body = body::check(description, operation, request, warnings)?;
        if let Some(status) = fate.failure(operation) {
            return self.simulated(operation, request, status);
        }
        let is_again = self.asked.is_again(request);
        let handler = self.handlers.get(&number);
        if let Some(response) = handler.and_then(|handler| handler(request)) {
            return Ok(response);
        }
        let preferences = Preferences::of(request.headers());
        warnings.extend(preferences.no_code.as_ref().map(|code| {
            format!("`Prefer: code={code}` is no status from 200 to 599, and counts for nothing")
        }));
        if let Some(status) = undescribed(operation, &preferences) {
            let message =
                format!("the request asked for this with `Prefer: code={}`", status.as_u16());
            let applied = format!("code={}", status.as_u16());
            return Err(Problem::new(status, message).header(PREFERENCE_APPLIED, applied));
        }
        let state = self.state.as_ref().filter(|_| !preferences.choose());
        let mut step = match state {
            Some(state) => state.begin(number, in_path, request, body.as_ref())?,
            None => None,
        };
        let asked = Asked { request, body: body.as_ref(), preferences: &preferences, is_again };
        let answer = answer::answer(description, operation, &asked, step.as_mut())?;
        if let Some(step) = step.filter(|_| answer.status().is_success()) {
            step.finish(description);
        }
        Ok(answer)
    }

    /// The answer of a request that fails by chance: as the document has it, else an error that says so.
    fn simulated(
        &self,
        operation: &Operation,
        request: &Request<Bytes>,
        status: StatusCode,
    ) -> Result<Response<Bytes>, Problem> {
        let message =
            format!("status {} by chance: nothing is wrong with the request", status.as_u16());
        let help = "send it again; the mock was started to let a share of requests fail";
        let mut problem = Problem::new(status, message).help(help);
        problem.is_simulated = true;
        if [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE].contains(&status) {
            problem = problem.header(header::RETRY_AFTER, RETRY_AFTER);
        }
        let preferences = Preferences { code: Some(status.as_u16()), ..Preferences::default() };
        let has_content = content::response(operation, preferences.code)
            .0
            .is_some_and(|response| response.content.iter().any(|media| media.example.is_some()));
        if !has_content {
            return Err(problem);
        }
        let asked = Asked { request, body: None, preferences: &preferences, is_again: false };
        let described = answer::answer(&self.description, operation, &asked, None)?;
        Err(Problem { described: Some(Box::new(described)), ..problem })
    }
}

/// How long a client is to wait after a simulated failure, in seconds.
const RETRY_AFTER: &str = "1";

const REQUEST_ID: &str = "x-request-id";

/// A reply of which nothing else is to be said.
fn reply(response: Response<Bytes>) -> Reply {
    Reply {
        operation: None,
        fault: None,
        help: None,
        is_simulated: false,
        warnings: Vec::new(),
        target: String::new(),
        delay: std::time::Duration::ZERO,
        response,
    }
}

/// The error status that is asked for, where the operation does not describe it.
fn undescribed(operation: &Operation, preferences: &Preferences) -> Option<StatusCode> {
    let status = StatusCode::from_u16(preferences.code.filter(|code| *code >= 400)?).ok()?;
    let is_described = content::response(operation, preferences.code).0.is_some();
    (!is_described && preferences.example.is_none()).then_some(status)
}

fn name(operation: &Operation) -> String {
    let in_words = || format!("{} {}", operation.method.sent(), operation.path);
    operation.id.clone().unwrap_or_else(in_words)
}

/// The same id for the same request.
fn request_id(request: &Request<Bytes>) -> HeaderValue {
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    let parts = [request.method().as_str().as_bytes(), target.as_bytes(), request.body().as_ref()];
    // Hexadecimal digits are always a header's value.
    HeaderValue::from_str(&format!("req_{:016x}", hash::of(parts)))
        .unwrap_or_else(|_| HeaderValue::from_static("req_0"))
}
