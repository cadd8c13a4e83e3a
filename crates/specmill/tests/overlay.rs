//! Overlays: what they change, and what is said where they cannot.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

use specmill::{Generator, Output};
use specmill_core::source::{self, Document, Node};

const SPEC: &str = "\
openapi: 3.0.0
info: {title: Zoo, version: '1'}
tags: [{name: Pets}]
paths:
  /pets:
    get:
      tags: [Pets]
      operationId: list-pets
      parameters:
        - {name: a, in: query, schema: {type: string}}
        - {name: b, in: query, schema: {type: string}}
        - {name: c, in: query, schema: {type: strin}}
      responses:
        '200':
          description: The pets.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
    delete: {tags: [Pets], operationId: free-pets, responses: {'204': {description: Gone.}}}
components:
  schemas:
    Pet: {type: object, required: [a], properties: {a: {type: string}, b: {type: string}}}
";

/// A folder with the document and `overlay.yaml`, whose actions are `actions`.
fn folder(actions: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("zoo.yaml"), SPEC).unwrap();
    let head = "overlay: 1.0.0\ninfo: {title: Changes, version: '1'}\nactions:\n";
    fs::write(folder.path().join("overlay.yaml"), format!("{head}{actions}")).unwrap();
    folder
}

fn applied(actions: &str) -> Document {
    let folder = folder(actions);
    let mut document = source::load(&folder.path().join("zoo.yaml")).unwrap();
    source::apply_overlay(&mut document, &folder.path().join("overlay.yaml")).unwrap();
    document
}

fn at<'n>(document: &'n Document, pointer: &str) -> Option<&'n Node> {
    document.root.at(&source::Pointer::parse(pointer))
}

fn texts(node: Option<&Node>) -> Vec<&str> {
    node.unwrap().as_array().unwrap().iter().filter_map(Node::as_str).collect()
}

fn generated(folder: &Path) -> Output {
    Generator::new(folder.join("zoo.yaml")).render().unwrap()
}

/// What is said, the folder's name taken away.
fn said(folder: &Path) -> String {
    let output = generated(folder);
    let text = output.diagnostics().to_string();
    text.replace(&format!("{}/", folder.display()), "")
}

#[test]
fn objects_are_merged_and_lists_get_more_items() {
    let document = applied(
        "- target: $.components.schemas.Pet\n  update: {required: [b], properties: {a: {type: \
         integer, format: int32}, c: {type: boolean}}}\n\
         - target: $.tags\n  update: {name: More}\n",
    );
    assert_eq!(texts(at(&document, "/components/schemas/Pet/required")), ["a", "b"]);
    let properties = at(&document, "/components/schemas/Pet/properties").unwrap();
    let names: Vec<_> = properties.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(properties.get("a").unwrap().get("type").unwrap().as_str(), Some("integer"));
    assert_eq!(at(&document, "/tags/1/name").unwrap().as_str(), Some("More"));
    assert!(document.diagnostics.is_empty(), "{}", document.diagnostics);
    assert_eq!(document.files().count(), 2);
}

#[test]
fn a_filter_selects_several_and_each_action_sees_those_before_it() {
    let document = applied(
        "- target: $.paths.*.get.parameters[?@.name != 'b']\n  remove: true\n\
         - target: $.paths.*.get.parameters[0]\n  update: {description: Left.}\n\
         - target: $..responses\n  update: {default: {description: An error.}}\n",
    );
    let parameters = at(&document, "/paths/~1pets/get/parameters").unwrap().as_array().unwrap();
    assert_eq!(parameters.len(), 1);
    assert_eq!(parameters[0].get("name").unwrap().as_str(), Some("b"));
    assert_eq!(parameters[0].get("description").unwrap().as_str(), Some("Left."));
    for method in ["get", "delete"] {
        assert!(at(&document, &format!("/paths/~1pets/{method}/responses/default")).is_some());
    }
}

