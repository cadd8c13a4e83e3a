//! The table of `docs/RELIABILITY.md` and the tests it names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use specmill_runtime::http::{Error, Response};

/// A row: what its test has to see.
struct Row {
    /// The kind of the error, or `answer`.
    seen: String,
    sent: String,
    tries: String,
    test: String,
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/RELIABILITY.md");
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ") && line.ends_with("` |"));
    rows.map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 6, "{line}");
        let plain = |at: usize| cells[at].trim_matches('`').to_owned();
        Row { seen: plain(1), sent: plain(2), tries: plain(3), test: plain(5) }
    })
    .collect()
}

fn row(test: &str) -> Row {
    let mut rows = rows().into_iter().filter(|row| row.test == test);
    let row = rows.next();
    assert!(row.is_some(), "no row of docs/RELIABILITY.md names {test}");
    row.unwrap()
}

/// Whether the error is as the row of this test says.
#[track_caller]
pub(crate) fn documented(test: &str, error: &Error) {
    let row = row(test);
    let sent = if error.was_sent() { "yes" } else { "no" };
    let seen = (format!("{:?}", error.kind()), sent, error.attempts().to_string());
    assert_eq!(seen, (row.seen, row.sent.as_str(), row.tries), "{error:?}");
}

/// Whether the answer took as many tries as the row of this test says.
#[track_caller]
pub(crate) fn answered<T>(test: &str, answer: &Response<T>) {
    let row = row(test);
    let seen = ("answer".to_owned(), answer.attempts().to_string());
    assert_eq!(seen, (row.seen, row.tries));
}

/// The names of the tests in a file.
fn tests(text: &str) -> Vec<String> {
    let mut lines = text.lines().map(str::trim);
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if !line.starts_with("#[tokio::test") && line != "#[test]" {
            continue;
        }
        let mut names = lines.by_ref().filter_map(|line| line.split_once("fn "));
        found.extend(names.next().map(|(_, rest)| rest.split('(').next().unwrap().to_owned()));
    }
    found
}

/// The tests of all files in a folder, and in the folders below it.
fn tests_below(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(tests_below(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.extend(tests(&fs::read_to_string(path).unwrap()));
        }
    }
    found
}

#[test]
fn the_table_names_tests_that_there_are_and_all_of_these_files() {
    let named: BTreeSet<_> = rows().into_iter().map(|row| row.test).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let (faults, all) = (tests_below(&folder.join("http/faults")), tests_below(&folder));
    let missing: Vec<_> = named.difference(&all).collect();
    assert!(missing.is_empty(), "named in the table, but no test: {missing:?}");
    let this = "the_table_names_tests_that_there_are_and_all_of_these_files";
    let unnamed: Vec<_> = faults.difference(&named).filter(|test| *test != this).collect();
    assert!(unnamed.is_empty(), "tests that the table does not name: {unnamed:?}");
    assert!(named.len() > 30, "the table is not read: {named:?}");
}
