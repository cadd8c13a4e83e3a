//! Documents that others wrote, changed in some places.
//!
//! The documents come from the folder that the variable `SPECMILL_FUZZ_DOCUMENTS` names, and are
//! the generator's own cases where it names none. A large one is cut down to a few of its operations
//! and what these need, so that one try stays short.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use specmill_core::source::{self, Map, Node, Number};

use crate::tree::{count, depth, json, nth, nth_mut, objects, text};
use crate::{Made, WHOLE_ONE_OF, checks, grammar};

/// The variable that names a folder of documents.
pub const DOCUMENTS: &str = "SPECMILL_FUZZ_DOCUMENTS";

/// The most values of a document that is taken whole, or of what is added when one is cut down.
const MOST_VALUES: usize = 1_500;

/// The depth up to which changes may nest a document: what is deeper than 100 is refused.
const DEEPEST: usize = 60;

static SEEDS: LazyLock<Vec<Node>> = LazyLock::new(seeds);

/// A changed document.
///
/// # Errors
///
/// None that depend on the bytes: the type is `arbitrary`'s.
///
/// # Panics
///
/// Where there is no document to change.
pub fn made(bytes: &[u8]) -> Result<Made> {
    let mut bytes = Unstructured::new(bytes);
    let whole = bytes.int_in_range(0..=WHOLE_ONE_OF - 1)? == WHOLE_ONE_OF - 1;
    let seed = &SEEDS[bytes.int_in_range(0..=SEEDS.len() - 1)?];
    let mut root = cut(seed, &mut bytes)?;
    for _ in 0..bytes.int_in_range(1..=8)? {
        change(&mut root, &mut bytes)?;
    }
    // What a document names is not ours to open.
    Ok(Made { document: json(&root), overlay: None, whole: whole && !checks::names_files(&root) })
}

fn seeds() -> Vec<Node> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/specmill/tests/cases");
    let folder = env::var_os(DOCUMENTS).map_or(cases, PathBuf::from);
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let documents: Vec<Node> = files
        .iter()
        .filter_map(|path| source::load(path).ok())
        .map(|document| document.root)
        .filter(|root| root.get("openapi").is_some())
        .collect();
    assert!(!documents.is_empty(), "there is no document in {}", folder.display());
    documents
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            collect(&path, files);
        } else if matches!(extension, Some("yaml" | "yml" | "json")) {
            files.push(path);
        }
    }
}

/// A part of a document: all of a small one, else a few paths and the components that they reach,
/// as far as these do not become too many.
fn cut(seed: &Node, bytes: &mut Unstructured<'_>) -> Result<Node> {
    if count(seed) <= MOST_VALUES {
        return Ok(seed.clone());
    }
    let mut kept = Map::default();
    for (name, value) in seed.as_object().into_iter().flatten() {
        if !["paths", "components", "webhooks", "tags"].contains(&name.as_str()) {
            kept.insert(name.clone(), value.clone());
        }
    }
    let mut needed = Vec::new();
    for section in ["paths", "webhooks"] {
        let Some(all) = seed.get(section).and_then(Node::as_object).filter(|all| !all.is_empty())
        else {
            continue;
        };
        let mut chosen = Map::default();
        for _ in 0..bytes.int_in_range(1..=4)? {
            let index = bytes.int_in_range(0..=all.len() - 1)?;
            if let Some((name, item)) = all.get_index(index) {
                references(item, &mut needed);
                chosen.insert(name.clone(), item.clone());
            }
        }
        kept.insert(section.to_owned(), Node::Object(chosen));
    }
    kept.insert("components".to_owned(), components(seed, needed));
    Ok(Node::Object(kept))
}

