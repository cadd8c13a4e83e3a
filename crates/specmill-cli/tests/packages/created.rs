//! What `specmill new` makes, and what it does not.

use std::fs;

use super::{Folder, PETS};

/// Each file but the document and the list of the surface, as a reader of the new crate finds it.
#[test]
fn a_new_crate_reads_well() {
    let folder = Folder::with(PETS);
    let said = folder.done("new pets-client api.yaml");
    let (files, last) = said.split_at(said.find("`pets-client`").unwrap());
    assert_eq!(files.lines().count(), 8, "{said}");
    assert!(last.starts_with("`pets-client` is ready: `cd pets-client && cargo test`\n"), "{said}");
    assert!(last.contains("2 operations, 1 type, "), "{said}");
    let mut all = folder.files("pets-client");
    assert_eq!(all.remove("spec/api.yaml").as_deref(), Some(PETS));
    let surface = all.remove("tests/snapshots/surface__surface.snap").unwrap();
    assert!(surface.contains("client::Client::pets(&self) -> pets::PetsClient<'_>\n"), "{surface}");
    let shown: String =
        all.iter().map(|(name, text)| format!("==== {name} ====\n{text}\n")).collect();
    let shown = shown.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    insta::assert_snapshot!(shown);
}

#[test]
fn a_folder_that_holds_something_is_not_touched() {
    let folder = Folder::with(PETS);
    folder.write("pets/mine.txt", "mine");
    let said = folder.run("new pets api.yaml");
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("`pets` is not empty"), "{}", said.err);
    assert_eq!(folder.files("pets").len(), 1);
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 2, "nothing is left beside it");
    // Nor is a file, or what a link leads to.
    let said = folder.run("new api api.yaml --out api.yaml");
    assert!(said.err.contains("`api.yaml` is in the way"), "{}", said.err);
    #[cfg(unix)]
    {
        fs::create_dir(folder.path("empty")).unwrap();
        std::os::unix::fs::symlink("empty", folder.path("link")).unwrap();
        let said = folder.run("new api api.yaml --out link");
        assert!(said.err.contains("`link` is a link"), "{}", said.err);
    }
    // An empty folder is as good as none, and folders above it are made.
    fs::create_dir_all(folder.path("clients/empty")).unwrap();
    folder.done("new pets api.yaml --out clients/empty");
    folder.done("new pets api.yaml --out clients/deep/er");
    assert!(folder.path("clients/deep/er/Cargo.toml").is_file());
}

#[test]
fn a_name_that_no_crate_can_have_is_refused() {
    let folder = Folder::with(PETS);
    for (name, why) in [
        ("async", "the name is a keyword of Rust"),
        ("core", "a crate of Rust itself has the name"),
        ("serde_json", "a crate that it depends on has the name"),
        ("specmill-runtime", "a crate that it depends on has the name"),
        ("con", "the name is that of a device on Windows"),
        ("2pets", "the name begins with '2'"),
        ("pets/client", "the name has a '/'"),
        ("pëts", "the name has a 'ë'"),
    ] {
        let said = folder.run(&format!("new {name} api.yaml"));
        assert_eq!(said.code, Some(1), "{name}");
        let line = format!("error[invalid-package-name]: a crate cannot be called `{name}`: {why}");
        assert!(said.err.contains(&line), "{}", said.err);
        assert!(said.err.contains("help: choose "), "{}", said.err);
    }
    let said = folder.run("generate api.yaml --crate --out some/async");
    assert!(said.err.contains("a crate cannot be called `async`"), "{}", said.err);
    folder.done("generate api.yaml --crate --out some/async --name pets");
}

/// A tag that is called as a feature of the runtime, or as another tag, shares it; one whose name no feature can
/// have is turned on by `all-tags` alone.
#[test]
fn tags_whose_features_clash_or_are_none() {
    let tags = ["Tracing", "default", "All Tags", "Big Pets", "big-pets", "Tiere Ä", "⚠", "²"];
    let responses = "responses: {'204': {description: none}}";
    let paths: String = (0..)
        .zip(tags)
        .map(|(number, tag)| {
            format!(
                "  /{number}: {{get: {{tags: ['{tag}'], operationId: get{number}, {responses}}}}}\n"
            )
        })
        .collect();
    let folder = Folder::with(&format!(
        "openapi: 3.0.0\ninfo: {{title: Pets, version: '1'}}\npaths:\n{paths}"
    ));
    let said = folder.done("new pets api.yaml");
    let told = "no feature has the name of `Tiere Ä`, `⚠`, `²`, which `all-tags` turns on";
    assert!(said.contains(told), "{said}");
    let manifest = folder.read("pets/Cargo.toml");
    let features: Vec<&str> = manifest
        .lines()
        .skip_while(|line| *line != "[features]")
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(" = ").map(|(name, _)| name))
        .collect();
    let expected = [
        "default",
        "all-tags",
        "big-pets",
        "reqwest",
        "ring",
        "graviola",
        "gzip",
        "tracing",
        "blocking",
        "tower",
        "test-util",
    ];
    assert_eq!(features, expected);
    assert!(manifest.contains("all-tags = [\"big-pets\"]\n"), "{manifest}");
}

