//! A client as a crate a tag: what is in which crate, and that no crate depends on one that depends on it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod calls;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use specmill::{Error, File, Generator, Package};
use specmill_core::diagnostics::Diagnostics;
use specmill_core::names::NameTable;
use specmill_core::{ir, lower, normalize, passes, source, spec};

/// The files of the workspace of a document.
fn files(generator: Generator) -> Result<Vec<File>, Error> {
    let folder = tempfile::tempdir().unwrap();
    let package = Package::new("pets", folder.path()).unwrap().crate_per_tag(true);
    package.render(generator).map(|rendered| rendered.files().to_vec())
}

/// As [`files`], of a document that is written here.
fn files_of(document: &str) -> Vec<File> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, document).unwrap();
    files(Generator::new(path)).unwrap()
}

fn case(name: &str) -> Generator {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    Generator::new(cases.join(name).join("spec.yaml"))
}

/// Each crate beside the package with the crates that its manifest names, in the order of files.
fn crates(files: &[File]) -> Vec<(String, Vec<String>)> {
    let manifests = files.iter().filter_map(|file| {
        let name = file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
        let lines = file.text.lines().filter(|line| line.contains("path = \"../"));
        let others = lines.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
        let others = others.filter(|other| *other != "pets").map(str::to_owned);
        Some((name.to_owned(), others.collect()))
    });
    manifests.collect()
}

fn text<'f>(files: &'f [File], path: &str) -> &'f str {
    let file = files.iter().find(|file| file.path == path);
    &file.unwrap_or_else(|| panic!("no {path}")).text
}

#[test]
fn two_tags_that_share_types_are_four_crates() {
    let files = files(case("shared_types")).unwrap();
    let mut shown = String::new();
    for file in files {
        let is_code = file.path.ends_with(".rs") || file.path.ends_with("Cargo.toml");
        if is_code && file.path != "src/lib.rs" && !file.path.starts_with("tests/") {
            writeln!(shown, "\n==== {} ====\n{}", file.path, file.text.trim_end()).unwrap();
        }
    }
    // Versions of specmill are none of a layout's.
    let shown = shown.replace(env!("CARGO_PKG_VERSION"), "0.0.0");
    insta::assert_snapshot!("workspace_of_shared_types", shown);
}

#[test]
fn each_crate_comes_after_those_it_depends_on() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut count = 0;
    for case in std::fs::read_dir(cases).unwrap() {
        let document = case.unwrap().path().join("spec.yaml");
        let Ok(files) = files(Generator::new(document)) else { continue };
        count += 1;
        let mut before = BTreeSet::new();
        for (name, others) in crates(&files) {
            assert!(others.iter().all(|other| before.contains(other)), "{name}: {others:?}");
            assert!(before.insert(name));
        }
        let mut paths = BTreeSet::new();
        files.iter().for_each(|file| assert!(paths.insert(&file.path), "{}", file.path));
    }
    assert!(count > 10, "{count} cases have tags");
}

