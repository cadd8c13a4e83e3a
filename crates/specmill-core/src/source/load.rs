//! Files → [`Document`]. The only file that calls `serde_yaml`.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use saphyr_parser::{Event, Parser};

use super::fault::{Fault, FaultKind, fault, only};
use super::file::Allowance;
use super::nesting::DEEPEST;
use super::reading::{MOST_NAMES, Reading};
use super::{Document, Format, Offset, Origins, json, markdown, nesting, text};
use crate::diagnostics::{Diagnostic, Diagnostics, Position};
use crate::limits::Limits;
use crate::tree::{Node, Pointer};

/// Reads the document in the file `path`: YAML, JSON (`.json`, or text that begins with `{`), or a
/// Markdown page (`.md`, `.mdx`, `.markdown`) with a fenced block that holds an OpenAPI document.
///
/// # Errors
/// One error with its code, place and way out when there is no tree to go on with: `missing-file`,
/// `not-a-file`, `too-large-file`, `unreadable-file`, `not-utf8`, `empty-document`, `invalid-yaml`,
/// `invalid-json`, `several-documents`, `too-deep`, `too-long-names`, `too-many-aliases`, `not-an-object`,
/// `no-openapi-block`.
pub fn load(path: &Path) -> Result<Document, Diagnostics> {
    load_within(path, &Limits::default())
}

/// As [`load`], with other limits than [`Limits::default`].
///
/// # Errors
/// As [`load`].
pub fn load_within(path: &Path, limits: &Limits) -> Result<Document, Diagnostics> {
    load_counted(path, &mut Allowance::new(limits))
}

/// As [`load`], for one of several files.
pub(super) fn load_counted(
    path: &Path,
    allowance: &mut Allowance,
) -> Result<Document, Diagnostics> {
    let bytes = allowance.read(path).map_err(|diagnostic| only(*diagnostic))?;
    let mut document = from_bytes(bytes, path)?;
    document.allowance = allowance.clone();
    Ok(document)
}

/// The text of a file that need not be a document, to show a line of it. What is not UTF-8 is replaced.
pub(crate) fn text_of(path: &Path, limits: &Limits) -> Option<String> {
    let bytes = Allowance::new(limits).read(path).ok()?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The document that the file `path` holds.
pub(super) fn from_bytes(bytes: Vec<u8>, path: &Path) -> Result<Document, Diagnostics> {
    match text::decode(bytes, path) {
        Ok(text) => parse(&text, path),
        Err(diagnostic) => Err(only(*diagnostic)),
    }
}

/// Reads a document from `text`, as [`load`] would from a file `path` with that content.
///
/// ```
/// use std::path::Path;
///
/// let document = specmill_core::source::parse("openapi: 3.1.0", Path::new("api.yaml")).unwrap();
/// assert_eq!(document.root.get("openapi").unwrap().as_str(), Some("3.1.0"));
/// ```
///
/// # Errors
/// As [`load`], the faults of files aside.
pub fn parse(text: &str, path: &Path) -> Result<Document, Diagnostics> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "md" | "mdx" | "markdown" => match markdown::find(text) {
            Some(block) => read(block.text, path, false, block.offset),
            None => Err(only(no_block(path))),
        },
        "json" => read(text.to_owned(), path, true, Offset::default()),
        _ => read(text.to_owned(), path, false, Offset::default()),
    }
}

/// The text of a tree as YAML, its members in their order.
///
/// # Errors
/// When the writer cannot write it, which no tree that was read makes it say.
pub fn to_yaml(node: &Node) -> Result<String, NotYaml> {
    serde_yaml::to_string(node).map_err(NotYaml)
}

/// What the writer of YAML says of a tree that it cannot write.
#[derive(Debug)]
pub struct NotYaml(serde_yaml::Error);

impl fmt::Display for NotYaml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for NotYaml {}

