//! What is said of each kind of change, and that no change is overlooked.
#![allow(clippy::unwrap_used)]

#[path = "changes/wire/mod.rs"]
mod wire;

use std::fs;

use specmill::Generator;
use specmill::changes::{ChangeKind, Changes, Effect};
use specmill::surface::Surface;

const ZOO: &str = include_str!("changes/zoo.yaml");

fn surface(document: &str) -> Surface {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zoo.yaml");
    fs::write(&path, document).unwrap();
    let output = Generator::new(&path).render().unwrap();
    assert!(output.diagnostics().is_empty(), "{}", output.diagnostics().to_string());
    output.surface()
}

/// The zoo with each text replaced, which must be there once.
fn edited(edits: &[(&str, &str)]) -> String {
    let mut document = ZOO.to_owned();
    for (from, to) in edits {
        assert_eq!(document.matches(from).count(), 1, "`{from}` has to be there once");
        document = document.replace(from, to);
    }
    document
}

/// What `edits` do to callers of the zoo, and what undoing them does.
fn both_ways(edits: &[(&str, &str)]) -> (Changes, Changes) {
    let (old, new) = (surface(ZOO), surface(&edited(edits)));
    (Changes::between(&old, &new), Changes::between(&new, &old))
}

#[track_caller]
fn check(name: &str, edits: &[(&str, &str)], breaks: (bool, bool)) {
    let (forth, back) = both_ways(edits);
    insta::assert_snapshot!(name, format!("{forth}\n==== back ====\n{back}"));
    assert_eq!((forth.breaks(), back.breaks()), breaks, "{name}");
}

#[test]
fn a_document_has_no_changes_from_itself() {
    let zoo = surface(ZOO);
    let changes = Changes::between(&zoo, &zoo);
    assert_eq!(changes, Changes::default());
    assert_eq!(changes.to_string(), "");
}

#[test]
fn words_and_what_only_travels_differently_are_no_changes() {
    // A word for `get` is none of its own in a method's name.
    let edits = [("All pets.", "Every pet."), ("/keepers:", "/staff:"), ("getPet", "findPet")];
    assert_eq!(both_ways(&edits), (Changes::default(), Changes::default()));
}

#[test]
fn operations() {
    let keepers = "  /keepers:\n    get: {tags: [Keepers], operationId: listKeepers, responses: {'204': {description: None.}}}\n";
    check("operation_removed", &[(keepers, "")], (true, false));
    check("operation_renamed", &[("getPet", "getAnimal")], (true, true));
    let answers = (
        "description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'",
        "description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/Food'",
    );
    check("answer_changed", &[answers], (true, true));
}

#[test]
fn parameters() {
    let limit = "{name: limit, in: query, schema: {type: integer}}";
    let text = "{name: limit, in: query, schema: {type: string}}";
    check("parameter_changed", &[(limit, text)], (true, true));
    let required = "{name: limit, in: query, required: true, schema: {type: integer}}";
    check("parameter_required", &[(limit, required)], (true, true));
    let two = format!("{limit}, {{name: after, in: query, schema: {{type: string}}}}");
    check("parameter_added", &[(limit, &two)], (false, true));
    let path = [("/pets/{id}:", "/pets/{pet}:"), ("{name: id,", "{name: pet,")];
    check("argument_renamed", &path, (false, false));
    let first = "{name: from, in: query, required: true, schema: {type: string}}";
    let second = "{name: to, in: query, required: true, schema: {type: string}}";
    let swapped = [(first, "FIRST"), (second, first), ("FIRST", second)];
    check("arguments_swapped", &swapped, (true, true));
    let flag = "operationId: getPet,\n      parameters: [";
    let with_flag = format!("{flag}{{name: full, in: query, schema: {{type: boolean}}}}, ");
    check("first_optional_parameter", &[(flag, &with_flag)], (true, true));
}

#[test]
fn fields() {
    check("field_removed", &[("age: {type: integer}, ", "")], (true, false));
    check("field_type", &[("age: {type: integer}", "age: {type: number}")], (true, true));
    check("field_optional", &[("required: [name, kind]", "required: [kind]")], (true, true));
    let nullable = ("age: {type: integer}", "age: {type: integer, nullable: true}");
    check("field_nullable", &[nullable], (true, true));
    let colour = [("required: [name, kind]", "required: [name, kind, age]")];
    check("request_field_required", &colour, (true, true));
    let answer = [
        ("required: [eaten]", "required: [eaten, left]"),
        ("eaten: {", "left: {type: string}, eaten: {"),
    ];
    check("answer_field_added", &answer, (false, true));
    check(
        "default_lost",
        &[("Note: {type: object,", "Note: {type: object, required: [text],")],
        (true, true),
    );
}

