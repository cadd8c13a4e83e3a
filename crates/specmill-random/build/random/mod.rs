//! Random OpenAPI documents.

mod choices;
mod document;
mod operations;
mod schemas;
mod texts;

pub(crate) use choices::Choices;
pub(crate) use document::document;
