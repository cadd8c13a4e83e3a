//! Operations of the generated client.

use super::{
    Answer, Body, BodyKind, Docs, ErrorAnswer, EventStream, Example, Location, Pagination,
    PaginationNote, Parameter, ResponseHeader, Server, StreamFlag, TypeRef, Unpaged,
};
use crate::diagnostics::Place;

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, or `GET /path` where there is none.
    pub id: String,
    /// The HTTP method, as it is sent.
    pub http_method: String,
    /// The path template.
    pub path: String,
    /// The Rust method.
    pub method: String,
    /// The type that takes its optional parameters.
    pub builder: String,
    /// What is said about it.
    pub docs: Docs,
    /// Its parameters, required ones first, else in document order.
    pub parameters: Vec<Parameter>,
    /// What it sends.
    pub body: Option<Body>,
    /// What a success answers.
    pub answer: Answer,
    /// The media types that it asks for where it answers JSON, in document order.
    pub accept: Vec<String>,
    /// The stream of events a success can be asked for in place of its answer.
    pub events: Option<EventStream>,
    /// What answers that are no success hold.
    pub errors: Vec<ErrorAnswer>,
    /// The headers of its answers, but for those every answer has.
    pub headers: Vec<ResponseHeader>,
    /// Alternatives of scheme names, each to be met whole; empty: none needed.
    pub security: Vec<Vec<String>>,
    /// The servers it has of its own; empty: those of the document.
    pub servers: Vec<Server>,
    /// How its pages follow each other.
    pub pagination: Option<Pagination>,
    /// Why it has no pages, where it answers a list all the same.
    pub unpaged: Option<Unpaged>,
    /// What the document says about its pages itself.
    pub pagination_note: Option<PaginationNote>,
    /// How its documentation shows a call, where that is asked for.
    pub example: Option<Example>,
    /// Where the document describes it.
    pub place: Place,
}

impl Operation {
    /// Whether it needs a builder: something about it is optional, or it has pages or a stream.
    #[must_use]
    pub fn has_builder(&self) -> bool {
        self.parameters.iter().any(|parameter| !parameter.required)
            || self.body.as_ref().is_some_and(|body| !body.required)
            || self.pagination.is_some()
            || self.events.is_some()
    }

    /// The names of the enums of its bodies and of its answers.
    pub fn choices(&self) -> impl Iterator<Item = &str> {
        let body = self.body.as_ref().and_then(|body| match &body.kind {
            BodyKind::Choice(choice) => Some(choice.name.as_str()),
            BodyKind::One(_) => None,
        });
        let answer = match &self.answer {
            Answer::ByStatus(choice) => Some(choice.name.as_str()),
            _ => None,
        };
        body.into_iter().chain(answer)
    }

    /// Whether `parameter` asks for a stream, as `.stream()` of the call does: then it has no setter.
    #[must_use]
    pub fn is_stream_flag(&self, parameter: &Parameter) -> bool {
        let flag = self.events.as_ref().and_then(|events| events.flag.as_ref());
        parameter.location == Location::Query
            && matches!(flag, Some(StreamFlag::Query(name)) if *name == parameter.wire)
    }

    /// Every type it mentions, and which way that travels. Whoever asks what an operation reaches
    /// asks here.
    #[must_use]
    pub fn types(&self) -> Vec<(Direction, &TypeRef)> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.ty);
        let sent = parameters.chain(self.body.iter().flat_map(Body::types));
        let events = self.events.iter().map(|events| &events.item);
        let errors = self.errors.iter().filter_map(|error| error.body.as_ref());
        let headers = self.headers.iter().map(|header| &header.ty);
        let answered = self.answer.types().into_iter().chain(events).chain(errors).chain(headers);
        let sent = sent.map(|ty| (Direction::Request, ty));
        sent.chain(answered.map(|ty| (Direction::Response, ty))).collect()
    }
}

/// Which way a type travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Direction {
    Request,
    Response,
}