#[test]
fn names_are_pinned_and_operations_skipped() {
    let folder = folder(
        "- target: $.paths['/pets'].get\n  update: {x-specmill-name: everyone}\n\
         - target: $.components.schemas.Pet\n  update: {x-specmill-name: Animal}\n\
         - target: $.paths['/pets'].delete\n  update: {x-specmill-skip: true}\n",
    );
    let surface = generated(folder.path()).surface().to_string();
    assert!(surface.contains("PetsClient::everyone(&self)"), "{surface}");
    assert!(surface.contains("pets::Animal (struct"), "{surface}");
    assert!(!surface.contains("free"), "{surface}");
    let plain = Generator::new(folder.path().join("zoo.yaml")).without_overlay().render().unwrap();
    let surface = plain.surface().to_string();
    assert!(surface.contains("PetsClient::free(&self)"), "{surface}");
    let removed = "overlay: 1.0.0\nactions: [{target: \"$.paths['/pets'].get\", remove: true}]\n";
    fs::write(folder.path().join("other.yaml"), removed).unwrap();
    let path = folder.path().join("zoo.yaml");
    let other = Generator::new(path).overlay(folder.path().join("other.yaml")).render().unwrap();
    let surface = other.surface().to_string();
    assert!(!surface.contains("list"), "{surface}");
}

#[test]
fn faults_that_came_from_an_overlay_show_its_line_and_others_keep_theirs() {
    let folder = folder(
        "- target: $.components.schemas.Pet.properties\n  update:\n    d: {type: strin}\n\
         - target: $.paths['/pets'].get.parameters[0]\n  remove: true\n",
    );
    assert_eq!(
        said(folder.path()),
        "warning[unknown-type]: there is no type `strin`\n  \
         --> overlay.yaml:6:9  /actions/0/update/d/type\n  \
         help: any value is taken here; the nearest type is `string`\n\
         warning[unknown-type]: there is no type `strin`\n  \
         --> zoo.yaml:12:41  /paths/~1pets/get/parameters/2/schema/type\n  \
         help: any value is taken here; the nearest type is `string`\n"
    );
}

#[test]
fn what_an_overlay_cannot_do_is_said_at_its_line() {
    let folder = folder(
        "- target: $.paths['/pots']\n  remove: true\n\
         - target: $.paths[\n  remove: true\n\
         - target: $.info.title\n  update: Zoos\n\
         - target: $\n  remove: true\n\
         - target: $.info\n\
         - update: {}\n\
         - target: $.info\n  update: text\n",
    );
    let text = said(folder.path());
    for (message, place) in [
        ("`$.paths['/pots']` selects nothing", "overlay.yaml:4:3  /actions/0/target"),
        ("`$.paths[` is no JSONPath", "overlay.yaml:6:3  /actions/1/target"),
        ("the target is a string", "overlay.yaml:8:3  /actions/2/target"),
        ("the whole document cannot be removed", "overlay.yaml:10:3  /actions/3/target"),
        ("an action has an `update`", "overlay.yaml:12:3  /actions/4"),
        ("an action has a `target`", "overlay.yaml:13:3  /actions/5"),
        ("updated with an object, not with a string", "overlay.yaml:14:3  /actions/6/target"),
    ] {
        assert!(text.contains(message), "{message}:\n{text}");
        assert!(text.contains(place), "{place}:\n{text}");
    }
}

#[test]
fn a_file_that_is_no_overlay_stops_it() {
    let folder = folder("");
    let document = folder.path().join("zoo.yaml");
    for (text, code) in [
        ("openapi: 3.0.0", "invalid-overlay"),
        ("overlay: 2.0.0\nactions: []", "invalid-overlay"),
        ("overlay: 1.0.0", "invalid-overlay"),
        ("overlay: [", "invalid-yaml"),
    ] {
        fs::write(folder.path().join("overlay.yaml"), text).unwrap();
        let error = Generator::new(&document).render().unwrap_err();
        assert_eq!(error.diagnostics().iter().next().unwrap().code(), code, "{text}");
        assert!(error.to_string().contains("overlay.yaml"), "{error}");
    }
    let missing = Generator::new(&document).overlay(folder.path().join("none.yaml")).render();
    assert_eq!(missing.unwrap_err().diagnostics().iter().next().unwrap().code(), "missing-file");
}

