//! Every operation of the two official OpenAI documents that answers a list has pages, or a reason.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use specmill_core::diagnostics::Diagnostics;
use specmill_core::ir::{Api, Cursor};
use specmill_core::names::NameTable;
use specmill_core::{lower, normalize, passes, source, spec};

/// A file of the folder given by `SPECMILL_SHARED`, or found beside the checkout.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("SPECMILL_SHARED").map_or_else(beside, PathBuf::from);
    let path = folder.join("specs").join(name);
    path.is_file().then_some(path)
}

fn client(path: &Path) -> Api {
    let mut diagnostics = Diagnostics::default();
    let document = source::load(path).unwrap();
    let root = normalize::normalize(&document, &mut diagnostics).unwrap();
    let api = spec::read(&root, &mut diagnostics);
    let names = NameTable::new(&api);
    let mut client = lower::lower(&api, &names, &mut diagnostics);
    passes::run(&mut client);
    client
}

/// Each list: what is sent as what, or why nothing is.
fn lists(client: &Api) -> Vec<String> {
    let mut lines: Vec<String> = client
        .operations()
        .filter_map(|operation| {
            let said = match (&operation.pagination, &operation.unpaged) {
                (Some(rule), _) => {
                    let cursor = match &rule.cursor {
                        Cursor::LastItem(member) => format!("last item's {}", member.name),
                        Cursor::Page(member) => member.name.clone(),
                    };
                    let end = rule.has_more.as_ref().map_or("", |_| ", has_more");
                    format!("{} <- {cursor}{end}", rule.parameter)
                }
                (None, Some(reason)) => format!("not paged: {reason}"),
                (None, None) => return None,
            };
            let method = operation.http_method.to_lowercase();
            Some(format!("{method} {}: {said}", operation.path))
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn every_list_of_the_official_documents_has_pages_or_a_reason() {
    for (name, file) in
        [("openai_30", "openai-2.3.0-oas30.yaml"), ("openai_31", "openai-2026-08-oas31.yaml")]
    {
        let Some(path) = shared(file) else {
            println!("skipped: {file} is not here");
            continue;
        };
        insta::assert_snapshot!(name, lists(&client(&path)).join("\n"));
    }
}
