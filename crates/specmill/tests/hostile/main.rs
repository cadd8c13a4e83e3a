//! Documents that cost more than their size, if the generator lets them: each comes to an end, and
//! says what it does not follow. `benches/growth` shows what they cost.
#![allow(clippy::unwrap_used, clippy::panic)]

mod shapes;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use shapes::{SHAPES, Shape};
use specmill::Generator;

/// What one document may take: a second in release, where the machine is quiet, and the generator is
/// five to ten times slower in a debug build. It stands between an end and none, and measures nothing.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });

/// Shapes that took longer than anyone waits whatever their size is measured in: they are tried at
/// the size at which they did.
const WHOLE: [&str; 26] = [
    "ref-into-recursive-component",
    "all-of-twice",
    "one-of-twice",
    "any-of-twice",
    "fibonacci-all-of",
    "fibonacci-one-of",
    "fibonacci-any-of",
    "mesh-all-of",
    "mesh-one-of",
    "mesh-any-of",
    "chain-all-of",
    "chain-one-of",
    "chain-any-of",
    "all-of-object-and-union",
    "all-of-two-unions",
    "union-of-objects",
    "union-of-constants",
    "enum-values-of-one-name",
    "tags",
    "recursive-bodies-alike",
    "one-answer-many-headers",
    "server-variables-doubling",
    "long-tag",
    "long-description",
    "nested-schemas",
    "overlay-doubling",
];

/// The others are lines: twice the smallest size at which they are measured says as much.
fn size(shape: &Shape) -> usize {
    if WHOLE.contains(&shape.name) {
        shape.size_in_the_issue
    } else {
        shape.size_in_the_issue.min(2 * shape.smallest_in_the_benchmark)
    }
}

/// What comes out of `shape`, in a line.
fn outcome(shape: &Shape) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.json");
    fs::write(&path, (shape.make)(size(shape))).unwrap();
    if let Some(overlay) = shape.overlay {
        fs::write(folder.path().join("overlay.yaml"), overlay(size(shape))).unwrap();
    }
    said(&path)
}

fn said(path: &Path) -> String {
    let (diagnostics, mut line) = match Generator::new(path).examples("hostile").render() {
        Ok(output) => (output.diagnostics().clone(), "generated".to_owned()),
        Err(error) => (error.diagnostics().clone(), "refused".to_owned()),
    };
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        *codes.entry(diagnostic.code()).or_default() += 1;
    }
    for (code, count) in codes {
        write!(line, ", {code} ×{count}").unwrap();
    }
    line
}

/// Runs `work` on a thread of its own and waits for it as long as it may take.
fn in_time<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, wait) = mpsc::channel();
    thread::spawn(move || done.send(work()));
    match wait.recv_timeout(PATIENCE) {
        Ok(result) => result,
        Err(error) => panic!("{what}: {error}"),
    }
}

#[test]
fn each_shape_comes_to_an_end_and_says_what_it_does_not_follow() {
    let mut lines = String::new();
    for shape in SHAPES {
        let line = in_time(shape.name, || outcome(shape));
        writeln!(lines, "{} {}: {line}", shape.name, size(shape)).unwrap();
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn every_shape_that_is_tried_whole_is_one() {
    for name in WHOLE {
        assert!(SHAPES.iter().any(|shape| shape.name == name), "{name}");
    }
}
