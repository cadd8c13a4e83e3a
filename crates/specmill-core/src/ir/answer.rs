//! What an operation answers.

use super::TypeRef;

/// What a success answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Nothing.
    Empty,
    /// JSON.
    Json(TypeRef),
    /// Text, under these media types.
    Text(Vec<String>),
    /// A number, a boolean, a date or an enum as text, under these media types.
    Scalar(TypeRef, Vec<String>),
    /// Bytes as they come, under these media types.
    Download(Vec<String>),
    /// A stream of events.
    Events(EventStream),
    /// One of several, told apart by status and media type.
    ByStatus(AnswerChoice),
}

impl Answer {
    /// Every type it mentions.
    #[must_use]
    pub fn types(&self) -> Vec<&TypeRef> {
        match self {
            Answer::Json(ty) | Answer::Scalar(ty, _) => vec![ty],
            Answer::Events(events) => vec![&events.item],
            Answer::ByStatus(choice) => {
                let content = choice.variants.iter().map(|variant| &variant.content);
                content
                    .filter_map(|content| match content {
                        AnswerContent::Json(ty) | AnswerContent::Scalar(ty) => Some(ty),
                        _ => None,
                    })
                    .collect()
            }
            Answer::Empty | Answer::Text(_) | Answer::Download(_) => Vec::new(),
        }
    }
}

/// The enum of the answers of an operation.
#[derive(Clone, Debug)]
pub struct AnswerChoice {
    /// Its Rust name, unique among all types.
    pub name: String,
    /// Its variants: exact statuses first, then ranges, then `default`.
    pub variants: Vec<AnswerVariant>,
}

/// One of several answers.
#[derive(Clone, Debug)]
pub struct AnswerVariant {
    /// Its Rust name.
    pub name: String,
    /// Its status.
    pub status: Status,
    /// Its media type, without parameters; `None` where it has no body.
    pub media_type: Option<String>,
    /// Other media types that say the same.
    pub also: Vec<String>,
    /// What it holds.
    pub content: AnswerContent,
    /// What it means, in the document's words.
    pub description: String,
}

/// What one of several answers holds.
#[derive(Clone, Debug)]
pub enum AnswerContent {
    /// Nothing.
    Empty,
    /// JSON.
    Json(TypeRef),
    /// Text.
    Text,
    /// A number, a boolean, a date or an enum as text.
    Scalar(TypeRef),
    /// Bytes, read whole.
    Bytes,
}

/// The status an answer stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// `200`
    Exact(u16),
    /// `2XX`: the first digit.
    Range(u16),
    /// `default`
    Default,
}

/// A stream of events.
#[derive(Clone, Debug)]
pub struct EventStream {
    /// What each event is.
    pub item: TypeRef,
    /// Whether that is the event with its name, or else only what its data holds.
    pub whole: bool,
    /// Whether the data of whole events is text, whatever it looks like.
    pub text: bool,
    /// What has to be `true` for the server to send it in place of its usual answer.
    pub flag: Option<StreamFlag>,
}

/// Where a request says that it wants a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamFlag {
    /// A property of the body.
    Body(String),
    /// A query parameter.
    Query(String),
}

/// What an answer that is no success holds.
#[derive(Clone, Debug)]
pub struct ErrorAnswer {
    /// Its status.
    pub status: Status,
    /// The JSON of its body.
    pub body: Option<TypeRef>,
    /// What it means, in the document's words.
    pub description: String,
}

/// A header of an answer.
#[derive(Clone, Debug)]
pub struct ResponseHeader {
    /// Its name.
    pub name: String,
    /// The statuses it comes with.
    pub statuses: Vec<Status>,
    /// What its value is.
    pub ty: TypeRef,
    /// What it says, in the document's words.
    pub description: Option<String>,
}
