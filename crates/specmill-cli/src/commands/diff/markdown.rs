//! The changes for a comment of a review.

use specmill::WireEffect;
use specmill::changes::Effect;

use super::compared::{Compared, Counts, EFFECTS, Entry, UNCHANGED, Verdict, WIRE_EFFECTS};
use crate::markup::{code, escaped};

/// The bytes that a section has around its list, and its last line.
const FRAME: usize = 120;

/// The headline, a table of tags, what breaks, and the rest folded; of `most` bytes at most, with a count of
/// what is left out. GitHub takes 65 536 characters.
pub(super) fn markdown(compared: &Compared, most: usize) -> String {
    if compared.is_empty() {
        return UNCHANGED.to_owned();
    }
    let mut text = format!("**{}**\n\n", escaped(&compared.headline()));
    tags(&mut text, compared, most);
    let entries = compared.entries();
    let sections = sections(compared);
    let mut frames = sections.len() * FRAME;
    for section in sections {
        // A section takes half of what is left, so that each has its place.
        let room = most.saturating_sub(text.len() + frames) / 2;
        frames -= FRAME;
        let lines = entries.iter().flat_map(|entry| section.lines(entry));
        let open = if section.is_open { " open" } else { "" };
        let list = list(lines, room);
        let title = &section.title;
        let section =
            format!("<details{open}><summary>{title}</summary>\n\n{list}\n</details>\n\n");
        text.push_str(&section);
    }
    text
}

/// The changes of one effect.
struct Section {
    title: String,
    is_open: bool,
    effect: Either,
}

enum Either {
    Code(Effect),
    Wire(WireEffect),
}

/// Those with changes, the gravest first.
fn sections(compared: &Compared) -> Vec<Section> {
    let code = EFFECTS.map(|effect| {
        let count = compared.changes.count(effect);
        let (title, is_open) = (format!("{effect}: {count}"), effect == Effect::Breaking);
        (count, Section { title, is_open, effect: Either::Code(effect) })
    });
    let wire = WIRE_EFFECTS.map(|effect| {
        let count = compared.wire.count(effect);
        let title = format!("on the wire, {effect}: {count}");
        (count, Section { title, is_open: false, effect: Either::Wire(effect) })
    });
    let mut code = code.into_iter();
    let breaking = code.next().into_iter();
    let all = breaking.chain(wire).chain(code);
    all.filter(|(count, _)| *count > 0).map(|(_, section)| section).collect()
}

impl Section {
    fn lines(&self, entry: &Entry<'_>) -> Vec<String> {
        // A bar is none of a cell here.
        let line =
            |text: &str| format!("- {}: {}\n", code(entry.name), escaped(text)).replace("\\|", "|");
        match self.effect {
            Either::Code(effect) => {
                let own = entry.code.iter().filter(|change| change.effect == effect);
                own.map(|change| line(&change.text)).collect()
            }
            Either::Wire(effect) => {
                let own = entry.wire.iter().filter(|change| change.effect == effect);
                own.map(|change| line(&change.text)).collect()
            }
        }
    }
}

fn list(lines: impl Iterator<Item = String>, room: usize) -> String {
    let (mut text, mut left) = (String::new(), 0);
    for line in lines {
        if left == 0 && text.len() + line.len() <= room {
            text.push_str(&line);
        } else {
            left += 1;
        }
    }
    if left > 0 {
        text.push_str(&format!("- and {left} more\n"));
    }
    text
}

/// A row for each tag that changed, what breaks first; those that stay in a line.
fn tags(text: &mut String, compared: &Compared, most: usize) {
    let mut tags = compared.tags();
    let count = tags.len();
    tags.retain(|tag| tag.counts.verdict() != Verdict::Stays);
    let unchanged = count - tags.len();
    tags.sort_by_key(|tag| tag.counts.verdict());
    if !tags.is_empty() {
        text.push_str(
            "| tag | | breaking | refused | misread | other |\n|---|---|--:|--:|--:|--:|\n",
        );
    }
    let mut left = 0;
    for tag in &tags {
        let row = row(tag.name, &tag.counts);
        // Half of it is for the changes themselves.
        if left == 0 && text.len() + row.len() <= most / 2 {
            text.push_str(&row);
        } else {
            left += 1;
        }
    }
    let rest = [(left, "not shown"), (unchanged, "unchanged")];
    let rest = rest.iter().filter(|(count, _)| *count > 0);
    let rest: Vec<String> = rest
        .map(|(count, what)| match count {
            1 => format!("1 tag {what}"),
            count => format!("{count} tags {what}"),
        })
        .collect();
    if !rest.is_empty() {
        text.push_str(&format!("\n{}\n", rest.join(", ")));
    }
    text.push('\n');
}

fn row(name: &str, counts: &Counts) -> String {
    let verdict = match counts.verdict() {
        Verdict::Breaks => "**breaks**",
        Verdict::BreaksRunning => "**breaks running programs**",
        Verdict::Changes => "changes",
        Verdict::Stays => "",
    };
    let told = [
        counts.code(Effect::Breaking),
        counts.wire(WireEffect::Refused),
        counts.wire(WireEffect::Misread),
    ];
    let all = counts.code.values().sum::<usize>() + counts.wire.values().sum::<usize>();
    let other = all - told.iter().sum::<usize>();
    let cell = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    let [breaking, refused, misread] = told.map(cell);
    format!(
        "| {} | {verdict} | {breaking} | {refused} | {misread} | {} |\n",
        escaped(name),
        cell(other)
    )
}
