//! What codes mean, as text and as Markdown.

use specmill_core::diagnostics::{
    Example, Explanation, Severity, explanations, untyped_explanations,
};

/// Where each code has a heading of its own.
const PAGE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/DIAGNOSTICS.md");

/// Columns of a line of text.
const WIDTH: usize = 80;

/// The address of what is written about a code.
pub(crate) fn address(code: &str) -> String {
    format!("{PAGE}#{code}")
}

/// How it is reported, in a word or two.
pub(crate) fn severities(entry: &Explanation) -> String {
    match entry.severities {
        [] => "untyped".to_owned(),
        severities => severities.iter().map(Severity::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// The codes by what they are about, a line each with what it means.
pub(crate) fn list() -> String {
    let mut text = String::new();
    let widest = areas().flat_map(|(_, entries)| entries).map(|entry| entry.code.len()).max();
    let width = widest.unwrap_or_default();
    for (area, entries) in areas() {
        text.push_str(&format!("{area}\n"));
        for entry in sorted(entries) {
            text.push_str(&format!("  {:width$}  {}\n", entry.code, entry.meaning));
        }
        text.push('\n');
    }
    text.push_str(
        "`specmill explain CODE` says more, with an example of what is wrong and right.\n",
    );
    text
}

/// All that is said of a code, in lines of a terminal.
pub(crate) fn text(entry: &Explanation) -> String {
    let mut text = format!("{} ({})\n\n", entry.code, severities(entry));
    for paragraph in [format!("{} {}", entry.meaning, entry.reason), entry.way_out.to_owned()] {
        text.push_str(&wrapped(&paragraph));
        text.push('\n');
    }
    if let Some((wrong, right)) = entry.example.texts() {
        for (word, example) in [("Wrong:", wrong), ("Right:", right)] {
            text.push_str(&format!("{word}\n\n{}\n", indented(example)));
        }
    }
    text
}

/// The page of all codes.
pub(crate) fn page() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("| code | severity | what it means |\n|---|---|---|\n");
    let mut all: Vec<&Explanation> = areas().flat_map(|(_, entries)| entries).collect();
    all.sort_by_key(|entry| entry.code);
    for entry in all {
        let Explanation { code, meaning, .. } = entry;
        text.push_str(&format!("| [`{code}`](#{code}) | {} | {meaning} |\n", severities(entry)));
    }
    for (area, entries) in areas() {
        text.push_str(&format!("\n## {area}\n"));
        for entry in sorted(entries) {
            text.push_str(&format!("\n### `{}`\n\n{}", entry.code, markdown(entry)));
        }
    }
    text
}

const HEAD: &str = "# Diagnostics

What specmill says of a document, by its code. `specmill explain CODE` says the same.
An **error** costs what is wrong (an operation, a schema), or the whole document if that cannot be read. A
**warning** costs nothing, or is of what the client cannot check. A **note** is of a sound document that may not
mean what its author does. **untyped** codes are no faults: `--report-untyped` lists places that take any value.
The examples leave out `openapi`, `info` and `paths` where these say nothing.

This page is made by `specmill explain --format markdown`.

";

/// All that is said of a code, without a heading.
pub(crate) fn markdown(entry: &Explanation) -> String {
    let Explanation { meaning, reason, way_out, .. } = entry;
    let mut text = format!("{meaning} {reason}\n\n{way_out}\n");
    if let Some((wrong, right)) = entry.example.texts() {
        let language = entry.example.language();
        // A page has a block of its own.
        let fence = if language == "markdown" { "````" } else { "```" };
        let file = match entry.example {
            Example::File { name, .. } => format!(" (`{name}`)"),
            Example::Overlay { .. } => " (`overlay.yaml`)".to_owned(),
            _ => String::new(),
        };
        for (word, example) in [("Wrong", wrong), ("Right", right)] {
            text.push_str(&format!("\n{word}{file}:\n\n{fence}{language}\n{example}\n{fence}\n"));
        }
    }
    text
}

/// All codes by what they are about.
pub(crate) fn areas() -> impl Iterator<Item = (&'static str, &'static [Explanation])> {
    explanations().chain([("Places that take any value", untyped_explanations())])
}

fn sorted(entries: &[Explanation]) -> Vec<&Explanation> {
    let mut sorted: Vec<&Explanation> = entries.iter().collect();
    sorted.sort_by_key(|entry| entry.code);
    sorted
}

fn wrapped(text: &str) -> String {
    let (mut lines, mut width) = (String::new(), 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            lines.push('\n');
            width = 0;
        }
        if width > 0 {
            lines.push(' ');
            width += 1;
        }
        lines.push_str(word);
        width += length;
    }
    lines.push('\n');
    lines
}

fn indented(text: &str) -> String {
    let line = |line: &str| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    };
    text.lines().map(line).collect()
}
