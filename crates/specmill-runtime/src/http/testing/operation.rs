//! The operations that a mock knows, and which of them a request is for.

use std::borrow::Cow;

use ::http::Method;

use super::pairs::decoded;

/// An operation as a mock knows it. Generated code has one for each operation of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The call that sends it, as callers write it: `chat().create_completion`.
    call: Cow<'static, str>,
    id: Cow<'static, str>,
    method: Cow<'static, str>,
    path: Cow<'static, str>,
    /// The media type of its answer; `None` where that has no body.
    answer: Option<&'static str>,
    has_whole_events: bool,
}

/// An operation whose answer is JSON; for generated code.
pub const fn mocked_operation(
    call: &'static str,
    id: &'static str,
    method: &'static str,
    path: &'static str,
) -> Operation {
    Operation {
        call: Cow::Borrowed(call),
        id: Cow::Borrowed(id),
        method: Cow::Borrowed(method),
        path: Cow::Borrowed(path),
        answer: Some("application/json"),
        has_whole_events: false,
    }
}

impl Operation {
    /// The same with an answer of another media type.
    #[doc(hidden)]
    #[must_use]
    pub const fn answers(mut self, media_type: &'static str) -> Self {
        self.answer = Some(media_type);
        self
    }

    /// The same with an answer that has no body.
    #[doc(hidden)]
    #[must_use]
    pub const fn answers_nothing(mut self) -> Self {
        self.answer = None;
        self
    }

    /// The same with events that are read with their names.
    #[doc(hidden)]
    #[must_use]
    pub const fn whole_events(mut self) -> Self {
        self.has_whole_events = true;
        self
    }

    /// An operation that the description does not have.
    pub(super) fn undescribed(method: &Method, path: &str) -> Self {
        Self {
            call: Cow::Owned(format!("request({method}, {path:?})")),
            id: Cow::Owned(format!("{method} {path}")),
            method: Cow::Owned(method.to_string()),
            path: Cow::Owned(path.to_owned()),
            answer: Some("application/json"),
            has_whole_events: false,
        }
    }

    /// The `operationId`; for an operation without one, method and path.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The call that sends it, as callers write it: `chat().create_completion`.
    #[must_use]
    pub fn call(&self) -> &str {
        &self.call
    }

    pub(super) fn media_type(&self) -> Option<&'static str> {
        self.answer
    }

    pub(super) fn has_whole_events(&self) -> bool {
        self.has_whole_events
    }

    /// The parameters in `path`, which may have something before the template; `None` where it is
    /// not of this operation. The query that a template names has to be there.
    fn parameters(&self, method: &Method, path: &str, query: &str) -> Option<Match> {
        let template = self.path.split('#').next().unwrap_or_default();
        let (template, wanted) = template.split_once('?').unwrap_or((template, ""));
        let has_all = wanted.split('&').all(|pair| {
            pair.is_empty() || pair.contains('{') || query.split('&').any(|sent| sent == pair)
        });
        if self.method != method.as_str() || !has_all {
            return None;
        }
        let template: Vec<&str> = template.trim_start_matches('/').split('/').collect();
        let sent: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let before = sent.len().checked_sub(template.len())?;
        let mut parameters = Vec::new();
        let mut is_literal = Vec::new();
        for (segment, sent) in template.iter().zip(&sent[before..]) {
            is_literal.push(!segment.contains('{'));
            segment_parameters(segment, sent, &mut parameters)?;
        }
        let rank = Rank { before: usize::MAX - before, is_literal, query: wanted.len() };
        Some(Match { rank, parameters })
    }
}

/// How an operation fits a request.
struct Match {
    rank: Rank,
    parameters: Vec<(String, String)>,
}

/// Of two operations that fit, the greater one is meant: the longer template, then the one that is
/// literal where the other has a parameter, then the one that names more of the query.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    before: usize,
    is_literal: Vec<bool>,
    query: usize,
}

