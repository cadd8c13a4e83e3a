//! The changes as lines for a terminal.

use super::compared::{Compared, UNCHANGED};

/// The headline, then a block for each operation and type.
pub(super) fn text(compared: &Compared) -> String {
    if compared.is_empty() {
        return UNCHANGED.to_owned();
    }
    let mut text = format!("{}\n", compared.headline());
    if !compared.changes.items.is_empty() {
        text.push('\n');
    }
    for item in &compared.changes.items {
        text.push_str(&format!("{}\n", item.name));
        for change in &item.changes {
            text.push_str(&format!("    {:<10}  {}\n", change.effect, change.text));
        }
    }
    if !compared.wire.items.is_empty() {
        text.push_str(&format!(
            "\non the wire, for programs that were built before\n\n{}",
            compared.wire
        ));
    }
    text
}

/// The changes counted; those on the wire in a line.
pub(super) fn summary(compared: &Compared) -> String {
    if compared.is_empty() {
        return UNCHANGED.to_owned();
    }
    let summary = compared.changes.summary().to_string();
    let rest = summary.split_once('\n').map_or("", |(_, rest)| rest);
    format!("{}\n{rest}", compared.headline())
}