#[test]
fn enums_and_unions_are_open() {
    check("value_added", &[("enum: [cat, dog]", "enum: [cat, dog, cow]")], (false, true));
    let member = (
        "- {$ref: '#/components/schemas/Hay'}",
        "- {$ref: '#/components/schemas/Hay'}\n        - {type: integer}",
    );
    check("member_added", &[member], (false, true));
    check(
        "member_changed",
        &[("        - {type: boolean}\n", "        - {type: array, items: {type: boolean}}\n")],
        (true, true),
    );
}

#[test]
fn types() {
    check(
        "kind_changed",
        &[(
            "Note: {type: object, properties: {text: {type: string}}}",
            "Note: {type: string, enum: [good, bad]}",
        )],
        (true, true),
    );
    check(
        "alias_changed",
        &[(
            "Names: {type: array, items: {type: string}}",
            "Names: {type: array, items: {type: integer}}",
        )],
        (true, true),
    );
    check("constant_changed", &[("enum: [hay]", "enum: [straw]")], (true, true));
    let none = "'204': {description: None.}";
    let food = "'200': {description: Food., \
        content: {application/json: {schema: {$ref: '#/components/schemas/Food'}}}}";
    let shared = (none, food);
    check("type_moved", &[shared], (true, true));
}

/// An item that nothing was said of would be a change that a reviewer never sees. A setter says no
/// more than its field, and what else an operation's own types have follows from its signature.
#[test]
fn every_item_of_a_surface_counts() {
    let zoo = surface(ZOO);
    let silent: Vec<String> = zoo
        .items()
        .iter()
        .filter(|gone| {
            let rest = zoo.items().iter().filter(|item| item != gone).cloned().collect();
            !Changes::between(&zoo, &rest).breaks()
        })
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!("lines_that_others_speak_for", silent.join("\n"));
}

#[test]
fn what_breaks_comes_first() {
    let (changes, _) = both_ways(&[("enum: [cat, dog]", "enum: [cat, cow]")]);
    assert_eq!(changes.items.len(), 1);
    let effects: Vec<Effect> =
        changes.items[0].changes.iter().map(|change| change.effect).collect();
    assert_eq!(effects, [Effect::Breaking, Effect::Addition]);
    assert_eq!((changes.count(Effect::Breaking), changes.count(Effect::Compatible)), (1, 0));
}

/// Of each kind the number and the first of three items, whatever the number of changes of an item; of
/// each module the numbers and its operations.
#[test]
fn a_summary_counts_by_kind_and_by_module() {
    let keepers = "  /keepers:\n    get: {tags: [Keepers], operationId: listKeepers, responses: {'204': {description: None.}}}\n";
    let vets = "  /vets:\n    get: {operationId: listVets, responses: {'204': {description: None.}}}\n    \
                post: {tags: [Vets], operationId: hireVet, responses: {'204': {description: None.}}}\n    \
                delete: {tags: [Vets], operationId: dismissVet, responses: {'204': {description: None.}}}\n";
    let edits = [
        (keepers, vets),
        ("age: {type: integer}", "age: {type: number}"),
        ("operationId: getPet,", "operationId: getPet, deprecated: true,"),
        ("enum: [cat, dog]", "enum: [cat, dog, cow, horse, hen, goat]"),
        (
            "Note: {type: object, properties: {",
            "Owner: {type: object, properties: {name: {type: string}}}\n    \
             Note: {type: object, properties: {by: {$ref: '#/components/schemas/Owner'}, ",
        ),
    ];
    let (forth, back) = both_ways(&edits);
    let shown = format!("{}\n==== back ====\n{}", forth.summary(), back.summary());
    insta::assert_snapshot!("summary", shown);

    let summary = forth.summary();
    let added = summary.kinds.iter().find(|kind| kind.kind == ChangeKind::VariantAdded).unwrap();
    assert_eq!((added.effect, added.count, added.examples.len()), (Effect::Addition, 4, 1));
    let effects = [Effect::Breaking, Effect::Deprecation, Effect::Addition, Effect::Compatible];
    for effect in effects {
        let all = forth.count(effect);
        let of_kinds = summary.kinds.iter().filter(|kind| kind.effect == effect);
        assert_eq!(of_kinds.map(|kind| kind.count).sum::<usize>(), all);
        let of_modules = summary.modules.iter().filter_map(|module| module.counts.get(&effect));
        assert_eq!(of_modules.sum::<usize>(), all);
    }
    assert_eq!(Changes::default().summary().to_string(), "");
}
