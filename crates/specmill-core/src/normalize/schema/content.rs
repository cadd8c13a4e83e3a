//! `contentEncoding` and `contentMediaType` (JSON Schema 2020-12 §8), which 3.0 writes as `format`.

use super::keywords;
use crate::tree::{Map, Node};

/// Sets the format that says the same; the keywords stay, `openapiv3` does not read them.
pub(super) fn normalize(members: &mut Map) {
    let is_string = match members.get("type") {
        None => !keywords::COMPOSITION.iter().any(|keyword| members.contains_key(*keyword)),
        Some(name) => name.as_str() == Some("string"),
    };
    if !is_string || ["format", "enum", "$ref"].iter().any(|name| members.contains_key(*name)) {
        return;
    }
    let encoding = keywords::text(members, "contentEncoding").map(str::to_ascii_lowercase);
    let media_type = keywords::text(members, "contentMediaType").map(str::to_ascii_lowercase);
    let format = match (encoding.as_deref(), media_type.as_deref()) {
        (Some("base64"), _) => "byte",
        (Some("base64url"), _) => "base64url",
        (None | Some("binary"), Some(media_type)) if is_binary(media_type) => "binary",
        _ => return,
    };
    members.entry("type".to_owned()).or_insert_with(|| Node::String("string".to_owned()));
    members.insert("format".to_owned(), Node::String(format.to_owned()));
}

/// Whether values of a media type are bytes that no JSON string can hold.
fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or(media_type).trim();
    let families = ["image/", "audio/", "video/", "font/"];
    (families.iter().any(|family| essence.starts_with(family)) && !essence.ends_with("+xml"))
        || ["application/octet-stream", "application/zip", "application/pdf"].contains(&essence)
}