/// The components that `needed` lead to, and those that these do.
fn components(seed: &Node, mut needed: Vec<(String, String)>) -> Node {
    let mut components = Map::default();
    if let Some(schemes) = seed.get("components").and_then(|all| all.get("securitySchemes")) {
        components.insert("securitySchemes".to_owned(), schemes.clone());
    }
    let mut values = 0;
    while let Some((kind, name)) = needed.pop() {
        let found = seed.get("components").and_then(|all| all.get(&kind)?.get(&name));
        let Some(component) = found else { continue };
        let section =
            components.entry(kind.clone()).or_insert_with(|| Node::Object(Map::default()));
        let Some(members) = section.as_object_mut() else { continue };
        if values > MOST_VALUES || members.contains_key(&name) {
            continue;
        }
        values += count(component);
        references(component, &mut needed);
        members.insert(name, component.clone());
    }
    Node::Object(components)
}

/// The components that `$ref`s in `node` name, each with its kind.
fn references(node: &Node, found: &mut Vec<(String, String)>) {
    match node {
        Node::String(text) => {
            let Some(rest) = text.strip_prefix("#/components/") else { return };
            let mut tokens = rest.split('/');
            if let (Some(kind), Some(name)) = (tokens.next(), tokens.next()) {
                let name = name.replace("~1", "/").replace("~0", "~");
                found.push((kind.to_owned(), name));
            }
        }
        Node::Object(members) => members.values().for_each(|node| references(node, found)),
        Node::Array(items) => items.iter().for_each(|node| references(node, found)),
        _ => {}
    }
}

/// One change of one place.
fn change(root: &mut Node, bytes: &mut Unstructured<'_>) -> Result<()> {
    let values = count(root);
    // Nothing becomes of a document without its version.
    let at = bytes.int_in_range(1..=values.max(2) - 1)?;
    let other = bytes.int_in_range(0..=values - 1)?;
    let kind = bytes.int_in_range(0..=11_u8)?;
    let replacement = match kind {
        0 => Some(scalar(bytes)?),
        1 | 2 => nth(root, other).cloned(),
        3 => {
            let seed = &SEEDS[bytes.int_in_range(0..=SEEDS.len() - 1)?];
            let at = bytes.int_in_range(0..=count(seed) - 1)?;
            nth(seed, at).filter(|node| count(node) <= MOST_VALUES).cloned()
        }
        4 => Some(grammar::loose_schema(bytes)?),
        5 => Some(reference(root, bytes)?),
        _ => None,
    };
    let Some(node) = nth_mut(root, at) else { return Ok(()) };
    match (kind, replacement) {
        (_, Some(replacement)) => *node = replacement,
        (6, _) => drop_one(node, bytes)?,
        (7, _) => rename_one(node, bytes)?,
        (8, _) => wrap(node, bytes)?,
        (9, _) => add_keyword(node, bytes)?,
        (10, _) => repeat(node, bytes)?,
        _ => edit(node, bytes)?,
    }
    if depth(root) > DEEPEST || count(root) > 4 * MOST_VALUES.max(values) {
        *root = SEEDS[0].clone();
    }
    Ok(())
}

fn scalar(bytes: &mut Unstructured<'_>) -> Result<Node> {
    Ok(match bytes.int_in_range(0..=8_u8)? {
        0 => Node::Null,
        1 => Node::Bool(bytes.arbitrary()?),
        2 => Node::Number(Number::Signed(bytes.arbitrary()?)),
        3 => Node::Number(Number::Unsigned(u64::MAX)),
        4 => Node::Number(Number::Float(1e300)),
        5 => Node::Array(Vec::new()),
        6 => Node::Object(Map::default()),
        7 => text("\u{202e}\r\n*/ \"# \u{1b}[0m"),
        _ => text(""),
    })
}

/// A `$ref` to any object of the document.
fn reference(root: &Node, bytes: &mut Unstructured<'_>) -> Result<Node> {
    let places = objects(root);
    let place = match places.as_slice() {
        [] => "",
        places => &places[bytes.int_in_range(0..=places.len() - 1)?],
    };
    let reference = text(format!("#{}", place.replace('%', "%25")));
    Ok(Node::Object([("$ref".to_owned(), reference)].into_iter().collect()))
}