#[test]
fn a_document_without_tags_is_refused_with_a_way_out() {
    let error = files(case("empty")).unwrap_err();
    insta::assert_snapshot!(error, @r"
    error[no-tags]: no operation has a tag, so there is nothing to make a crate of each of
      help: group operations by their paths (`--group-by-path`, or `Generator::group_by_path`), or generate one crate
    ");
    // There it is.
    assert!(!crates(&files(case("path_groups").group_by_path(true)).unwrap()).is_empty());
}

#[test]
fn what_no_operation_uses_comes_after_the_tags_that_it_is_made_of() {
    let files = files_of(
        "
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /cats:
    get: {tags: [Cats], responses: {'200': {description: it, content: {application/json: {schema: {$ref: '#/components/schemas/Cat'}}}}}}
components:
  schemas:
    Cat: {type: object, properties: {name: {type: string}}}
    Home: {type: object, properties: {cat: {$ref: '#/components/schemas/Cat'}}}
    Street: {type: object, properties: {homes: {type: array, items: {$ref: '#/components/schemas/Home'}}}}
    Alone: {type: object, properties: {name: {type: string}}}
",
    );
    let crates: BTreeMap<_, _> = crates(&files).into_iter().collect();
    assert_eq!(crates["pets-shared-unused"], ["pets-cats"]);
    assert!(crates["pets-shared"].is_empty() && crates["pets-cats"].is_empty());
    let unused = text(&files, "crates/pets-shared-unused/src/shared.rs");
    assert!(unused.contains("struct Home ") && unused.contains("struct Street "));
    let root = text(&files, "src/generated.rs");
    let condition = "#[cfg(feature = \"all-tags\")]\n    pub use super::shared::{Home, Street};";
    assert!(root.contains(condition), "{root}");
}

#[test]
fn names_of_crates_and_files_differ_whatever_tags_are_called() {
    let files = files_of(
        "
openapi: 3.0.3
info: {title: Odd, version: '1'}
paths:
  /a: {get: {tags: [main], responses: {'204': {description: none}}}}
  /b: {get: {tags: [shared], responses: {'204': {description: none}}}}
  /c: {get: {tags: [type], responses: {'204': {description: none}}}}
  /d: {get: {tags: [default], responses: {'204': {description: none}}}}
  /e: {get: {tags: ['猫'], responses: {'204': {description: none}}}}
  /f: {get: {tags: ['a b'], responses: {'204': {description: none}}}}
  /g: {get: {tags: ['a-b'], responses: {'204': {description: none}}}}
  /h: {get: {tags: [con], responses: {'204': {description: none}}}}
components: {schemas: {Alone: {type: object, properties: {name: {type: string}}}}}
",
    );
    let names: Vec<String> = crates(&files).into_iter().map(|(name, _)| name).collect();
    insta::assert_snapshot!(names.join(" "), @"pets-shared pets-main pets-shared-2 pets-type pets-default pets-mao pets-a-b pets-a-b-2 pets-con");
    // Cargo would make a program of it.
    assert!(!files.iter().any(|file| file.path.ends_with("src/main.rs")));
    let manifest = text(&files, "Cargo.toml");
    let features = manifest.split_once("[features]\n").unwrap().1;
    let features = features.split_once("# The default transport").unwrap().0;
    insta::assert_snapshot!(features, @r#"
    default = ["all-tags", "reqwest", "ring", "tracing"]
    # Every tag of the document, those without a feature here included.
    all-tags = ["main", "shared", "type", "a-b", "con"]
    # One tag each: its operations and the types they reach.
    main = ["dep:pets-main"]
    shared = ["dep:pets-shared-2"]
    type = ["dep:pets-type"]
    a-b = ["dep:pets-a-b"]
    con = ["dep:pets-con"]
    "#);
}

/// The client of a document, as the stages before code know it.
fn lowered(document: &str) -> ir::Api {
    let document = source::parse(document, Path::new("api.yaml")).unwrap();
    let mut found = Diagnostics::default();
    let root = normalize::normalize(&document, &mut found).unwrap();
    let api = spec::read(&root, &mut found);
    let mut client = lower::lower(&api, &NameTable::new(&api), &mut found);
    passes::run(&mut client);
    client
}

#[test]
fn what_is_too_large_for_one_crate_is_several_and_circles_stay_together() {
    let mut schemas = String::new();
    for number in 0..30 {
        // Each is made of the next, and of three one leads back to the first of them.
        let (next, first) = (number + 1, number / 3 * 3);
        let back = match number % 3 {
            2 => format!(", back: {{$ref: '#/components/schemas/T{first}'}}"),
            _ => String::new(),
        };
        let own = "a: {type: string}, b: {type: string}, c: {type: string}";
        let next = match number {
            29 => String::new(),
            _ => format!(", next: {{$ref: '#/components/schemas/T{next}'}}"),
        };
        writeln!(schemas, "    T{number}: {{type: object, properties: {{{own}{next}{back}}}}}")
            .unwrap();
    }
    let operation = |tag: &str| {
        let answer = "content: {application/json: {schema: {$ref: '#/components/schemas/T0'}}}";
        format!("get: {{tags: [{tag}], responses: {{'200': {{description: it, {answer}}}}}}}")
    };
    let client = lowered(&format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n  /a: {{{}}}\n  /b: {{{}}}\n\
         components:\n  schemas:\n{schemas}",
        operation("A"),
        operation("B"),
    ));
    let crates = passes::crates(&client, 250).unwrap();
    let of = |number: usize| {
        let at = client.types.iter().position(|def| def.name == format!("T{number}")).unwrap();
        crates.of_type(ir::TypeId(at)).unwrap()
    };
    assert_eq!(crates.crates.len(), 7, "five of types, two of operations: {crates:?}");
    for number in 0..29 {
        let (this, next) = (of(number), of(number + 1));
        assert!(this >= next, "T{number} comes after what it is made of");
        assert!(this == next || number % 3 == 2, "T{number} is in a circle with the next");
    }
    let one = passes::crates(&client, usize::MAX).unwrap();
    assert_eq!(one.crates.len(), 3);
}