#[test]
fn several_overlays_are_applied_one_after_the_other() {
    let folder = folder("  - {target: $.info, update: {title: Aquarium}}\n");
    let text = |title: &str| {
        format!(
            "overlay: 1.0.0\nactions:\n  - {{target: $, update: {{x-specmill-conventions: \
             {{streamEnd: {title}}}, info: {{title: {title}}}}}}}\n"
        )
    };
    let path = |name: &str| folder.path().join(name);
    let client = |generator: &Generator| {
        let output = generator.render().unwrap();
        output.files().iter().find(|file| file.path.ends_with("client.rs")).unwrap().text.clone()
    };
    // The client's own description begins with the title.
    let title = |generator: &Generator| {
        let text = client(generator);
        let (_, after) = text.split_once("Api::new(").unwrap();
        after.split('"').nth(1).unwrap().to_owned()
    };
    let generator = || Generator::new(path("zoo.yaml"));
    // Both that are beside the document, the conventions first.
    fs::write(path("overlay.conventions.yaml"), text("Terrarium")).unwrap();
    assert_eq!(title(&generator()), "Aquarium");
    let api = client(&generator());
    assert!(api.contains(".stream_end(\"Terrarium\")"), "{api}");
    // Those that are named, and no others.
    let one = generator().overlay(path("overlay.conventions.yaml"));
    assert_eq!(title(&one), "Terrarium");
    fs::write(path("last.yaml"), text("Vivarium")).unwrap();
    assert_eq!(title(&one.clone().overlay(path("last.yaml"))), "Vivarium");
    assert_eq!(title(&one.without_overlay()), "Zoo");
}

#[test]
fn a_convention_that_is_wrong_is_told_where_the_overlay_has_it() {
    let folder = folder(
        "  - target: $\n    update:\n      x-specmill-conventions:\n        streamEnd: [DONE]\n",
    );
    let said = said(folder.path());
    let place = "overlay.yaml:7:9  /actions/0/update/x-specmill-conventions/streamEnd";
    assert!(said.contains("`streamEnd` must be a string in quotes, but is a list"), "{said}");
    assert!(said.contains(place), "{said}");
}

#[test]
fn undeclared_members_are_kept_where_it_is_said() {
    let keeps = |folder: &Path, all: bool| {
        let generator = Generator::new(folder.join("zoo.yaml")).keep_undeclared(all);
        let surface = generator.render().unwrap().surface().to_string();
        surface.contains("pets::Pet.extra: Map<Value>")
    };
    let set = |target: &str, value: &str| {
        folder(&format!("- target: {target}\n  update: {{x-specmill-extra: {value}}}\n"))
    };
    let pet = "$.components.schemas.Pet";
    for (folder, alone, beside_the_option) in [
        (set("$.info", "true"), false, true),
        (set(pet, "true"), true, true),
        (set(pet, "false"), false, false),
        (set("$", "true"), true, true),
        (set("$", "false"), false, true),
    ] {
        assert_eq!(keeps(folder.path(), false), alone);
        assert_eq!(keeps(folder.path(), true), beside_the_option);
    }
}

#[test]
fn what_a_part_of_an_all_of_keeps_the_whole_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let document = "
openapi: 3.0.3
info: {title: Parts, version: '1'}
paths: {}
components:
  schemas:
    Plain: {type: object, properties: {a: {type: string}}}
    Kept: {type: object, x-specmill-extra: true, properties: {a: {type: string}}}
    OfPlain: {allOf: [{$ref: '#/components/schemas/Plain'}, {type: object, properties: {b: {type: string}}}]}
    Beside: {x-specmill-extra: true, allOf: [{$ref: '#/components/schemas/Plain'}, {type: object, properties: {b: {type: string}}}]}
    InPart: {allOf: [{$ref: '#/components/schemas/Plain'}, {type: object, x-specmill-extra: true, properties: {b: {type: string}}}]}
    OfKept: {allOf: [{$ref: '#/components/schemas/Kept'}, {type: object, properties: {b: {type: string}}}]}
    Not: {x-specmill-extra: false, allOf: [{$ref: '#/components/schemas/Kept'}, {type: object, properties: {b: {type: string}}}]}
    Parent: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    Child: {allOf: [{$ref: '#/components/schemas/Parent'}, {type: object, x-specmill-extra: true, properties: {b: {type: string}}}]}
";
    let path = folder.path().join("parts.yaml");
    fs::write(&path, document).unwrap();
    let surface = Generator::new(&path).render().unwrap().surface().to_string();
    let keep: Vec<&str> = surface
        .lines()
        .filter_map(|line| line.strip_suffix(".extra: Map<Value>")?.strip_prefix("shared::"))
        .collect();
    assert_eq!(keep, ["Beside", "Child", "InPart", "Kept", "OfKept"], "{surface}");
}
