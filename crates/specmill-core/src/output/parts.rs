//! A module too long for one file, as several that its file includes.
//!
//! Which file an item goes into follows from its own name and from which files would be too long,
//! from nothing else: a type that is added goes into one file and moves nothing between others,
//! unless that one file becomes too long and is split in turn. A file is split by the first letter
//! of its items, one that still is too long by their first word, then by their first two, and so on:
//! `chat/types.rs`, `chat/types_c.rs`, `chat/types_create.rs`, `chat/types_create_chat.rs`.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;

use super::file::File;
use super::format::format;
use crate::emit::{self, Item, Part, braced};

/// Lines no file passes, but for one item that has more of its own.
const MOST_LINES: usize = 2_000;

/// The files of one module: one, or the file that includes the others and these.
pub(super) fn files(file: &emit::File, header: &str) -> Result<Vec<File>, syn::Error> {
    let imports = format(&file.imports, &[])?;
    let pieces = file
        .items
        .iter()
        .map(|item| Piece::new(item, &file.docs))
        .collect::<Result<Vec<_>, _>>()?;
    let whole = text(&pieces.iter().collect::<Vec<_>>())?;
    let text = guarded(file, header, &[&imports, &whole]);
    if text.lines().count() <= MOST_LINES {
        return Ok(vec![File::new(file.path.clone(), text)]);
    }
    let own: Vec<&Piece<'_>> = pieces.iter().filter(|piece| piece.item.part == Part::Own).collect();
    let own = self::text(&own)?;
    let mut parts = BTreeMap::new();
    for part in [Part::Operations, Part::Types] {
        let pieces = pieces.iter().filter(|piece| piece.item.part == part).collect();
        split(prefix(part), prefix(part).1, 0, pieces, &mut parts)?;
    }
    let folder = file.path.trim_end_matches(".rs");
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let mut names = BTreeSet::new();
    let parts: Vec<(String, String)> = parts
        .into_iter()
        .map(|((_, part), text)| (emit::file_name(&part, &mut names), text))
        .collect();
    let includes: String =
        parts.iter().map(|(part, _)| format!("include!(\"{name}/{part}.rs\");\n")).collect();
    let text = guarded(file, header, &[&imports, &own, &includes]);
    let mut files = vec![File::new(file.path.clone(), text)];
    let part = |(part, text)| File::new(format!("{folder}/{part}.rs"), format!("{header}{text}"));
    files.extend(parts.into_iter().map(part));
    Ok(files)
}

/// The text of the items that are filed under `name`; nothing where there are none.
pub(super) fn filed(file: &emit::File, name: &str) -> Result<String, syn::Error> {
    let items = file.items.iter().filter(|item| item.part != Part::Own && item.name == name);
    let pieces = items.map(|item| Piece::new(item, &file.docs)).collect::<Result<Vec<_>, _>>()?;
    text(&pieces.iter().collect::<Vec<_>>())
}

/// Items that stand in the same braces, together; each other one alone.
pub(super) fn runs<'i>(items: impl IntoIterator<Item = &'i Item>) -> Vec<Vec<&'i Item>> {
    let mut runs: Vec<Vec<&Item>> = Vec::new();
    for item in items {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.joins(item)) => run.push(item),
            _ => runs.push(vec![item]),
        }
    }
    runs
}

/// The texts of the files by their place: the section, then the name.
type Parts = BTreeMap<(Section, String), String>;
type Section = u8;

fn prefix(part: Part) -> (Section, &'static str) {
    match part {
        Part::Own => (0, ""),
        Part::Operations => (0, "operations"),
        Part::Types => (1, "types"),
    }
}

/// An item and its text, where that does not depend on what stands beside it.
struct Piece<'i> {
    item: &'i Item,
    docs: &'i [String],
    text: Option<String>,
}

impl<'i> Piece<'i> {
    fn new(item: &'i Item, docs: &'i [String]) -> Result<Self, syn::Error> {
        let text = item.within.is_none().then(|| format(&item.tokens, docs)).transpose()?;
        Ok(Self { item, docs, text })
    }
}

