//! The generated client of the bundled document, as a reviewer sees it when the document changes:
//! `surface.snap` has a line for each public item, then there is a snapshot for each module, all its
//! files in one.
//!
//! After a change of `spec/`, `cargo insta review` shows what became of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use specmill::{Generator, Output};
use specmill_core::source::{self, Node};

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn render(path: &Path) -> Output {
    Generator::new(path).name("openai").render().unwrap()
}

/// `openai/invites.rs`, and `openai/invites/types.rs` where it is split → `invites`, which is also
/// the name of its snapshot.
fn module(path: &str) -> &str {
    let below = path.split_once('/').map_or(path, |(_, below)| below);
    below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
}

/// The text of each module, of all its files one after the other.
fn modules(output: &Output) -> BTreeMap<&str, String> {
    let mut modules: BTreeMap<&str, String> = BTreeMap::new();
    for file in output.files() {
        let text = modules.entry(module(&file.path)).or_default();
        if !text.is_empty() {
            text.push_str(&format!("\n==== {} ====\n", file.path));
        }
        text.push_str(&file.text);
    }
    modules
}

#[test]
fn the_client_is_what_was_reviewed() {
    let output = render(&in_repository("spec/openapi.yaml"));
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("surface", output.surface());
        for (module, text) in modules(&output) {
            insta::assert_snapshot!(module, text);
        }
    });
}

#[test]
fn there_is_no_snapshot_of_a_module_that_is_not_generated() {
    let output = render(&in_repository("spec/openapi.yaml"));
    let mut expected: BTreeSet<String> =
        modules(&output).into_keys().map(|module| format!("{module}.snap")).collect();
    assert!(expected.insert("surface.snap".to_owned()), "a module is called `surface`");
    let found: BTreeSet<String> = fs::read_dir(in_repository("tests/snapshots"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".snap"))
        .collect();
    assert_eq!(found, expected);
}

/// With its overlay: what that mends is listed in `spec/NOTES.md`.
#[test]
fn nothing_is_wrong_with_the_document() {
    let output = render(&in_repository("spec/openapi.yaml"));
    let found = output.diagnostics().to_string();
    assert_eq!(output.diagnostics().iter().count(), 0, "{found}");
}

/// Every number that its text, or that of its parameter, calls a Unix time: its pointer, and whether
/// its format or the overlay says so. And whatever else these call one.
fn unix_times(node: &Node, is_told: bool, at: &str, found: &mut BTreeMap<String, (bool, bool)>) {
    let text = |name: &str| node.get(name).and_then(Node::as_str).unwrap_or_default();
    let is_told = is_told || text("description").contains("Unix");
    // Or a list of types, with `null`.
    let types =
        node.get("type").and_then(Node::as_array).into_iter().flatten().filter_map(Node::as_str);
    let is_number = types.chain([text("type")]).any(|name| matches!(name, "integer" | "number"));
    let is_time = text("x-specmill-type").starts_with("unix-") || text("format") == "unixtime";
    if is_time || (is_number && is_told) {
        found.insert(at.to_owned(), (is_number && is_told, is_time));
    }
    let members = node.as_object().into_iter().flatten();
    let members = members.filter(|(name, _)| !["example", "examples"].contains(&name.as_str()));
    for (name, child) in members {
        // The text of a parameter is about its schema; that of an object is about the object.
        unix_times(child, name == "schema" && is_told, &format!("{at}/{name}"), found);
    }
    for (number, child) in node.as_array().into_iter().flatten().enumerate() {
        unix_times(child, false, &format!("{at}/{number}"), found);
    }
}

#[test]
fn what_the_texts_call_a_unix_time_is_one() {
    let path = in_repository("spec/openapi.yaml");
    let overlays = source::Overlays::Beside;
    let document = source::read(&path, &overlays, &specmill_core::Limits::default()).unwrap();
    let mut found = BTreeMap::new();
    unix_times(&document.root, false, "", &mut found);
    assert!(found.len() > 90, "{}", found.len());
    let other: Vec<_> = found.iter().filter(|(_, found)| **found != (true, true)).collect();
    assert!(other.is_empty(), "{other:#?}");
}

/// `Client::from_env` tells by the path which key a call gets.
#[test]
fn an_admin_key_is_asked_for_where_from_env_sends_it() {
    let path = in_repository("spec/openapi.yaml");
    let overlays = source::Overlays::Beside;
    let document = source::read(&path, &overlays, &specmill_core::Limits::default()).unwrap();
    let mut admin = 0;
    for (path, item) in document.root.get("paths").unwrap().as_object().unwrap().iter() {
        let operations = item.as_object().unwrap().iter();
        for (method, operation) in operations.filter(|(_, value)| value.get("responses").is_some())
        {
            let schemes = operation.get("security").map(|security| format!("{security:?}"));
            let asks = schemes.is_some_and(|schemes| schemes.contains("AdminApiKeyAuth"));
            let is_below = path.starts_with("/organization/") || path.starts_with("/projects/");
            assert_eq!(asks, is_below, "{method} {path}");
            admin += usize::from(asks);
        }
    }
    assert_eq!(admin, 119);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let path = in_repository("spec/openapi.yaml");
    let (first, second) = (render(&path), render(&path));
    assert_eq!(first.files(), second.files());
    assert_eq!(first.surface(), second.surface());
}

