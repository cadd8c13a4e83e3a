//! The changes for a comment of a review.

use specmill::changes::Effect;

use super::compared::{Compared, EFFECTS, WIRE_EFFECTS};
use crate::markup::{code, escaped};

/// How many changes stand in a comment: GitHub takes 65 536 characters.
const MOST: usize = 200;

/// The headline, a table of modules, what breaks, and the rest folded.
pub(super) fn markdown(compared: &Compared) -> String {
    if compared.is_empty() {
        return "No change that callers or running programs notice.\n".to_owned();
    }
    let mut text = format!("**{}**\n\n", escaped(&compared.headline()));
    text.push_str(&modules(compared));
    for effect in EFFECTS {
        let count = compared.changes.count(effect);
        if count > 0 {
            let is_open = effect == Effect::Breaking;
            section(
                &mut text,
                &format!("{effect}: {count}"),
                is_open,
                &code_changes(compared, effect),
            );
        }
    }
    for effect in WIRE_EFFECTS {
        let count = compared.wire.count(effect);
        if count > 0 {
            let title = format!("on the wire, {effect}: {count}");
            let changes = compared.wire.items.iter().flat_map(|item| {
                let own = item.changes.iter().filter(|change| change.effect == effect);
                own.map(|change| (item.name.as_str(), change.text.as_str()))
            });
            section(&mut text, &title, false, &list(changes));
        }
    }
    text
}

fn modules(compared: &Compared) -> String {
    let mut text = "| module | breaking | deprecated | addition | compatible | on the wire |\n\
                    |---|---|---|---|---|---|\n"
        .to_owned();
    for (module, counts) in compared.modules() {
        let name = if module.is_empty() { "(root)" } else { &module };
        let code_counts = EFFECTS.map(|effect| match counts.code.get(&effect) {
            Some(count) => count.to_string(),
            None => String::new(),
        });
        let wire = counts.wire.iter().map(|(effect, count)| format!("{count} {effect}"));
        text.push_str(&format!(
            "| {} | {} | {} |\n",
            code(name),
            code_counts.join(" | "),
            wire.collect::<Vec<_>>().join(", ")
        ));
    }
    text.push('\n');
    text
}

fn code_changes(compared: &Compared, effect: Effect) -> String {
    list(compared.changes.items.iter().flat_map(|item| {
        let own = item.changes.iter().filter(move |change| change.effect == effect);
        own.map(|change| (item.name.as_str(), change.text.as_str()))
    }))
}

fn list<'c>(changes: impl Iterator<Item = (&'c str, &'c str)>) -> String {
    let mut text = String::new();
    let mut left = 0;
    for (at, (name, change)) in changes.enumerate() {
        if at < MOST {
            text.push_str(&format!("- {}: {}\n", code(name), escaped(change)));
        } else {
            left += 1;
        }
    }
    if left > 0 {
        text.push_str(&format!("- and {left} more\n"));
    }
    text
}

fn section(text: &mut String, title: &str, is_open: bool, list: &str) {
    let open = if is_open { " open" } else { "" };
    text.push_str(&format!("<details{open}><summary>{title}</summary>\n\n{list}\n</details>\n\n"));
}
