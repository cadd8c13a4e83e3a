//! Where the references of a document lead.

use std::collections::BTreeMap;

use serde_json::Value;

/// The places that a document names by other means than their pointer.
#[derive(Default)]
pub(super) struct Places {
    /// `$anchor` and `$dynamicAnchor`, each with the first place that has it.
    anchors: BTreeMap<String, String>,
    /// `$id`.
    ids: BTreeMap<String, String>,
}

impl Places {
    /// All of `root`.
    pub(super) fn of(root: &Value) -> Self {
        let mut places = Self::default();
        let mut open = vec![(String::new(), root)];
        while let Some((pointer, value)) = open.pop() {
            match value {
                Value::Object(members) => {
                    for key in ["$anchor", "$dynamicAnchor"] {
                        if let Some(name) = members.get(key).and_then(Value::as_str) {
                            places.anchors.insert(name.to_owned(), pointer.clone());
                        }
                    }
                    if let Some(id) = members.get("$id").and_then(Value::as_str) {
                        places.ids.insert(id.trim_end_matches('#').to_owned(), pointer.clone());
                    }
                    for (name, value) in members.iter().rev() {
                        open.push((format!("{pointer}/{}", escaped(name)), value));
                    }
                }
                Value::Array(items) => {
                    for (index, value) in items.iter().enumerate().rev() {
                        open.push((format!("{pointer}/{index}"), value));
                    }
                }
                _ => {}
            }
        }
        places
    }

    /// The pointer that `reference` stands for.
    pub(super) fn pointer(&self, reference: &str) -> Option<String> {
        let (base, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let fragment = percent_decoded(fragment);
        let base = if base.is_empty() { "" } else { self.by_id(base)? };
        if fragment.is_empty() || fragment.starts_with('/') {
            return Some(format!("{base}{fragment}"));
        }
        self.anchors.get(&fragment).cloned()
    }

    fn by_id(&self, id: &str) -> Option<&str> {
        let ends = |known: &str| known.ends_with(&format!("/{}", id.trim_start_matches("./")));
        let known = self.ids.iter().find(|(known, _)| *known == id || ends(known))?;
        Some(known.1)
    }
}

/// A name as a token of a JSON pointer (RFC 6901, 3).
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// `%20` as a space. What is no escape stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match escape.filter(|_| *first == b'%').map(|digits| u8::from_str_radix(digits, 16)) {
            Some(Ok(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
