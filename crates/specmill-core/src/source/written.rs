//! The text that scalars of a YAML document are written with.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

use crate::tree::{Pointer, Way};

/// How often an alias of an alias is gone through.
const MOST_ALIASES: usize = 8;

/// The text of each scalar in `text` that `wanted` points to, by its pointer: the tree has `1.10` as the
/// number 1.1. None for what stands there by a merge key.
pub(super) fn texts<'w>(text: &str, wanted: &'w [Pointer]) -> BTreeMap<&'w str, String> {
    let mut found = BTreeMap::new();
    // By where its text is: there, or at the anchor of an alias above it.
    let mut open: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for pointer in wanted {
        open.entry(pointer.as_str().to_owned()).or_default().push(pointer.as_str());
    }
    for _ in 0..MOST_ALIASES {
        if open.is_empty() {
            break;
        }
        let Reading { texts, aliases } = read(text, |pointer| open.contains_key(pointer));
        let mut further: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (at, pointers) in open {
            if let Some(text) = texts.get(&at) {
                found.extend(pointers.into_iter().map(|pointer| (pointer, text.clone())));
            } else if let Some(anchored) = behind(&at, &aliases) {
                further.entry(anchored).or_default().extend(pointers);
            }
        }
        open = further;
    }
    found
}

/// What one walk over a text has found.
#[derive(Default)]
struct Reading {
    /// Texts by the pointers to them.
    texts: BTreeMap<String, String>,
    /// Where the anchor of each alias is, by the pointer to the alias.
    aliases: BTreeMap<String, String>,
}

fn read(text: &str, is_wanted: impl Fn(&str) -> bool) -> Reading {
    let mut reading = Reading::default();
    let mut anchors: BTreeMap<usize, String> = BTreeMap::new();
    let (mut way, mut at) = (Way::default(), String::new());
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, _))) = parser.next_event() {
        match event {
            Event::Scalar(key, ..) if way.expects_key() => {
                at.replace_range(.., way.key(&key));
                continue;
            }
            Event::Alias(_) if way.expects_key() => {
                way.key("*");
                continue;
            }
            Event::Scalar(..)
            | Event::Alias(_)
            | Event::SequenceStart(..)
            | Event::MappingStart(..) => {
                if let Some(item) = way.value_begins() {
                    at.replace_range(.., item);
                }
            }
            _ => {}
        }
        match event {
            Event::Scalar(text, _, anchor, _) => {
                if is_wanted(&at) {
                    reading.texts.insert(at.clone(), text.into_owned());
                }
                note(&mut anchors, anchor, &at);
                way.value_done();
            }
            Event::Alias(anchor) => {
                if let Some(place) = anchors.get(&anchor) {
                    reading.aliases.insert(at.clone(), place.clone());
                }
                way.value_done();
            }
            Event::SequenceStart(anchor, _) => {
                note(&mut anchors, anchor, &at);
                way.open_list();
            }
            Event::MappingStart(anchor, _) => {
                note(&mut anchors, anchor, &at);
                way.open_object();
            }
            Event::SequenceEnd | Event::MappingEnd => way.close(),
            Event::StreamEnd | Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
        }
    }
    reading
}

/// Notes where an anchor is; the number 0 is that of none.
fn note(anchors: &mut BTreeMap<usize, String>, anchor: usize, at: &str) {
    if anchor > 0 {
        anchors.insert(anchor, at.to_owned());
    }
}

/// The place at the anchor that `at`, which is an alias or inside of one, stands for.
fn behind(at: &str, aliases: &BTreeMap<String, String>) -> Option<String> {
    let mut above = at;
    loop {
        if let Some(anchored) = aliases.get(above) {
            return Some(format!("{anchored}{}", at.get(above.len()..)?));
        }
        above = above.rsplit_once('/')?.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_keep_their_text() {
        let text = "\
a: 1.10
b: [0o17, {c: True}, '1e3']
d: &list [1.0, &one +1]
e: *list
f: {g: *one, h: *list}
i/~: 007
<<: {j: 1.0}
";
        let pointers = [
            "/a", "/b/0", "/b/1/c", "/b/2", "/e/0", "/e/1", "/f/g", "/f/h/0", "/i~1~0", "/j", "/k",
        ];
        let wanted = pointers.map(Pointer::parse);
        let found = texts(text, &wanted);
        let found = pointers.map(|pointer| found.get(pointer).map(String::as_str));
        let expected = ["1.10", "0o17", "True", "1e3", "1.0", "+1", "+1", "1.0", "007"];
        assert_eq!(found[..9], expected.map(Some));
        assert_eq!(found[9..], [None, None]);
    }
}