/// Copies the description to another folder, with a word more in the first description of `file`.
fn with_a_word_more(file: &str, folder: &Path) -> PathBuf {
    for entry in fs::read_dir(in_repository("spec")).unwrap() {
        let path = entry.unwrap().path();
        // `spec/tools` is no part of the description.
        if path.is_dir() {
            continue;
        }
        let mut text = fs::read_to_string(&path).unwrap();
        if path.ends_with(file) {
            text = text.replacen("description: ", "description: Well. ", 1);
        }
        fs::write(folder.join(path.file_name().unwrap()), text).unwrap();
    }
    folder.join("openapi.yaml")
}

#[test]
fn a_changed_line_changes_its_tags_snapshot_only() {
    let before = render(&in_repository("spec/openapi.yaml"));
    let before = modules(&before);
    for (file, module) in [("invites.yaml", "invites"), ("chat.yaml", "chat")] {
        let folder = tempfile::tempdir().unwrap();
        let after = render(&with_a_word_more(file, folder.path()));
        let after = modules(&after);
        assert_eq!(before.len(), after.len());
        let changed = before.iter().filter(|(name, text)| after.get(*name) != Some(text));
        assert_eq!(changed.map(|(name, _)| *name).collect::<Vec<_>>(), [module]);
    }
}

/// The description began as a block in a Markdown page: what that gives is part of the client still, by
/// name. Types of members have changed with the API. (`crates/specmill/tests/cases/list_invites` is the
/// page's own client.)
#[test]
fn the_client_has_what_the_page_gives() {
    let page = in_repository("../shared/seed/list-invites.md");
    if !page.exists() {
        println!("skipped: there is no {}", page.display());
        return;
    }
    let ours = render(&in_repository("spec/openapi.yaml")).surface().to_string();
    let theirs = with_overlay(&page).render().unwrap().surface().to_string();
    // A type that further tags use is in `shared`; `types` lists it all the same.
    fn name(line: &str) -> &str {
        let item = line.split_once("::").map_or(line, |(_, item)| item);
        item.split([' ', '(', '<']).next().unwrap_or(item).trim_end_matches(':')
    }
    let ours: BTreeSet<&str> = ours.lines().map(name).collect();
    let missing: Vec<&str> = theirs.lines().filter(|line| !ours.contains(name(line))).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The lines of one text that another lacks, each after `mark`.
fn lacking(lines: &str, other: &str, mark: char) -> Vec<String> {
    let other: BTreeSet<&str> = other.lines().collect();
    let lines = lines.lines().filter(|line| !other.contains(line));
    lines.map(|line| format!("{mark} {line}")).collect()
}

/// What the official document has twice: paths that end so are those without it, of a beta.
const TWIN: &str = "?beta=true";

/// The `operationId` of every operation, and the paths of twins, which are left aside.
fn operation_ids(path: &Path) -> (Vec<String>, Vec<String>) {
    let document = source::load(path).unwrap();
    let paths = document.root.get("paths").unwrap().as_object().unwrap();
    let (twins, others): (Vec<_>, Vec<_>) =
        paths.iter().partition(|(path, _)| path.ends_with(TWIN));
    let others = others.into_iter().filter_map(|(_, path)| path.as_object());
    let ids = others
        .flat_map(|path| path.values())
        .filter_map(|operation| Some(operation.get("operationId")?.as_str()?.to_owned()));
    (ids.collect(), twins.into_iter().map(|(path, _)| path.clone()).collect())
}

/// Another description of the API, of which the overlay says the same.
fn with_overlay(path: &Path) -> Generator {
    Generator::new(path).name("openai").overlay(in_repository("spec/overlay.yaml"))
}

/// What callers see is the same whichever description the client is made from, but for the places
/// that `spec/NOTES.md` lists: `official/surface.snap` has each line that only one of the two has,
/// schemas that no operation reaches aside. (A constant goes by its path where a type has its name.)
#[test]
fn the_surface_is_that_of_the_official_document() {
    let path = in_repository("../shared/specs/openai-2026-08-oas31.yaml");
    if !path.exists() {
        println!("skipped: there is no {}", path.display());
        return;
    }
    let (ids, twins) = operation_ids(&path);
    let folder = tempfile::tempdir().unwrap();
    let without_twins = folder.path().join("overlay.yaml");
    let targets: Vec<String> = twins.iter().map(|path| format!("'{path}'")).collect();
    let overlay = format!(
        "overlay: 1.0.0\ninfo: {{title: Twins, version: '1'}}\nactions:\n  - target: \"$.paths[{}]\"\n    remove: true\n",
        targets.join(", ")
    );
    fs::write(&without_twins, overlay).unwrap();
    let official = with_overlay(&path).overlay(&without_twins);
    let theirs = official.render().unwrap();
    let reached = official.operations(ids).tags(["webhooks"]).render().unwrap();
    let ours = render(&in_repository("spec/openapi.yaml"));
    let [ours, theirs, reached] = [ours, theirs, reached]
        .map(|output| output.surface().to_string().replace("super::constants::", ""));
    let mut lines = lacking(&ours, &theirs, '+');
    lines.extend(lacking(&reached, &ours, '-'));
    lines.sort_by(|one, other| one[2..].cmp(&other[2..]));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("official");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("surface", lines.join("\n")));
}
