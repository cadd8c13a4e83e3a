//! The examples of calls in the documentation of operations.
//!
//! How they look is in the snapshot of the case `examples`; that they compile is tested in
//! `crates/specmill-cases`.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::Path;

use specmill::{Examples, Generator};

fn generator() -> Generator {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/examples");
    Generator::new(folder.join("spec.yaml"))
}

/// The text of the whole client.
fn client(generator: &Generator) -> String {
    generator.render().unwrap().files().iter().map(|file| file.text.as_str()).collect()
}

#[test]
fn there_are_none_unless_they_are_asked_for() {
    let text = client(&generator());
    assert!(!text.contains("# Examples") && !text.contains("no_run"), "{text}");
}

/// The documentation of each operation, from the line before its example to its method.
fn example<'t>(text: &'t str, method: &str) -> &'t str {
    let end = text.find(&format!("pub fn {method}(")).unwrap();
    let start = text[..end].rfind("# Examples").unwrap();
    &text[start..end]
}

#[test]
fn they_name_the_client_by_the_paths_that_are_given() {
    let text = client(&generator().examples("harbour::api"));
    let create = example(&text, "create");
    assert!(create.contains("/// use harbour::api::Client;"), "{create}");
    assert!(create.contains("/// use harbour::api::types::{"), "{create}");
    assert!(
        example(&text, "upload").contains("/// use specmill_runtime::http::{Credential, Upload};")
    );

    let examples = Examples::of("harbour").runtime("harbour").client("Client::connect(1)?");
    let text = client(&generator().examples(examples));
    let upload = example(&text, "upload");
    assert!(upload.contains("/// use harbour::http::Upload;"), "{upload}");
    assert!(upload.contains("/// let client = Client::connect(1)?;"), "{upload}");
}

#[test]
fn an_operation_whose_body_has_no_end_has_none() {
    let text = client(&generator().examples("harbour"));
    let chain = text.find("pub fn send_chain(").unwrap();
    let before = text[..chain].rfind("pub fn ").unwrap();
    assert!(!text[before..chain].contains("# Examples"));
}

#[test]
fn what_is_no_rust_is_an_error() {
    for examples in [
        Examples::of("no path"),
        Examples::of(""),
        Examples::of("a::b<c>"),
        Examples::of("a\n::b"),
        Examples::of("harbour").runtime("a;b"),
        Examples::of("harbour").client("Client::new("),
        Examples::of("harbour").client("Client::new(); evil()"),
        Examples::of("harbour").client("Client::new() // nothing"),
        Examples::of("harbour").client("Client::new()\n"),
    ] {
        let error = generator().examples(examples.clone()).render().unwrap_err();
        let codes: Vec<_> = error.diagnostics().iter().map(|found| found.code()).collect();
        assert_eq!(codes, ["invalid-examples"], "{examples:?}");
    }
}