fn drop_one(node: &mut Node, bytes: &mut Unstructured<'_>) -> Result<()> {
    match node {
        Node::Object(members) if !members.is_empty() => {
            members.shift_remove_index(bytes.int_in_range(0..=members.len() - 1)?);
        }
        Node::Array(items) if !items.is_empty() => {
            items.remove(bytes.int_in_range(0..=items.len() - 1)?);
        }
        other => *other = Node::Null,
    }
    Ok(())
}

/// Calls one member by the name of another, or nearly so.
fn rename_one(node: &mut Node, bytes: &mut Unstructured<'_>) -> Result<()> {
    let Node::Object(members) = node else { return edit(node, bytes) };
    if members.is_empty() {
        return Ok(());
    }
    let [at, other] = [0, 1].map(|_| bytes.int_in_range(0..=members.len() - 1).unwrap_or_default());
    let suffix = ["", "_", "-", "2", " ", "\n", "é", "/x"][bytes.int_in_range(0..=7)?];
    let name = members.get_index(other).map(|(name, _)| format!("{name}{suffix}"));
    if let (Some(name), Some((_, value))) = (name, members.shift_remove_index(at)) {
        members.insert(name, value);
    }
    Ok(())
}

fn wrap(node: &mut Node, bytes: &mut Unstructured<'_>) -> Result<()> {
    let keyword = ["allOf", "oneOf", "anyOf", "items", "not", "additionalProperties", "schema"]
        [bytes.int_in_range(0..=6)?];
    let inner = std::mem::take(node);
    let value = match keyword {
        "allOf" | "oneOf" | "anyOf" if bytes.arbitrary()? => {
            Node::Array(vec![inner.clone(), inner])
        }
        "allOf" | "oneOf" | "anyOf" => Node::Array(vec![inner, grammar::loose_schema(bytes)?]),
        _ => inner,
    };
    *node = Node::Object([(keyword.to_owned(), value)].into_iter().collect());
    Ok(())
}

/// Adds the members of a schema out of our own grammar.
fn add_keyword(node: &mut Node, bytes: &mut Unstructured<'_>) -> Result<()> {
    let schema = grammar::loose_schema(bytes)?;
    match (node, schema) {
        (Node::Object(members), Node::Object(more)) => members.extend(more),
        (node, schema) => *node = schema,
    }
    Ok(())
}

fn repeat(node: &mut Node, bytes: &mut Unstructured<'_>) -> Result<()> {
    let times = bytes.int_in_range(1..=16)?;
    match node {
        Node::Array(items) if !items.is_empty() => {
            let again = items[bytes.int_in_range(0..=items.len() - 1)?].clone();
            items.extend(std::iter::repeat_n(again, times));
        }
        Node::Object(members) if !members.is_empty() => {
            let index = bytes.int_in_range(0..=members.len() - 1)?;
            if let Some((name, value)) = members.get_index(index) {
                let (name, value) = (name.clone(), value.clone());
                members.extend((0..times).map(|time| (format!("{name}{time}"), value.clone())));
            }
        }
        Node::String(text) => *text = text.repeat(times),
        _ => {}
    }
    Ok(())
}

fn edit(node: &mut Node, bytes: &mut Unstructured<'_>) -> Result<()> {
    match node {
        Node::String(text) => {
            let add = ["/x", "#", "\n", "\u{202e}", "{id}", "`", "<b>", "[]", "%", "\0"];
            text.push_str(add[bytes.int_in_range(0..=add.len() - 1)?]);
        }
        Node::Bool(value) => *value = !*value,
        Node::Array(items) => items.reverse(),
        Node::Object(members) => members.reverse(),
        other => *other = scalar(bytes)?,
    }
    Ok(())
}
