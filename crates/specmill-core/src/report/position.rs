//! JSON Pointer → line and column.
//!
//! The tree keeps no positions: they would cost every document for the sake of those with faults.
//! The text is gone through once more, event by event and with no recursion, when faults are shown.

use saphyr_parser::{Event, Marker, Parser};

use super::json_position;
use super::wanted::{Wanted, begin};
use crate::diagnostics::Position;
use crate::source::Format;
use crate::tree::{Pointer, Way};

/// Where each of `pointers` is in `text`, in the same order: the key of a member, the start of a
/// list's item. A pointer to what is not there (normalize adds levels) gives the nearest thing
/// above it; `None` only for the root and for text that has no document.
///
/// ```
/// use specmill_core::report::positions;
/// use specmill_core::source::{Format, Pointer};
///
/// let text = "openapi: 3.1.0\npaths:\n  /a: {}\n";
/// let found = positions(text, Format::Yaml, &[Pointer::parse("/paths/~1a/get")]);
/// assert_eq!(found[0].map(|at| (at.line, at.column)), Some((3, 3)));
/// ```
#[must_use]
pub fn positions(text: &str, format: Format, pointers: &[Pointer]) -> Vec<Option<Position>> {
    let mut wanted = Wanted::new(pointers.iter().map(Pointer::as_str));
    match format {
        Format::Yaml => walk_yaml(text, &mut wanted),
        Format::Json => json_position::walk(text, &mut wanted),
    }
    pointers.iter().map(|pointer| wanted.nearest(pointer.as_str())).collect()
}

fn walk_yaml(text: &str, wanted: &mut Wanted<'_>) {
    let mut parser = Parser::new_from_str(text);
    let mut way = Way::default();
    // An error ends it: what was met up to there stands.
    while let Some(Ok((event, span))) = parser.next_event() {
        let position = position_of(span.start);
        match event {
            Event::Scalar(key, ..) if way.expects_key() => {
                wanted.record(way.key(&key), position);
            }
            // `*shared: value` has a key, but what it is called is not known here.
            Event::Alias(_) if way.expects_key() => {
                way.key("*");
            }
            Event::Scalar(..) | Event::Alias(_) => {
                begin(&mut way, wanted, position);
                way.value_done();
            }
            Event::SequenceStart(..) => {
                begin(&mut way, wanted, position);
                way.open_list();
            }
            Event::MappingStart(..) => {
                begin(&mut way, wanted, position);
                way.open_object();
            }
            Event::SequenceEnd | Event::MappingEnd => way.close(),
            Event::StreamEnd | Event::DocumentEnd => return,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
        }
    }
}

fn position_of(marker: Marker) -> Position {
    Position { line: marker.line(), column: marker.col() + 1 }
}
