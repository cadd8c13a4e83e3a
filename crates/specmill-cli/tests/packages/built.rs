//! New crates are built, and tested by the test they have.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Folder, PETS, checkout};

/// Both kinds in one workspace, so that what they depend on is compiled once; without a transport, which takes
/// longest to compile and is no part of them.
#[test]
fn new_crates_build_without_a_warning_and_pass_their_test() {
    let folder = Folder::with(PETS);
    let checkout = checkout();
    folder.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"pets-built\", \"pets-in-tree\"]\n",
    );
    // The versions that are here already.
    fs::copy(checkout.join("Cargo.lock"), folder.path("Cargo.lock")).unwrap();
    let specmill = checkout.display();
    folder.done(&format!("new pets-built api.yaml --specmill {specmill}"));
    folder.done(&format!("generate api.yaml --crate --out pets-in-tree --specmill {specmill}"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--workspace", "--no-default-features"])
        .args(["--features", "pets-built/all-tags,pets-built/test-util", "--target-dir"])
        .arg(target)
        .current_dir(folder.path(""))
        .env("INSTA_UPDATE", "no")
        .output()
        .unwrap();
    let (said, wrong) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}{wrong}");
    assert!(!wrong.contains("warning"), "{wrong}");
    let passed = said.matches("test the_surface_is_what_was_reviewed ... ok").count();
    assert_eq!(passed, 2, "{said}");
    // The first call of each, and an example for each of the two operations.
    assert_eq!(said.matches("- compile ... ok").count(), 6, "{said}");
}
