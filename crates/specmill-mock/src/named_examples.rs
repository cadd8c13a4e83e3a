//! The examples of a media type by their names (OpenAPI 3.0, Example Object).

use specmill_core::source::{Node, Pointer};
use specmill_core::spec::{MediaType, Operation, Response, Status};

use crate::description::Description;

/// References that are followed to an example.
const MOST_REFERENCES: usize = 16;

/// The names of the examples of a media type, in the order of the document.
pub(crate) fn names<'d>(description: &'d Description, media: &MediaType) -> Vec<&'d str> {
    let examples = written(description, media).and_then(Node::as_object);
    examples.map(|examples| examples.keys().map(String::as_str).collect()).unwrap_or_default()
}

/// The example of this name, with what it is in the document: `None` where it has no value there, which
/// is outside of it (`externalValue`).
pub(crate) fn find<'d>(
    description: &'d Description,
    media: &MediaType,
    name: &str,
) -> Option<Option<&'d Node>> {
    let example = written(description, media)?.get(name)?;
    let example = followed(description.root(), example);
    // The last two are OpenAPI 3.2's.
    let keys = ["value", "dataValue", "serializedValue"];
    Some(keys.into_iter().find_map(|key| example.get(key)))
}

/// What of `operation` can be asked for by name, as a sentence.
pub(crate) fn all(description: &Description, operation: &Operation) -> String {
    let of_response = |response: &Response| {
        let names = response.content.iter().flat_map(|media| names(description, media));
        let mut names: Vec<&str> = names.collect();
        names.dedup();
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        (!names.is_empty()).then(|| format!("{} has {}", status(response), names.join(", ")))
    };
    let found: Vec<String> = operation.responses.iter().filter_map(of_response).collect();
    if found.is_empty() {
        return "the operation has no named examples".to_owned();
    }
    found.join("; ")
}

fn status(response: &Response) -> String {
    match response.status {
        Status::Exact(code) => format!("status {code}"),
        Status::Range(first) => format!("status {first}XX"),
        Status::Default => "`default`".to_owned(),
    }
}

/// `examples` as it stands in the document.
fn written<'d>(description: &'d Description, media: &MediaType) -> Option<&'d Node> {
    description.root().at(&media.pointer)?.get("examples")
}

fn followed<'d>(root: &'d Node, example: &'d Node) -> &'d Node {
    let mut example = example;
    for _ in 0..MOST_REFERENCES {
        let target = example.get("$ref").and_then(Node::as_str);
        let target = target.and_then(|target| target.strip_prefix('#'));
        match target.and_then(|target| root.at(&Pointer::parse(target))) {
            Some(target) => example = target,
            None => break,
        }
    }
    example
}
