//! The command as its user runs it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SOUND: &str = "openapi: 3.0.0\ninfo: {title: Pets, version: '1'}\n\
    paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: none}}}}}\n";
const FAULTY: &str = "openapi: 3.0.0\ninfo: {title: Pets, version: '1'}\n\
    paths: {'/pets/{id}': {get: {operationId: getPet, responses: {'204': {description: none}}}}}\n";

fn specmill(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_specmill"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command starts")
}

fn folder_with(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("api.yaml"), document).expect("it is writable");
    folder
}

#[test]
fn generate_writes_what_changed() {
    let folder = folder_with(SOUND);
    let arguments = ["generate", "api.yaml", "--out", "client"];
    let first = specmill(folder.path(), &arguments);
    assert!(first.status.success(), "{first:?}");
    let client = fs::read_to_string(folder.path().join("client/api/client.rs")).unwrap();
    assert!(client.contains("pub fn list_pets(&self)"));
    let second = specmill(folder.path(), &arguments);
    let said = String::from_utf8(second.stdout).unwrap();
    assert!(said.starts_with("0 written, 2 unchanged\n1 operation, 0 types, "), "{said}");
}

#[test]
fn check_shows_the_line_and_writes_nothing() {
    let folder = folder_with(FAULTY);
    let output = specmill(folder.path(), &["check", "api.yaml"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("warning[undeclared-path-parameter]"), "{said}");
    assert!(said.contains("--> api.yaml:3:"), "{said}");
    assert!(output.status.success());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// What is sent may be what is meant: a note is no fault, and none where the API has brackets.
#[test]
fn check_notes_what_is_sent_for_an_object_in_the_query() {
    let parameter = "parameters: [{name: at, in: query, schema: {type: object, properties: \
                     {gt: {type: integer}, lt: {type: integer}}}}], responses";
    let document = SOUND.replace("responses", parameter);
    let folder = folder_with(&document);
    let output = specmill(folder.path(), &["check", "api.yaml", "--strict"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(output.stdout, b"nothing is wrong, 1 note\n");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("note[query-object-in-parts]: `at`, an object"), "{said}");
    assert!(said.contains("`?gt=…&lt=…`\n") && said.contains("`?at[gt]=…`"), "{said}");

    let conventions = "x-specmill-conventions: {queryNames: brackets}\n";
    let folder = folder_with(&format!("{document}{conventions}"));
    let output = specmill(folder.path(), &["check", "api.yaml"]);
    assert_eq!((&*output.stdout, &*output.stderr), (&b"nothing is wrong\n"[..], &b""[..]));
}

/// Both commands tell which places take any value, of one reason a few unless all are wanted.
#[test]
fn untyped_places_are_reported_where_that_is_wanted() {
    let mut document =
        format!("{SOUND}components:\n  schemas:\n    Not: {{not: {{type: string}}}}\n");
    (0..9).for_each(|number| document.push_str(&format!("    A{number}: {{}}\n")));
    let folder = folder_with(&document);
    let said = |arguments: &[&str]| {
        let output = specmill(folder.path(), arguments);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let line = "10 places take any value (`serde_json::Value`): 9 as the document says no more, \
                1 by limits of the generator\n";
    let few = said(&["check", "api.yaml", "--report-untyped"]);
    assert!(few.contains("  --> api.yaml:7:5  /components/schemas/A0\n"), "{few}");
    assert!(few.contains("  4 more\n") && !few.contains("A8") && few.ends_with(line), "{few}");
    let all = said(&["generate", "api.yaml", "--out", "client", "--report-untyped", "--all"]);
    assert!(all.contains("3 written") && all.contains("A8") && all.ends_with(line), "{all}");
    assert!(!said(&["check", "api.yaml"]).contains("untyped"));
}

#[test]
fn strict_fails_on_a_warning() {
    let folder = folder_with(FAULTY);
    assert!(!specmill(folder.path(), &["check", "api.yaml", "--strict"]).status.success());
}

#[test]
fn a_missing_document_is_said() {
    let folder = folder_with(SOUND);
    let output = specmill(folder.path(), &["check", "apy.yaml"]);
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("apy.yaml"));
}

#[test]
fn bundle_joins_files_and_fails_where_one_is_missing() {
    let folder = folder_with(
        "openapi: 3.0.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n\
         components: {schemas: {Pet: {$ref: 'pet.yaml'}}}\n",
    );
    let missing = specmill(folder.path(), &["bundle", "api.yaml"]);
    assert!(!missing.status.success());
    assert!(String::from_utf8(missing.stderr).unwrap().contains("there is no file `pet.yaml`"));
    fs::write(folder.path().join("pet.yaml"), "type: string\n").unwrap();
    let shown = specmill(folder.path(), &["bundle", "api.yaml"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.ends_with("schemas:\n    Pet:\n      type: string\n"), "{shown}");
    let written = specmill(folder.path(), &["bundle", "api.yaml", "--out", "one.yaml"]);
    assert!(written.status.success(), "{written:?}");
    assert_eq!(fs::read_to_string(folder.path().join("one.yaml")).unwrap(), shown);
}

#[test]
fn diff_tells_by_its_exit_code_whether_callers_break() {
    let folder = folder_with(SOUND);
    let with = |name: &str, text: String| fs::write(folder.path().join(name), text).unwrap();
    let parameter = "operationId: listPets, \
        parameters: [{name: size, in: query, required: true, schema: {type: string}}],";
    let keepers = "paths: {/keepers: {get: {responses: {'204': {description: none}}}}, ";
    with("more.yaml", SOUND.replace("paths: {", keepers));
    with("argument.yaml", SOUND.replace("operationId: listPets,", parameter));
    with("broken.yaml", "swagger: '2.0'\n".to_owned());
    let diff = |old: &str, new: &str| {
        let output = specmill(folder.path(), &["diff", old, new]);
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.code(), said, String::from_utf8(output.stderr).unwrap())
    };
    let nothing = String::new;
    let unchanged = "No change that callers or running programs notice.\n".to_owned();
    assert_eq!(diff("api.yaml", "api.yaml"), (Some(0), unchanged, nothing()));
    let more = "0 breaking, 1 addition, 0 compatible: the minor version rises\n\n\
        client.get_keepers()\n    addition    operation added\n";
    assert_eq!(diff("api.yaml", "more.yaml"), (Some(0), more.to_owned(), nothing()));
    let argument = "1 breaking, 0 additions, 0 compatible: the major version rises; on the wire 1 refused\n\n\
        client.list_pets()\n    breaking    the call: a new required argument, `size: impl AsRef<str>`\n\n\
        on the wire, for programs that were built before\n\n\
        client.list_pets()\n    refused     `size`: is new, and must be given\n";
    assert_eq!(diff("api.yaml", "argument.yaml"), (Some(1), argument.to_owned(), nothing()));
    for (old, new) in [("api.yaml", "broken.yaml"), ("missing.yaml", "api.yaml")] {
        let (code, said, wrong) = diff(old, new);
        assert_eq!((code, said), (Some(2), nothing()));
        assert!(wrong.contains(if new == "broken.yaml" { "swagger-2" } else { "missing.yaml" }));
    }
}

/// The exit code is that of the list.
#[test]
fn diff_counts_by_kind_where_a_summary_is_wanted() {
    let folder = folder_with(SOUND);
    let with = |name: &str, text: String| fs::write(folder.path().join(name), text).unwrap();
    let (renamed, keepers) = (
        "operationId: listAnimals",
        "paths: {/keepers: {get: {tags: [Keepers], \
        operationId: listKeepers, responses: {'204': {description: none}}}}, ",
    );
    with("more.yaml", SOUND.replace("paths: {", keepers));
    with("renamed.yaml", SOUND.replace("operationId: listPets", renamed));
    let summary = |new: &str| {
        let output = specmill(folder.path(), &["diff", "--summary", "api.yaml", new]);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let nothing = "No change that callers or running programs notice.\n".to_owned();
    assert_eq!(summary("api.yaml"), (Some(0), nothing));
    assert_eq!(summary("more.yaml").0, Some(0));
    let expected = "\
1 breaking, 1 addition, 0 compatible: the major version rises

breaking
     1  operation removed
            client.list_pets()

addition
     1  operation added
            client.list_animals()

by module      breaking  deprecated    addition  compatible
  client              1           0           1           0

operations added
  client     list_animals

operations removed
  client     list_pets
";
    assert_eq!(summary("renamed.yaml"), (Some(1), expected.to_owned()));
}

#[test]
fn many_faults_of_one_kind_are_counted() {
    let faulty = |count: usize| {
        let responses = "responses: {'204': {description: none}}";
        let path = |number| {
            format!("  '/{number}/{{id}}': {{get: {{operationId: o{number}, {responses}}}}}\n")
        };
        let paths: String = (0..count).map(path).collect();
        format!(
            "openapi: 3.0.0\ninfo: {{title: Pets, version: '1', description: []}}\npaths:\n{paths}"
        )
    };
    let shown = |text: &str| text.matches("warning[undeclared-path-parameter]: ").count();
    let folder = folder_with(&faulty(40));
    for command in [vec!["check", "api.yaml"], vec!["generate", "api.yaml", "--out", "client"]] {
        let output = specmill(folder.path(), &command);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(shown(&said), 3 + 1, "{said}");
        let rest = "warning[undeclared-path-parameter]: 37 more of this kind\n = help: `specmill check --all` \
            shows them, `specmill explain undeclared-path-parameter` what it means\n\n";
        assert!(said.ends_with(rest), "{said}");
        assert!(said.contains("warning[invalid-info]"), "{said}");
        let all = specmill(folder.path(), &[command.as_slice(), &["--all"]].concat());
        assert_eq!(shown(&String::from_utf8(all.stderr).unwrap()), 40);
    }
    let output = specmill(folder.path(), &["check", "api.yaml"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "41 found\n");
    // One more than is shown is shown as well.
    fs::write(folder.path().join("api.yaml"), faulty(4)).unwrap();
    let said = String::from_utf8(specmill(folder.path(), &["check", "api.yaml"]).stderr).unwrap();
    assert_eq!(shown(&said), 4, "{said}");
    assert!(!said.contains("more of this kind"), "{said}");
    // What fails because of them says no more.
    fs::write(folder.path().join("api.yaml"), faulty(40)).unwrap();
    let strict = specmill(folder.path(), &["check", "api.yaml", "--strict"]);
    assert!(String::from_utf8(strict.stderr).unwrap().contains("37 more of this kind"));
}
