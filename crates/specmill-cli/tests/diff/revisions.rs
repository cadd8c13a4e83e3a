//! Documents of a git revision.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{NEW, OLD, diff, failure, printed};

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=Zoo",
            "-c",
            "user.email=zoo@example.com",
            "-c",
            "core.autocrlf=false",
        ])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A repository with the old document, then the new one, in `spec/`.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "-q", "-b", "main"]);
    fs::create_dir(folder.path().join("spec")).unwrap();
    commit(folder.path(), &[("spec/api.yaml", OLD)]);
    commit(folder.path(), &[("spec/api.yaml", NEW)]);
    folder
}

fn commit(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), text).unwrap();
    }
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "a change"]);
}

/// The same changes as those of two files, whatever folder one is in; the repository stays as it is, and
/// nothing is left of what was written.
#[test]
fn a_revision_is_as_good_as_a_file() {
    let folder = repository();
    let files = super::folder();
    let expected = printed(files.path(), &["old.yaml", "new.yaml"]);
    assert_eq!(printed(folder.path(), &["HEAD~1:spec/api.yaml", "spec/api.yaml"]), expected);
    assert_eq!(printed(folder.path(), &["HEAD~1:spec/api.yaml", "HEAD:spec/api.yaml"]), expected);
    assert_eq!(printed(folder.path(), &["main~1:spec/api.yaml", "main:spec/api.yaml"]), expected);
    let inside = folder.path().join("spec");
    assert_eq!(printed(&inside, &["HEAD~1:./api.yaml", "api.yaml"]), expected);
    assert_eq!(printed(&inside, &["HEAD~1:spec/api.yaml", "HEAD:../spec/api.yaml"]), expected);
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");

    let temporary = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_specmill"))
        .args(["diff", "HEAD~1:spec/api.yaml", "HEAD:spec/api.yaml", "--format", "json"])
        .current_dir(folder.path())
        .env("TMPDIR", temporary.path())
        .output()
        .unwrap();
    assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&json["old"], &json["new"]),
        (&"HEAD~1:spec/api.yaml".into(), &"HEAD:spec/api.yaml".into())
    );

    let bare = tempfile::tempdir().unwrap();
    git(folder.path(), &["clone", "-q", "--bare", ".", bare.path().to_str().unwrap()]);
    assert_eq!(printed(bare.path(), &["HEAD~1:spec/api.yaml", "HEAD:spec/api.yaml"]), expected);
}

/// What it refers to, the overlay beside it, and what is changed by either, are of the revision as well.
#[test]
fn a_document_of_several_files_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "-q", "-b", "main"]);
    let api = "openapi: 3.0.0\ninfo: {title: Zoo, version: '1'}\n\
        paths: {/pets: {get: {operationId: listPets, responses: {'200': {description: All., content: \
        {application/json: {schema: {$ref: 'types/pet.yaml'}}}}}}}}\n";
    let pet = "type: object\nrequired: [name]\nproperties: {name: {type: string}}\n";
    let overlay = "overlay: 1.0.0\ninfo: {title: Names, version: '1'}\nactions:\n  \
        - {target: \"$.paths['/pets'].get\", update: {operationId: allPets}}\n";
    commit(
        folder.path(),
        &[("spec/api.yaml", api), ("spec/types/pet.yaml", pet), ("src/much.rs", "")],
    );
    commit(folder.path(), &[("spec/types/pet.yaml", &pet.replace("[name]", "[]"))]);
    let types = printed(folder.path(), &["HEAD~1:spec/api.yaml", "HEAD:spec/api.yaml"]);
    assert!(types.contains("misread     `name`: may be missing now"), "{types}");
    commit(folder.path(), &[("spec/overlay.yaml", overlay)]);
    let names = printed(folder.path(), &["HEAD~1:spec/api.yaml", "spec/api.yaml"]);
    assert!(names.contains("client.all_pets()\n    addition    operation added"), "{names}");

    let outside = "openapi: 3.0.0\ninfo: {title: Zoo, version: '1'}\npaths: {}\n\
        components: {schemas: {Pet: {$ref: '../types/pet.yaml'}}}\n";
    commit(folder.path(), &[("spec/apis/zoo.yaml", outside)]);
    let rooted = ["HEAD:spec/apis/zoo.yaml", "spec/apis/zoo.yaml", "--root", "spec"];
    assert_eq!(
        printed(folder.path(), &rooted),
        "No change that callers or running programs notice.\n"
    );
    let (code, said) =
        failure(folder.path(), &["HEAD:spec/apis/zoo.yaml", "spec/apis/zoo.yaml", "--root", "src"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("it is not in the root folder `src` or below"), "{said}");
}

/// Faults of a document have the places that its reader knows.
#[test]
fn faults_of_a_revision_are_where_they_are_in_it() {
    let folder = repository();
    commit(folder.path(), &[("spec/api.yaml", "openapi: 3.0.0\n\tinfo: {}\n")]);
    let (code, said) = failure(folder.path(), &["HEAD~1:spec/api.yaml", "HEAD:spec/api.yaml"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("HEAD:spec/api.yaml"), "{said}");
    assert!(!said.contains("files"), "{said}");
}

#[test]
fn what_git_does_not_know_is_said() {
    let folder = repository();
    let said = |name: &str| {
        let (code, said) = failure(folder.path(), &[name, "spec/api.yaml"]);
        assert_eq!(code, Some(2), "{said}");
        let start = format!("error: `{name}` is no file, and cannot be read from git: ");
        said.strip_prefix(&start).unwrap_or_else(|| panic!("{said}")).trim_end().to_owned()
    };
    assert_eq!(said("never:spec/api.yaml"), "there is no revision `never`");
    assert_eq!(said("HEAD~7:spec/api.yaml"), "there is no revision `HEAD~7`");
    assert_eq!(said("HEAD:spec/apy.yaml"), "`HEAD` has no file `spec/apy.yaml`");
    assert_eq!(said("HEAD:spec"), "`spec` is a folder there");
    assert_eq!(said("HEAD:../api.yaml"), "it is outside of the repository");
    let (code, text) = failure(folder.path(), &["spec/api.yaml", "--", "--upload-pack=x:y"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("a revision does not begin with `-`"), "{text}");

    let nowhere = super::folder();
    let (code, text) = failure(nowhere.path(), &["HEAD:old.yaml", "new.yaml"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("not a git repository"), "{text}");
    let output = Command::new(env!("CARGO_BIN_EXE_specmill"))
        .args(["diff", "HEAD:spec/api.yaml", "spec/api.yaml"])
        .current_dir(folder.path())
        .env("PATH", "")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("git is not installed, or not in `PATH`"), "{text}");
}

/// A file goes before a revision, and its name may hold a colon.
#[cfg(unix)]
#[test]
fn a_file_with_a_colon_is_a_file() {
    let folder = super::folder();
    fs::write(folder.path().join("HEAD:old.yaml"), OLD).unwrap();
    assert_eq!(diff(folder.path(), &["HEAD:old.yaml", "old.yaml"]).status.code(), Some(0));
}
