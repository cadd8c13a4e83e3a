//! Which of the handwritten conveniences in `src/conveniences/` fit the generated client: those for
//! which it has what they name. A document without one of them, or a build without its tag, is
//! compiled without it, and told why.

#[path = "conveniences/files.rs"]
mod files;
#[path = "conveniences/streams.rs"]
mod streams;
#[path = "conveniences/structured.rs"]
mod structured;
#[path = "conveniences/websockets.rs"]
pub(crate) mod websockets;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use specmill::surface::{Item, ItemKind, Receiver, Signature, Surface};

/// The `cfg(convenience = "…")` of a convenience, and the items of the client that it names. Types are
/// without their module, which a type changes when a second tag begins to use it; clients of groups have
/// one.
type Convenience = (&'static str, &'static [Need]);

const CONVENIENCES: &[Convenience] = &[
    (
        "chat_stream",
        &[
            structure("CreateChatCompletionStreamResponse"),
            structure("CreateChatCompletionResponse"),
        ],
    ),
    (
        "chat_text",
        &[
            field(
                "CreateChatCompletionResponse",
                "choices",
                "Vec<CreateChatCompletionResponseChoice>",
            ),
            field("CreateChatCompletionResponseChoice", "message", "ChatCompletionResponseMessage"),
            field("ChatCompletionResponseMessage", "content", "Option<String>"),
        ],
    ),
    (
        "chat_messages",
        &[
            variant(
                "ChatCompletionRequestMessage",
                "Assistant",
                "(Box<ChatCompletionRequestAssistantMessage>)",
            ),
            variant("ChatCompletionRequestMessage", "Unknown", "(RawJson)"),
            function(
                "ChatCompletionRequestDeveloperMessage",
                "new",
                &["impl Into<ChatCompletionRequestDeveloperMessageContent>"],
                "Self",
            ),
            function(
                "ChatCompletionRequestSystemMessage",
                "new",
                &["impl Into<ChatCompletionRequestSystemMessageContent>"],
                "Self",
            ),
            function(
                "ChatCompletionRequestUserMessage",
                "new",
                &["impl Into<ChatCompletionRequestUserMessageContent>"],
                "Self",
            ),
            function(
                "ChatCompletionRequestToolMessage",
                "new",
                &["impl Into<ChatCompletionRequestToolMessageContent>", "impl Into<String>"],
                "Self",
            ),
            function("ChatCompletionRequestAssistantMessage", "new", &[], "Self"),
            function(
                "ChatCompletionRequestAssistantMessage",
                "content",
                &["self", "impl IntoMember<ChatCompletionRequestAssistantMessageContent, As>"],
                "Self",
            ),
            structure("ChatCompletionResponseMessage"),
        ],
    ),
    // Part of the one above.
    (
        "chat_message_extra",
        &[
            field("ChatCompletionRequestAssistantMessage", "extra", "Map<Value>"),
            field("ChatCompletionRequestAssistantMessageAudio", "extra", "Map<Value>"),
            field("ChatCompletionResponseMessage", "extra", "Map<Value>"),
            field("ChatCompletionResponseMessageAudio", "extra", "Map<Value>"),
        ],
    ),
    ("response_stream", &[enumeration("ResponseStreamEvent"), structure("Response")]),
    (
        "response_text",
        &[
            field("Response", "output", "Vec<OutputItem>"),
            variant("OutputItem", "Message", "(OutputMessage)"),
            field("OutputMessage", "content", "Vec<OutputContent>"),
            variant("OutputContent", "OutputText", "(OutputTextContent)"),
            field("OutputTextContent", "text", "String"),
        ],
    ),
    // The same in newer descriptions.
    (
        "response_text",
        &[
            field("Response", "output", "Vec<OutputItem>"),
            variant("OutputItem", "Message", "(OutputMessage)"),
            field("OutputMessage", "content", "Vec<OutputMessageContent>"),
            variant("OutputMessageContent", "OutputText", "(OutputTextContent)"),
            field("OutputTextContent", "text", "String"),
        ],
    ),
    ("output_message_content", &[field("OutputMessage", "content", "Vec<OutputMessageContent>")]),
    (
        "response_items",
        &[
            variant("InputItem", "EasyInputMessage", "(EasyInputMessage)"),
            variant("InputItem", "Unknown", "(RawJson)"),
            enumeration("Item"),
            enumeration("OutputItem"),
            function(
                "EasyInputMessage",
                "new",
                &["impl Into<EasyInputMessageRole>", "impl Into<EasyInputMessageContent>"],
                "Self",
            ),
            variant("EasyInputMessageRole", "Assistant", ""),
            variant("EasyInputMessageRole", "Developer", ""),
            variant("EasyInputMessageRole", "System", ""),
            variant("EasyInputMessageRole", "User", ""),
        ],
    ),
    (
        "function_call_output",
        &[
            variant("InputItem", "Item", "(Box<Item>)"),
            variant("Item", "FunctionCallOutput", "(Box<FunctionCallOutputItemParam>)"),
            function(
                "FunctionCallOutputItemParam",
                "new",
                &["impl Into<FunctionCallOutputItemParamOutput>"],
                "Self",
            ),
            function(
                "FunctionCallOutputItemParam",
                "call_id",
                &["self", "impl IntoMember<String, As>"],
                "Self",
            ),
        ],
    ),
    (
        "poll_batch",
        &[
            function("batch::BatchClient", "get", &["&self", "impl AsRef<str>"], "Call<Batch>"),
            field("Batch", "status", "BatchStatus"),
            field("Batch", "id", "String"),
        ],
    ),
    (
        "poll_fine_tuning_job",
        &[
            function(
                "fine_tuning::FineTuningClient",
                "get_job",
                &["&self", "impl AsRef<str>"],
                "Call<FineTuningJob>",
            ),
            field("FineTuningJob", "status", "FineTuningJobStatus"),
            field("FineTuningJob", "id", "String"),
        ],
    ),
    (
        "poll_vector_stores",
        &[
            function(
                "vector_stores::VectorStoresClient",
                "get",
                &["&self", "impl AsRef<str>"],
                "Call<VectorStoreObject>",
            ),
            field("VectorStoreObject", "status", "VectorStoreStatus"),
            field("VectorStoreObject", "id", "String"),
            function(
                "vector_stores::VectorStoresClient",
                "get_file",
                &["&self", "impl AsRef<str>", "impl AsRef<str>"],
                "Call<VectorStoreFileObject>",
            ),
            field("VectorStoreFileObject", "status", "VectorStoreFileStatus"),
            field("VectorStoreFileObject", "id", "String"),
            field("VectorStoreFileObject", "vector_store_id", "String"),
            function(
                "vector_stores::VectorStoresClient",
                "get_file_batch",
                &["&self", "impl AsRef<str>", "impl AsRef<str>"],
                "Call<VectorStoreFileBatchObject>",
            ),
            field("VectorStoreFileBatchObject", "status", "VectorStoreFileStatus"),
            field("VectorStoreFileBatchObject", "id", "String"),
            field("VectorStoreFileBatchObject", "vector_store_id", "String"),
        ],
    ),
    (
        "poll_run",
        &[
            function(
                "assistants::AssistantsClient",
                "get_run",
                &["&self", "impl AsRef<str>", "impl AsRef<str>"],
                "Call<RunObject>",
            ),
            field("RunObject", "status", "RunStatus"),
            field("RunObject", "id", "String"),
            field("RunObject", "thread_id", "String"),
        ],
    ),
    (
        "poll_response",
        &[
            function(
                "responses::ResponsesClient",
                "get",
                &["&self", "impl AsRef<str>"],
                "GetResponseCall",
            ),
            function("GetResponseCall", "call", &["self"], "Call<Response>"),
            field("Response", "status", "Option<ResponseStatus>"),
            field("Response", "id", "String"),
        ],
    ),
    (
        "poll_video",
        &[
            function(
                "videos::VideosClient",
                "get",
                &["&self", "impl AsRef<str>"],
                "Call<VideoResource>",
            ),
            field("VideoResource", "status", "VideoStatus"),
            field("VideoResource", "id", "String"),
        ],
    ),
    (
        "poll_eval_run",
        &[
            function(
                "evals::EvalsClient",
                "get_run",
                &["&self", "impl AsRef<str>", "impl AsRef<str>"],
                "Call<EvalRun>",
            ),
            field("EvalRun", "status", "String"),
            field("EvalRun", "id", "String"),
            field("EvalRun", "eval_id", "String"),
        ],
    ),
    (
        "container_expiry",
        &[
            field("ContainerResource", "created_at", "UnixTime"),
            field("ContainerResource", "last_active_at", "Option<UnixTime>"),
            field("ContainerResource", "expires_after", "Option<ContainerResourceExpiresAfter>"),
            field("ContainerResourceExpiresAfter", "minutes", "Option<i64>"),
        ],
    ),
];

