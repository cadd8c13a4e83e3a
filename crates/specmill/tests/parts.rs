//! Modules that are too long for one file.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use specmill::{Generator, Output};

const MOST_LINES: usize = 2_000;

/// One tag with an operation and a type for each of `names`.
fn document(names: &[String]) -> String {
    let mut text = "openapi: 3.0.0\ninfo: {title: Zoo, version: '1'}\npaths:\n".to_owned();
    for name in names {
        writeln!(text, "  /{name}:\n    get:\n      tags: [Zoo]\n      operationId: get{name}")
            .unwrap();
        writeln!(text, "      parameters: [{{name: a, in: query, schema: {{type: string}}}}]")
            .unwrap();
        writeln!(text, "      responses: {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}}}").unwrap();
    }
    text.push_str("components:\n  schemas:\n");
    for name in names {
        writeln!(text, "    {name}:\n      type: object\n      properties:").unwrap();
        for property in 0..15 {
            writeln!(text, "        p{property}: {{type: string, description: One of them.}}")
                .unwrap();
        }
    }
    text
}

fn render(folder: &Path, names: &[String]) -> (Output, Generator) {
    let path = folder.join("zoo.yaml");
    std::fs::write(&path, document(names)).unwrap();
    let generator = Generator::new(&path).out_dir(folder.join("out"));
    (generator.render().unwrap(), generator)
}

fn texts(output: &Output) -> BTreeMap<&str, &str> {
    output.files().iter().map(|file| (file.path.as_str(), file.text.as_str())).collect()
}

/// Names that share letters and words, as those of a large document do.
fn names() -> Vec<String> {
    let (verbs, nouns) =
        (["Create", "Cut", "Delete", "List"], ["Ape", "Bear", "Cat", "Dog", "Elk"]);
    let mut names = Vec::new();
    for verb in verbs {
        for noun in nouns {
            names.extend((0..6).map(|number| format!("{verb}{noun}Request{number}")));
        }
    }
    names
}

#[test]
fn no_file_is_too_long_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (output, _) = render(folder.path(), &names());
    let texts = texts(&output);
    for (path, text) in &texts {
        assert!(text.lines().count() <= MOST_LINES, "{path}: {}", text.lines().count());
        syn::parse_file(text).unwrap();
    }
    let module = texts["zoo/zoo.rs"];
    let mut whole = String::new();
    for path in texts.keys().filter_map(|path| path.strip_prefix("zoo/zoo/")) {
        assert!(module.contains(&format!("include!(\"zoo/{path}\");")), "{path} is not included");
        whole.push_str(texts[format!("zoo/zoo/{path}").as_str()]);
    }
    for name in names() {
        assert_eq!(whole.matches(&format!("pub struct {name} {{")).count(), 1, "{name}");
        assert_eq!(whole.matches(&format!("pub struct Get{name}Call {{")).count(), 1, "{name}");
        let method = format!("    pub fn get_{}(", heck::ToSnakeCase::to_snake_case(&*name));
        assert_eq!(whole.matches(&method).count(), 1, "{method}");
    }
    for path in ["zoo/zoo/types_create.rs", "zoo/zoo/types_l.rs", "zoo/zoo/operations_get_list.rs"]
    {
        assert!(texts.contains_key(path), "{path} not in {:#?}", texts.keys());
    }
}

#[test]
fn one_type_more_changes_the_files_it_is_in_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (before, _) = render(folder.path(), &names());
    let mut more = names();
    more.insert(7, "DeleteGnuRequest".to_owned());
    let (after, _) = render(folder.path(), &more);
    let (before, after) = (texts(&before), texts(&after));
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, text)| before.get(*path) != Some(text))
        .map(|(path, _)| *path)
        .collect();
    assert_eq!(
        changed,
        ["zoo.rs", "zoo/zoo/operations_get_delete.rs", "zoo/zoo/types_d.rs"],
        "{:#?}",
        after.keys()
    );
    assert_eq!(before.len(), after.len());
}

#[test]
fn files_of_a_module_that_became_short_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let (output, generator) = render(folder.path(), &names());
    generator.write(&output).unwrap();
    assert!(folder.path().join("out/zoo/zoo/types_create.rs").exists());
    let (output, generator) = render(folder.path(), &names()[..3]);
    let written = generator.write(&output).unwrap();
    assert!(!written.removed.is_empty());
    assert!(!folder.path().join("out/zoo/zoo").exists());
    assert!(folder.path().join("out/zoo/zoo.rs").exists());
}
