//! A few words about a value, for messages.

use crate::json::tape::{Kind, Node};

/// Strings are cut after this many characters.
const MAX_CHARS: usize = 60;

/// Scalars as JSON between backticks. Of arrays and objects only the size is told: the values in
/// them may be secrets, and messages end up in logs.
pub(super) fn excerpt(node: Node<'_>) -> String {
    if let Some(text) = node.as_str() {
        let cut: String = text.chars().take(MAX_CHARS).collect();
        let more = if cut.len() < text.len() { "…" } else { "" };
        return format!("`{}`{more}", serde_json::Value::String(cut));
    }
    if let Some(items) = node.items() {
        return counted("an array of", items.len(), "item");
    }
    if let Some(members) = node.members() {
        return counted("an object of", members.len(), "member");
    }
    if let Some(number) = node.long_number() {
        let more = if number.len() > MAX_CHARS { "…" } else { "" };
        return format!("`{}`{more}", number.get(..MAX_CHARS).unwrap_or(number));
    }
    format!("`{}`", node.to_value())
}

/// The kind alone, for values that must not be shown.
pub(super) fn kind(node: Node<'_>) -> &'static str {
    match node.kind() {
        Kind::Null => "null",
        Kind::Boolean => "a boolean",
        Kind::Integer | Kind::Number => "a number",
        Kind::String => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}

fn counted(what: &str, count: usize, unit: &str) -> String {
    format!("{what} {count} {unit}{}", if count == 1 { "" } else { "s" })
}
