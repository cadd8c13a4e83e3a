//! Faults for people: each with its line of the document, as rustc shows its own.

use std::fmt::Write;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use specmill::{Diagnostic, Severity};
use specmill_core::diagnostics::one_line;

use super::Judged;

/// Of each code so many are shown.
const SHOWN: usize = 3;

/// Columns that are shown of a line; more than an excerpt has, which is cut already.
const WIDTH: usize = 10_000;

/// The faults, those of one code together; of each code the first ones unless `all` are wanted.
pub(super) fn write(faults: &[Judged<'_>], all: bool, is_coloured: bool) -> String {
    let renderer = if is_coloured { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH);
    let mut text = String::new();
    for group in groups(faults) {
        let most = if all { usize::MAX } else { SHOWN };
        // A line that says "1 more" is no shorter than the one it stands for.
        let shown = if group.len() == most.saturating_add(1) { group.len() } else { most };
        let rest = group.len().saturating_sub(shown);
        for judged in group.iter().take(shown) {
            push(&mut text, &renderer, one(judged), judged.fault.file().is_some());
        }
        if let Some(Judged { fault, severity }) = group.first().filter(|_| rest > 0) {
            push(&mut text, &renderer, more(*severity, fault.code(), rest), false);
        }
    }
    text
}

/// The faults of one code and severity, in the order of the first of each.
fn groups<'f, 'd>(faults: &'f [Judged<'d>]) -> Vec<Vec<&'f Judged<'d>>> {
    let mut groups: Vec<Vec<&Judged<'d>>> = Vec::new();
    for judged in faults {
        let is_of = |group: &&mut Vec<&Judged<'d>>| {
            group.first().is_some_and(|first| {
                (first.severity, first.fault.code()) == (judged.severity, judged.fault.code())
            })
        };
        match groups.iter_mut().find(is_of) {
            Some(group) => group.push(judged),
            None => groups.push(vec![judged]),
        }
    }
    groups
}

fn push(text: &mut String, renderer: &Renderer, group: Group<'_>, has_place: bool) {
    let rendered = renderer.render(&[group]);
    // A snippet behind an origin has a line for a path of its own, which it has not.
    // Nor has what is no fault of a file a margin.
    let is_of_no_use = |line: &str| match without_style(line).trim() {
        ":::" => true,
        "|" => !has_place,
        _ => false,
    };
    let lines = rendered.lines().filter(|line| !is_of_no_use(line));
    for line in lines {
        // Writing to a `String` does not fail.
        let _ = writeln!(text, "{line}");
    }
    text.push('\n');
}

fn without_style(line: &str) -> String {
    anstream::adapter::strip_str(line).to_string()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Note => Level::NOTE,
        Severity::Error => Level::ERROR,
        _ => Level::WARNING,
    }
}

fn one<'d>(judged: &Judged<'d>) -> Group<'d> {
    let fault = judged.fault;
    let title = level(judged.severity).primary_title(one_line(fault.message())).id(fault.code());
    let mut group = Group::with_title(title);
    let file = fault.file().map(|file| one_line(&file.display().to_string()).into_owned());
    match (snippet(fault), file) {
        (Some(snippet), Some(file)) if has_its_column(fault) => {
            group = group.element(snippet.path(file));
        }
        (snippet, Some(file)) => {
            let mut origin = Origin::path(file);
            if let (Some(line), Some(column)) = (fault.line(), fault.column()) {
                origin = origin.line(line).char_column(column);
            }
            group = group.element(origin).elements(snippet);
        }
        (_, None) => {}
    }
    if let Some(pointer) = fault.pointer().filter(|pointer| !pointer.is_empty()) {
        group = group.element(Level::NOTE.with_name("at").message(one_line(pointer)));
    }
    if let Some(help) = fault.help() {
        group = group.element(Level::HELP.message(one_line(help)));
    }
    group
}

/// The line of the document; it is cut already, and fit for a terminal.
fn snippet(fault: &Diagnostic) -> Option<Snippet<'_, annotate_snippets::Annotation<'_>>> {
    let (line, text, marked) = (fault.line()?, fault.excerpt()?, fault.marked()?);
    let snippet = Snippet::source(text).line_start(line);
    Some(snippet.annotation(AnnotationKind::Primary.span(marked)))
}

/// Whether the excerpt has the whole beginning of the line, as it is: its column is the file's.
fn has_its_column(fault: &Diagnostic) -> bool {
    let start = fault.marked().map(|marked| marked.start);
    let before = start.and_then(|start| fault.excerpt()?.get(..start));
    before.map(|before| before.chars().count() + 1) == fault.column()
}

fn more(severity: Severity, code: &'static str, count: usize) -> Group<'static> {
    let title = level(severity).primary_title(format!("{count} more of this kind")).id(code);
    let help =
        format!("`specmill check --all` shows them, `specmill explain {code}` what it means");
    Group::with_title(title).element(Level::HELP.message(help))
}
