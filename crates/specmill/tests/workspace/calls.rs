//! A client as a crate a tag is called as one crate is: the tests of one in `crates/specmill-cases` pass with both.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use specmill::{Generator, OutputFolder, Package};

/// The crates of the case `mocks`, in a folder of their own.
fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mocks-client");
    let checkout = repository();
    let document = checkout.join("crates/specmill/tests/cases/mocks/spec.yaml");
    let package = Package::new("mocks-client", &folder).unwrap();
    let package = package.crate_per_tag(true).specmill_at(&checkout);
    let rendered = package.render(Generator::new(document)).unwrap();
    // What an earlier run added is no edit of anybody's.
    OutputFolder::new(&folder).force(true).write(rendered.files()).unwrap();
    folder
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Gives the workspace in `folder` the tests of the one crate, and what they need.
fn add_tests(folder: &Path) {
    let tests = repository().join("crates/specmill-cases/tests/wire/mocks.rs");
    let tests = fs::read_to_string(tests).unwrap();
    assert!(tests.contains("specmill_cases::mocks::"));
    let tests = tests.replace("specmill_cases::mocks::", "mocks_client::");
    fs::write(folder.join("tests/wire.rs"), tests).unwrap();
    fs::remove_file(folder.join("tests/surface.rs")).unwrap();
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let (before, after) = manifest.split_once("[dev-dependencies]\n").unwrap();
    let (_, after) = after.split_once("\n\n").unwrap();
    let ours = repository().join("crates");
    let dependencies = format!(
        "serde_json = \"1\"\n\
         specmill-test-server = {{ path = {:?} }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n",
        ours.join("specmill-test-server"),
    );
    let manifest = format!("{before}[dev-dependencies]\n{dependencies}\n{after}");
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    // The versions that this repository was tested with.
    fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
}

/// Runs cargo in `folder`, where nothing is to be warned of. What is compiled goes to what these tests were
/// compiled to, so that both share dependencies.
fn cargo(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--target-dir"])
        .arg(target)
        .env("RUSTDOCFLAGS", "-D warnings")
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}{said}", String::from_utf8_lossy(&output.stdout));
    assert!(!said.contains("warning"), "{said}");
}

#[test]
fn tests_of_one_crate_pass_with_a_crate_a_tag() {
    let folder = workspace();
    add_tests(&folder);
    let features = ["--no-default-features", "--features", "all-tags,test-util,reqwest,ring"];
    cargo(&folder, &[&["test", "--test", "wire"], &features[..]].concat());
    // A tag alone.
    cargo(&folder, &["check", "--no-default-features", "--features", "new"]);
    cargo(&folder, &[&["doc", "--no-deps", "--workspace"], &features[..]].concat());
}