fn read(text: String, path: &Path, json: bool, offset: Offset) -> Result<Document, Diagnostics> {
    let (format, outcome) = if json || text.trim_start().starts_with('{') {
        match read_json(&text) {
            // YAML's `{openapi: 3.1.0}` begins like JSON.
            Err(_) if !json => (Format::Yaml, read_yaml(&text)),
            outcome => (Format::Json, outcome),
        }
    } else {
        (Format::Yaml, read_yaml(&text))
    };
    let (root, duplicates) = outcome.and_then(expect_object).map_err(|found| {
        let position = found.position.map(|position| offset.in_file(position));
        only(fault(found.kind.code(), path, position, found.kind.to_string(), found.kind.help()))
    })?;
    let mut diagnostics = Diagnostics::default();
    for (place, key) in duplicates {
        diagnostics.warning(
            "duplicate-key",
            &place.child(&key),
            format!("the key `{key}` is written more than once in one object"),
            "the last one counts; remove the others",
        );
    }
    let path = PathBuf::from(path);
    let files = vec![path.clone()];
    let origins = Origins::default();
    let (parts, allowance) = (BTreeMap::new(), Allowance::default());
    Ok(Document { path, text, format, offset, root, diagnostics, origins, files, parts, allowance })
}

type Tree = (Node, Vec<(Pointer, String)>);

fn read_json(text: &str) -> Result<Tree, Fault> {
    let reading = Reading::new(text, false);
    let node = json::read(text, &reading)?;
    Ok((node, reading.into_duplicates()))
}

fn read_yaml(text: &str) -> Result<Tree, Fault> {
    nesting::check(text)?;
    let reading = Reading::new(text, true);
    match reading.read(serde_yaml::Deserializer::from_str(text)) {
        Ok(node) => Ok((node, reading.into_duplicates())),
        Err(error) if reading.has_long_names() => {
            Err(FaultKind::LongNames(MOST_NAMES).at(position(&error)))
        }
        Err(error) => Err(yaml_fault(text, &error, reading.is_too_heavy())),
    }
}

fn position(error: &serde_yaml::Error) -> Option<Position> {
    error.location().map(|location| Position { line: location.line(), column: location.column() })
}

fn yaml_fault(text: &str, error: &serde_yaml::Error, too_heavy: bool) -> Fault {
    let position = position(error);
    // The error's kind is not public; its words are.
    let reason = error.to_string();
    if too_heavy || reason.contains("repetition limit exceeded") {
        FaultKind::TooManyAliases.at(position)
    } else if reason.contains("recursion limit exceeded") {
        FaultKind::TooDeep(DEEPEST).at(position)
    } else if reason.contains("more than one document") {
        FaultKind::SeveralDocuments.at(second_document(text))
    } else {
        let reason = position.map_or(reason.clone(), |position| {
            let place = format!(" at line {} column {}", position.line, position.column);
            reason.replacen(&place, "", 1)
        });
        FaultKind::InvalidYaml(reason).at(position)
    }
}

fn second_document(text: &str) -> Option<Position> {
    let mut parser = Parser::new_from_str(text);
    let mut documents = 0;
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::DocumentStart(_) if documents == 1 => {
                return Some(Position { line: span.start.line(), column: span.start.col() + 1 });
            }
            Event::DocumentStart(_) => documents += 1,
            Event::StreamEnd => return None,
            _ => {}
        }
    }
    None
}

fn expect_object(tree: Tree) -> Result<Tree, Fault> {
    match &tree.0 {
        Node::Object(_) => Ok(tree),
        Node::Null => Err(FaultKind::Empty.at(None)),
        other => {
            let start = Some(Position { line: 1, column: 1 });
            Err(FaultKind::NotAnObject(other.kind()).at(start))
        }
    }
}

fn no_block(path: &Path) -> Diagnostic {
    fault(
        "no-openapi-block",
        path,
        None,
        "the Markdown page holds no OpenAPI document".to_owned(),
        "it must stand in a fenced code block, in YAML or JSON, with its `openapi` member",
    )
}