/// The conveniences of all tables.
fn conveniences() -> impl Iterator<Item = &'static Convenience> {
    let parts = [
        files::CONVENIENCES,
        streams::CONVENIENCES,
        structured::CONVENIENCES,
        websockets::CONVENIENCES,
    ];
    CONVENIENCES.iter().chain(parts.into_iter().flatten())
}

/// An item that a convenience names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Need {
    /// The type that the item is or belongs to.
    of: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Struct,
    Enum,
    /// The name and type of a field.
    Field(&'static str, &'static str),
    /// The name of a variant, and what it holds.
    Variant(&'static str, &'static str),
    /// The name of a function, what it takes, the receiver included, and what it returns.
    Function(&'static str, &'static [&'static str], &'static str),
}

const fn structure(of: &'static str) -> Need {
    Need { of, kind: Kind::Struct }
}

const fn enumeration(of: &'static str) -> Need {
    Need { of, kind: Kind::Enum }
}

const fn field(of: &'static str, name: &'static str, ty: &'static str) -> Need {
    Need { of, kind: Kind::Field(name, ty) }
}

const fn variant(of: &'static str, name: &'static str, content: &'static str) -> Need {
    Need { of, kind: Kind::Variant(name, content) }
}

const fn function(
    of: &'static str,
    name: &'static str,
    takes: &'static [&'static str],
    returns: &'static str,
) -> Need {
    Need { of, kind: Kind::Function(name, takes, returns) }
}

