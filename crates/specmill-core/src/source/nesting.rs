//! Keeps YAML nested absurdly deep away from the parser.
//!
//! libyaml, which `serde_yaml` is built on, takes time quadratic in the depth of `[` and `{` before
//! the limit of 128 can refuse the text: 13 s for 100 000 brackets. `saphyr-parser` stops at 255.

use saphyr_parser::{Event, Parser};

use super::fault::{Fault, FaultKind};
use crate::diagnostics::Position;

/// Values in values that a document may have. The readers of YAML and of JSON both stop there.
pub(super) const DEEPEST: usize = 128;

/// Brackets left open, those in text and comments included, from which on a text is looked at more
/// closely. libyaml is still fast there.
const SUSPICIOUS: usize = 2_000;

/// Refuses `text` if its brackets are nested too deep.
pub(super) fn check(text: &str) -> Result<(), Fault> {
    if brackets_left_open(text) < SUSPICIOUS {
        return Ok(());
    }
    let mut parser = Parser::new_from_str(text);
    loop {
        match parser.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => return Ok(()),
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                let marker = error.marker();
                let position = Position { line: marker.line(), column: marker.col() + 1 };
                if error.info().contains("recursion limit") {
                    return Err(FaultKind::TooDeep(DEEPEST).at(Some(position)));
                }
                return Err(FaultKind::InvalidYaml(error.info().to_owned()).at(Some(position)));
            }
        }
    }
}

/// The highest number of brackets open at once, if every bracket counted.
fn brackets_left_open(text: &str) -> usize {
    let mut open = 0_usize;
    let mut most = 0;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => {
                open += 1;
                most = most.max(open);
            }
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    most
}