/// Reads the parameters of one segment of a template out of what was sent.
fn segment_parameters(
    template: &str,
    sent: &str,
    parameters: &mut Vec<(String, String)>,
) -> Option<()> {
    let Some((literal, rest)) = template.split_once('{') else {
        return (decoded(sent) == decoded(template)).then_some(());
    };
    let (name, rest) = rest.split_once('}')?;
    let sent = sent.strip_prefix(literal)?;
    let next = rest.split('{').next().unwrap_or_default();
    let end = match next {
        "" => sent.len(),
        // The last literal stands at the end.
        _ if next == rest => sent.len().checked_sub(next.len())?,
        _ => sent.find(next)?,
    };
    let value = sent.get(..end).filter(|value| !value.is_empty())?;
    parameters.push((name.to_owned(), decoded(value)));
    segment_parameters(rest, &sent[end..], parameters)
}

/// The operation that a request is for, and the parameters in its path. `bases` are the paths that
/// the API's servers have: what is left behind one is to be all of the template. Elsewhere, as behind
/// a proxy, the end of the path counts.
pub(super) fn route<'o>(
    operations: impl Iterator<Item = &'o Operation> + Clone,
    bases: &[String],
    request: (&Method, &str, &str),
) -> Option<(&'o Operation, Vec<(String, String)>)> {
    let (method, path, query) = request;
    let below = bases.iter().filter_map(|base| {
        path.strip_prefix(base.as_str()).filter(|rest| base.is_empty() || rest.starts_with('/'))
    });
    let is_whole = |found: &Match| found.rank.before == usize::MAX;
    for path in below {
        let found = best(operations.clone(), (method, path, query), is_whole);
        if found.is_some() {
            return found;
        }
    }
    best(operations, request, |_| true)
}

fn best<'o>(
    operations: impl Iterator<Item = &'o Operation>,
    (method, path, query): (&Method, &str, &str),
    may_be: impl Fn(&Match) -> bool,
) -> Option<(&'o Operation, Vec<(String, String)>)> {
    operations
        .filter_map(|operation| Some((operation, operation.parameters(method, path, query)?)))
        .filter(|(_, found)| may_be(found))
        .max_by(|(_, a), (_, b)| a.rank.cmp(&b.rank))
        .map(|(operation, found)| (operation, found.parameters))
}

#[cfg(test)]
mod tests {
    use super::*;

    static OPERATIONS: [Operation; 6] = [
        mocked_operation("models().list", "listModels", "GET", "/models"),
        mocked_operation("models().get", "getModel", "GET", "/models/{model}"),
        mocked_operation("models().latest", "latestModel", "GET", "/models/latest"),
        mocked_operation("models().beta", "betaModels", "GET", "/models?beta=true"),
        mocked_operation("files().part", "part", "GET", "/files/{file}.part-{number}:read"),
        mocked_operation("jobs().get", "getJob", "GET", "/fine_tuning/models/{model}"),
    ];

    fn found(method: Method, path: &str, query: &str) -> Option<(String, Vec<(String, String)>)> {
        let bases = ["/v1".to_owned()];
        let (operation, parameters) = route(OPERATIONS.iter(), &bases, (&method, path, query))?;
        Some((operation.id().to_owned(), parameters))
    }

    #[test]
    fn a_request_finds_its_operation_and_its_parameters() {
        let id = |path: &str, query: &str| found(Method::GET, path, query).map(|(id, _)| id);
        assert_eq!(id("/v1/models", "").as_deref(), Some("listModels"));
        assert_eq!(id("/v1/models", "limit=1&beta=true").as_deref(), Some("betaModels"));
        assert_eq!(id("/v1/models/latest", "").as_deref(), Some("latestModel"));
        assert_eq!(id("/v1/fine_tuning/models/a", "").as_deref(), Some("getJob"));
        assert_eq!(id("/proxy/eu/models/a", "").as_deref(), Some("getModel"));
        assert_eq!(id("/v1/models/a/b", ""), None, "no operation");
        assert_eq!(found(Method::POST, "/v1/models", ""), None);

        let (_, parameters) = found(Method::GET, "/v1/models/o4%2Fmini", "").unwrap();
        assert_eq!(parameters, [("model".to_owned(), "o4/mini".to_owned())]);
        let (id, parameters) = found(Method::GET, "/v1/files/a.b.part-7:read", "").unwrap();
        let pairs = [("file", "a.b"), ("number", "7")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!((id.as_str(), parameters.as_slice()), ("part", pairs.as_slice()));
    }
}