/// The items of a client by the names of their types, with and without the module.
struct Index<'a>(BTreeMap<String, Vec<&'a Item>>);

impl<'a> Index<'a> {
    fn new(surface: &'a Surface) -> Self {
        let mut index: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
        for item in surface.items() {
            index.entry(item.name.clone()).or_default().push(item);
            index.entry(format!("{}::{}", item.module, item.name)).or_default().push(item);
        }
        Self(index)
    }

    /// Why a need is not met, in words; `None` where it is.
    fn lacks(&self, need: &Need) -> Option<String> {
        let items = self.0.get(need.of).map(Vec::as_slice).unwrap_or_default();
        // A field and its setter have one name.
        let called = items.iter().filter(|item| item.member() == need.kind.member());
        let found: Vec<String> = called.filter_map(|item| shown(&item.kind)).collect();
        let wanted = need.kind.shown();
        if found.contains(&wanted) {
            return None;
        }
        Some(match found.first() {
            Some(found) => format!("`{need}` is {found}, where it has to be {wanted}"),
            None => format!("the client has no `{need}`"),
        })
    }
}

impl Kind {
    fn member(self) -> Option<&'static str> {
        match self {
            Kind::Struct | Kind::Enum => None,
            Kind::Field(name, _) | Kind::Variant(name, _) | Kind::Function(name, ..) => Some(name),
        }
    }

    /// What has to be the same, as [`shown`] has it of an item.
    fn shown(self) -> String {
        match self {
            Kind::Struct => "a struct".to_owned(),
            Kind::Enum => "an enum".to_owned(),
            Kind::Field(_, ty) => format!("a field of type `{ty}`"),
            Kind::Variant(_, content) => format!("a variant of `{content}`"),
            Kind::Function(_, takes, returns) => {
                format!("a function `({}) -> {returns}`", takes.join(", "))
            }
        }
    }
}

/// What an item is, without the names of arguments, which callers do not write; `None` of what no
/// convenience names.
fn shown(kind: &ItemKind) -> Option<String> {
    Some(match kind {
        ItemKind::Struct(_) => "a struct".to_owned(),
        ItemKind::Enum(_) => "an enum".to_owned(),
        ItemKind::Alias { target } => format!("another name for `{target}`"),
        ItemKind::Field { ty, .. } => format!("a field of type `{ty}`"),
        ItemKind::Variant { content, .. } => format!("a variant of `{content}`"),
        ItemKind::Function { signature, .. } => format!("a function `{}`", types(signature)),
        _ => return None,
    })
}

fn types(signature: &Signature) -> String {
    let receiver = signature.receiver.map(|receiver| match receiver {
        Receiver::Reference => "&self",
        Receiver::Value => "self",
        _ => "&mut self",
    });
    let arguments = signature.arguments.iter().map(|argument| argument.ty.as_str());
    let takes: Vec<&str> = receiver.into_iter().chain(arguments).collect();
    format!("({}) -> {}", takes.join(", "), signature.output)
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = if matches!(self.kind, Kind::Field(..)) { "." } else { "::" };
        match self.kind.member() {
            Some(member) => write!(f, "{}{between}{member}", self.of),
            None => f.write_str(self.of),
        }
    }
}

/// Each convenience, and why it does not fit a client of this surface: nothing where it fits. Of one
/// with several lists of needs, the list that lacks the fewest counts.
fn lacking(surface: &Surface) -> BTreeMap<&'static str, Vec<String>> {
    let index = Index::new(surface);
    let mut lacking: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, needs) in conveniences() {
        let reasons: Vec<String> = needs.iter().filter_map(|need| index.lacks(need)).collect();
        match lacking.get(name) {
            Some(other) if other.len() <= reasons.len() => {}
            _ => {
                lacking.insert(name, reasons);
            }
        }
    }
    lacking
}

/// The conveniences that fit a client of this surface.
pub(crate) fn fitting(surface: &Surface) -> BTreeSet<&'static str> {
    let fits = |(name, reasons): (_, Vec<String>)| reasons.is_empty().then_some(name);
    lacking(surface).into_iter().filter_map(fits).collect()
}

/// A line for each convenience that a client of this surface goes without: which, and why.
pub(crate) fn left_out(surface: &Surface) -> Vec<String> {
    let lacking = lacking(surface).into_iter().filter(|(_, reasons)| !reasons.is_empty());
    lacking
        .map(|(name, reasons)| format!("convenience `{name}` left out: {}", reasons.join("; ")))
        .collect()
}

/// All conveniences, whatever they fit.
pub(crate) fn all() -> BTreeSet<&'static str> {
    conveniences().map(|(name, _)| *name).collect()
}