/// Puts `pieces`, whose names begin alike for `depth` steps, into the file `name` or into several.
fn split(
    (section, stem): (Section, &'static str),
    name: &str,
    depth: usize,
    pieces: Vec<&Piece<'_>>,
    parts: &mut Parts,
) -> Result<(), syn::Error> {
    if pieces.is_empty() {
        return Ok(());
    }
    let text = text(&pieces)?;
    // Two lines are the header's.
    let fits = text.lines().count() + 2 <= MOST_LINES;
    // Nothing to split by is left: a single item, or every word of the names was taken.
    if fits || pieces.len() == 1 || pieces.iter().all(|piece| steps(&piece.item.name) <= depth) {
        parts.insert((section, name.to_owned()), text);
        return Ok(());
    }
    let depth = apart(&pieces, depth);
    if pieces.iter().all(|piece| steps(&piece.item.name) <= depth) {
        let begin = begin(&pieces[0].item.name, depth);
        parts.insert((section, format!("{stem}_{begin}")), text);
        return Ok(());
    }
    let mut below: BTreeMap<String, Vec<&Piece<'_>>> = BTreeMap::new();
    for piece in pieces {
        below.entry(begin(&piece.item.name, depth)).or_default().push(piece);
    }
    for (begin, pieces) in below {
        split((section, stem), &format!("{stem}_{begin}"), depth + 1, pieces, parts)?;
    }
    Ok(())
}

/// The first depth from `depth` on at which the names do not all begin alike; a name can have
/// thousands of words.
fn apart(pieces: &[&Piece<'_>], depth: usize) -> usize {
    let alike = |depth: usize| {
        let mut begins = pieces.iter().map(|piece| begin(&piece.item.name, depth));
        let first = begins.next();
        begins.all(|begin| Some(begin) == first)
    };
    if depth == 0 && !alike(0) {
        return 0;
    }
    let names: Vec<String> = pieces.iter().map(|piece| piece.item.name.to_snake_case()).collect();
    let [first, others @ ..] = names.as_slice() else { return depth };
    let words: Vec<&str> = first.split('_').collect();
    let common = |name: &String| {
        name.split('_').zip(&words).take_while(|(word, other)| word == *other).count()
    };
    // Of equal names, all words are common.
    let common = others.iter().map(common).min().unwrap_or(words.len());
    depth.max(common + 1)
}

/// How a name begins, more of it the deeper: its first letter, its first word, its first two, ….
fn begin(name: &str, depth: usize) -> String {
    let words = name.to_snake_case();
    match depth {
        0 => words.chars().take(1).collect(),
        _ => words.split('_').take(depth).collect::<Vec<_>>().join("_"),
    }
}

fn steps(name: &str) -> usize {
    name.to_snake_case().split('_').count() + 1
}

fn text(pieces: &[&Piece<'_>]) -> Result<String, syn::Error> {
    let mut texts = Vec::new();
    let mut rest = pieces;
    while let [first, after @ ..] = rest {
        if let Some(text) = &first.text {
            texts.push(text.clone());
            rest = after;
            continue;
        }
        let length = 1 + after.iter().take_while(|piece| piece.item.joins(first.item)).count();
        let run: Vec<&Item> = rest[..length].iter().map(|piece| piece.item).collect();
        texts.push(format(&braced(&run), first.docs)?);
        rest = &rest[length..];
    }
    Ok(texts.join("\n"))
}

/// A file of these texts, in the macro that checks the interface where `file` says so.
fn guarded(file: &emit::File, header: &str, texts: &[&str]) -> String {
    let texts: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    let text = texts.join("\n");
    match file.interface {
        // Not indented: it is all of the file. A tag may have the name of the runtime.
        Some(version) => {
            format!(
                "{header}::specmill_runtime::__private::interface! {{ {version} =>\n\n{text}\n}}\n"
            )
        }
        None => format!("{header}{text}"),
    }
}