/// Of a document in several files the copy is one, and the overlays go along.
#[test]
fn the_copy_is_one_document_with_its_overlays() {
    let folder = Folder::with(&PETS.replace("#/components/schemas/Pet'", "parts/pet.yaml'"));
    folder.write("parts/pet.yaml", "{type: object, properties: {size: {type: string}}}\n");
    let overlay = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n  \
                   - {target: $.info, update: {title: Big Pets}}\n";
    folder.write("overlay.yaml", overlay);
    folder.done("new beside api.yaml");
    assert_eq!(folder.read("beside/spec/overlay.yaml"), overlay);
    assert!(folder.read("beside/spec/api.yaml").contains("size:\n"));
    assert!(folder.read("beside/README.md").contains("A client of Big Pets"));
    assert!(!folder.read("beside/build.rs").contains("overlay"));
    // It is a whole document by itself, which gives what the other gives.
    let list = |document: &str| folder.done(&format!("list {document}"));
    assert_eq!(list("beside/spec/api.yaml"), list("api.yaml"));

    folder.write("more/overlay.yaml", overlay);
    folder.done("new named api.yaml --overlay overlay.yaml --overlay more/overlay.yaml");
    let build = folder.read("named/build.rs");
    let calls = ".overlay(\"spec/overlay.yaml\")\n        .overlay(\"spec/2-overlay.yaml\")\n";
    assert!(build.contains(calls), "{build}");
    assert_eq!(folder.read("named/spec/2-overlay.yaml"), overlay);
}

#[test]
fn the_block_of_a_page_is_copied_without_the_page() {
    let folder = Folder::with("");
    folder.write("my pages.md", &format!("# Pets\n\n```yaml\n{PETS}```\n"));
    fs::rename(folder.path("my pages.md"), folder.path("my\u{a0}page.md")).unwrap();
    folder.done("new pets my\u{a0}page.md");
    assert_eq!(folder.read("pets/spec/my-page.yaml"), PETS);
    assert!(folder.read("pets/build.rs").contains("Generator::new(\"spec/my-page.yaml\")"));
}

#[test]
fn the_document_may_stay_where_it_is() {
    let folder = Folder::with(PETS);
    folder.write("fixes/o.yaml", "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions: []\n");
    folder
        .done("new pets api.yaml --no-copy --overlay fixes/o.yaml --out clients/pets --dates text");
    let build = folder.read("clients/pets/build.rs");
    assert!(build.contains("Generator::new(\"../../api.yaml\")\n"), "{build}");
    assert!(build.contains(".overlay(\"../../fixes/o.yaml\")\n"), "{build}");
    assert!(build.contains("use specmill::{Dates, Error, Examples, Generator};\n"), "{build}");
    assert!(!folder.path("clients/pets/spec").exists());
    let refused = folder.run("new other api.yaml --no-copy --allow-remote");
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("cannot be used with"), "{}", refused.err);
    assert!(!folder.path("other").exists());
}

#[test]
fn a_crate_within_a_workspace_is_told_to_become_a_member() {
    let folder = Folder::with(PETS);
    folder.write("Cargo.toml", "[workspace]\nmembers = []\n");
    let said = folder.done("new pets api.yaml");
    assert!(
        said.contains("is a workspace: add `pets` to its `members`, or to `exclude`"),
        "{said}"
    );
    let said = folder.run("new none missing.yaml");
    assert!(said.code == Some(1) && !folder.path("none").exists());
}

#[test]
fn what_was_done_is_told_to_programs_or_not_at_all() {
    let folder = Folder::with(PETS);
    assert_eq!(folder.done("new quiet api.yaml --quiet"), "");
    let said = folder.done("new told api.yaml --format json");
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(told["operations"], 2);
    assert_eq!(told["types"], 1);
    assert_eq!(told["faults"], serde_json::json!({}));
    assert_eq!(told["wrote"].as_array().unwrap().len(), 8);
    assert!(told["seconds"].is_number());
}
