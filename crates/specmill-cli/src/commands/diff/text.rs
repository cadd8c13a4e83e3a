//! The changes as lines for a terminal.

use super::compared::Compared;

/// The headline, then a block for each operation and type; nothing where nothing differs.
pub(super) fn text(compared: &Compared) -> String {
    if compared.is_empty() {
        return String::new();
    }
    let mut text = format!("{}\n", compared.headline());
    for item in &compared.changes.items {
        text.push_str(&format!("{}\n", item.name));
        for change in &item.changes {
            text.push_str(&format!("    {:<10}  {}\n", change.effect, change.text));
        }
    }
    if !compared.wire.items.is_empty() {
        text.push_str(&format!(
            "\non the wire, for programs that were built before\n{}",
            compared.wire
        ));
    }
    text
}
