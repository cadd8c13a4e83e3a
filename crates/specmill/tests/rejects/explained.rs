//! Each code has its entry, and each entry's example has the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use specmill::{Error, Generator, Output, Severity};
use specmill_core::diagnostics::{
    Example, Explanation, explanation, explanations, untyped_explanations,
};

fn entries() -> impl Iterator<Item = &'static Explanation> {
    explanations().flat_map(|(_, entries)| entries)
}

/// Each is reported as its entry says.
pub(crate) fn assert_explained(path: &Path, found: &specmill::Diagnostics) {
    for diagnostic in found.iter() {
        let (code, severity) = (diagnostic.code(), diagnostic.severity());
        let entry = explanation(code).unwrap_or_else(|| panic!("`{code}` is not explained"));
        let at = path.display();
        assert!(entry.severities.contains(&severity), "`{code}` is a {severity} in {at}");
    }
}

/// The generator of a text of an example.
fn generate(example: &Example, text: &str) -> Result<Output, Error> {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let path = match example {
        Example::Document { .. } => write("api.yaml", &Example::document(text)),
        Example::File { name, .. } => write(name, text),
        Example::Overlay { .. } => {
            write("overlay.yaml", text);
            write("api.yaml", &Example::document(""))
        }
        Example::None => unreachable!("it has no text"),
    };
    Generator::new(path).render()
}

fn said(outcome: &Result<Output, Error>) -> &specmill::Diagnostics {
    match outcome {
        Ok(output) => output.diagnostics(),
        Err(error) => error.diagnostics(),
    }
}

#[test]
fn each_example_is_wrong_and_right() {
    let mut faults = Vec::new();
    for entry in entries() {
        let Some((wrong, right)) = entry.example.texts() else { continue };
        let outcome = generate(&entry.example, wrong);
        let found = said(&outcome);
        assert_explained(Path::new(entry.code), found);
        if !found.iter().any(|diagnostic| diagnostic.code() == entry.code) {
            faults.push(format!("{} is not said of\n{wrong}\nbut\n{found}", entry.code));
        }
        let outcome = generate(&entry.example, right);
        if !said(&outcome).is_empty() {
            faults.push(format!("{}\n{right}\nsays\n{}", entry.code, said(&outcome)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn each_example_of_an_untyped_place_has_one() {
    for entry in untyped_explanations() {
        let Some((wrong, right)) = entry.example.texts() else { continue };
        for (text, has) in [(wrong, true), (right, false)] {
            let output = generate(&entry.example, text).unwrap();
            let untyped = output.untyped();
            let is_found = untyped.iter().any(|place| place.reason().code() == entry.code);
            assert_eq!(is_found, has, "{}\n{text}\n{untyped}", entry.code);
        }
    }
}

/// What is said of an entry reads as a sentence, and there is one entry a code.
#[test]
fn entries_are_in_order() {
    let mut codes = BTreeSet::new();
    for (_, area) in explanations() {
        for entry in area.iter().chain(untyped_explanations()) {
            for text in [entry.meaning, entry.reason, entry.way_out] {
                let starts = text.starts_with(|char: char| char.is_uppercase() || char == '`')
                    || text.starts_with("rustc")
                    || text.starts_with("specmill");
                let is_one_line = !text.contains('\n') && !text.contains("  ");
                assert!(starts && text.ends_with('.') && is_one_line, "{}: {text}", entry.code);
            }
        }
        for entry in area {
            assert!(codes.insert(entry.code), "{} has two entries", entry.code);
            assert!(!entry.severities.is_empty(), "{}", entry.code);
            assert!(entry.severities.is_sorted_by(|a: &Severity, b| a < b), "{}", entry.code);
        }
    }
    for entry in untyped_explanations() {
        assert!(codes.insert(entry.code), "{} has two entries", entry.code);
    }
    assert!(codes.len() > 100);
}

/// The functions that are called with a code, and those that give one.
const TAKE: [&str; 10] =
    ["note", "warning", "error", "warn", "wide", "fault", "unknown", "list", "text", "say"];
const GIVE: [&str; 3] = ["code", "words", "refused"];

#[test]
fn every_code_of_the_source_is_explained_and_no_other() {
    let mut codes = BTreeSet::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![source.clone(), source.join("../../specmill-core/src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let is_explained = path.ends_with("diagnostics/explained");
                open.extend(Some(path).filter(|_| !is_explained));
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            collect(code.parse().unwrap(), &mut codes);
        }
    }
    let explained: BTreeSet<String> =
        entries().chain(untyped_explanations()).map(|entry| entry.code.to_owned()).collect();
    let without: Vec<_> = codes.difference(&explained).collect();
    assert!(without.is_empty(), "there is no entry for {without:?}");
    let unused: Vec<_> = explained.difference(&codes).collect();
    assert!(unused.is_empty(), "nothing reports {unused:?}");
}

fn collect(tokens: TokenStream, codes: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut is_giving = false;
    for (at, token) in tokens.iter().enumerate() {
        let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
        let is = |token: Option<&TokenTree>, words: &[&str]| matches!(token, Some(TokenTree::Ident(word)) if words.iter().any(|it| word == it));
        match token {
            // `code: "…"`, `CODE: &str = "…"`, and `(at, code) = (…, "…")`.
            TokenTree::Literal(_) if is(before(2), &["code"]) => codes.extend(code_of(token)),
            TokenTree::Literal(_) if is(before(5), &["CODE"]) => codes.extend(code_of(token)),
            TokenTree::Group(group) => {
                let is_call = group.delimiter() == Delimiter::Parenthesis;
                let binds_code = is_call
                    && matches!(before(2), Some(TokenTree::Group(names))
                        if names.stream().into_iter().any(|name| is(Some(&name), &["code"])));
                if (is_call && is(before(1), &TAKE)) || binds_code {
                    codes.extend(group.stream().into_iter().filter_map(|token| code_of(&token)));
                }
                if is_giving && group.delimiter() == Delimiter::Brace {
                    literals(group.stream(), codes);
                    is_giving = false;
                }
                collect(group.stream(), codes);
            }
            TokenTree::Ident(_) if is(before(1), &["fn"]) => is_giving = is(Some(token), &GIVE),
            _ => {}
        }
    }
}

fn literals(tokens: TokenStream, codes: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => literals(group.stream(), codes),
            _ => codes.extend(code_of(&token)),
        }
    }
}

fn code_of(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    let text = literal.to_string();
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    let is_code = text.contains('-') || text == "internal";
    let is_kebab = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    (is_code && text.chars().all(is_kebab)).then(|| text.to_owned())
}
