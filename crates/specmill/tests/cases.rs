//! Each document in `tests/cases` and the whole client it becomes, as one snapshot beside it.
//!
//! That the clients compile, and what they put on the wire, is tested in `crates/specmill-cases`.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;
use std::path::Path;

use specmill::Generator;

/// Everything a case gives: what was said about the document, the surface, and every file.
fn whole(path: &Path) -> String {
    let case = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let generator = Generator::new(path).name(case.as_ref());
    let generator = match case.as_ref() {
        "examples" => generator.examples("specmill_cases::examples"),
        "mocks" => generator.mock_by_feature("mock"),
        "path_groups" => generator.group_by_path(true),
        _ => generator,
    };
    let output = generator.render().unwrap();
    let mut text = String::new();
    // Places are paths of the machine's own.
    let said = output.diagnostics().to_string();
    let lines = said.lines().filter(|line| !line.starts_with("  --> "));
    lines.for_each(|line| writeln!(text, "{line}").unwrap());
    if !text.is_empty() {
        text.push('\n');
    }
    writeln!(text, "==== surface ====\n{}", output.surface().to_string().trim_end()).unwrap();
    for file in output.files() {
        writeln!(text, "\n==== {} ====\n{}", file.path, file.text.trim_end()).unwrap();
    }
    text
}

#[test]
fn every_case_becomes_what_its_snapshot_says() {
    insta::glob!("cases/*/spec.yaml", |path| {
        let folder = path.parent().unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_snapshot_suffix("");
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!("client", whole(path)));
    });
}

#[test]
fn the_same_document_becomes_the_same_bytes_again() {
    insta::glob!("cases/*/spec.yaml", |path| {
        assert!(whole(path) == whole(path), "{}", path.display());
    });
}

#[test]
fn what_callers_see_names_nothing_that_only_generated_code_calls() {
    insta::glob!("cases/*/spec.yaml", |path| {
        let surface = Generator::new(path).render().unwrap().surface();
        for line in surface.to_string().lines() {
            let is_private = ["__private", "runtime::"]
                .iter()
                .any(|name| line.replace("specmill_runtime::", "").contains(name));
            assert!(!is_private, "{}: {line}", path.display());
        }
    });
}
