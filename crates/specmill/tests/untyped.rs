//! Places that take any value: each with its reason, and which of them are the generator's.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use specmill::{Generator, Output, UntypedReason};
use specmill_core::diagnostics::Diagnostics;
use specmill_core::names::NameTable;
use specmill_core::source::{self, Overlays};
use specmill_core::{Limits, lower, normalize, passes, spec, with_stack};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";

/// One of each reason: a line each, so that the number of the line is the row.
const EACH: &str = "\
paths:
  /a:
    get:
      tags: [a]
      operationId: a
      parameters: [{name: p, in: query, content: {application/json: {}}}]
      responses:
        '200': {description: ok, content: {application/json: {}}}
        '400': {description: no, content: {application/json: {schema: {}}}}
  /b: {get: {tags: [b], operationId: b, responses: {'200': {description: ok, content: {text/event-stream: {}}}}}}
webhooks:
  done: {post: {operationId: done, requestBody: {content: {application/json: {}}}, responses: {'204': {description: ok}}}}
components:
  schemas:
    Nothing: {}
    Words: {description: Any words.}
    Everything: true
    List: {type: array}
    OfNothing: {allOf: [{}, {description: Words.}]}
    FreeForm: {type: object}
    Extra: {type: object, properties: {a: {type: string}}, additionalProperties: true}
    Required: {type: object, required: [x]}
    Never: {type: object, properties: {x: false}}
    Empty: {allOf: []}
    EmptyEnum: {enum: []}
    Contradiction: {allOf: [{type: string}, {type: integer}]}
    Loop: {allOf: [{$ref: '#/components/schemas/Loop'}]}
    Unknown: {type: strnig}
    Unresolved: {type: object, properties: {x: {$ref: '#/components/schemas/Gone'}}}
    Invalid: {allOf: 3}
    Not: {not: {type: string}}
    If: {if: {type: string}, then: {maxLength: 3}}
    Demands: {type: object, properties: {x: {allOf: [{anyOf: [{not: {required: [a]}}, {not: {required: [b]}}]}, {}]}}}
    NotAndNothing: {allOf: [{not: {type: string}}, {}]}
    Large: {enum: [18446744073709551615, x]}
";

fn rendered(text: &str) -> (tempfile::TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.yaml");
    fs::write(&path, text).unwrap();
    let output = Generator::new(&path).render().unwrap();
    (folder, output)
}

/// Of each place its reason, line and pointer.
fn places(output: &Output) -> Vec<(&'static str, usize, String)> {
    let row = |place: &specmill::UntypedPlace| {
        let pointer = place.pointer().unwrap().replace("/components/schemas/", "#");
        (place.reason().code(), place.line().unwrap(), pointer)
    };
    output.untyped().iter().map(row).collect()
}

#[test]
fn each_reason_is_told_with_its_place() {
    let (_folder, output) = rendered(&format!("{HEAD}{EACH}"));
    let listed: Vec<(String, String)> = places(&output)
        .into_iter()
        .map(|(code, line, pointer)| (format!("{code}:{line}"), pointer))
        .collect();
    let listed: Vec<(&str, &str)> =
        listed.iter().map(|(reason, pointer)| (&**reason, &**pointer)).collect();
    let responses = "/paths/~1a/get/responses";
    assert_eq!(
        listed,
        [
            ("undescribed-value:17", "#Nothing"),
            ("undescribed-value:18", "#Words"),
            ("undescribed-value:19", "#Everything"),
            // `normalize` writes what JSON Schema says of a list without `items`.
            ("undescribed-value:20", "#List/items"),
            ("undescribed-value:21", "#OfNothing"),
            ("undescribed-value:11", &*format!("{responses}/400/content/application~1json/schema")),
            ("free-form-object:22", "#FreeForm"),
            ("free-form-object:23", "#Extra/additionalProperties"),
            ("undescribed-required-property:24", "#Required/required"),
            ("no-schema:10", &*format!("{responses}/200/content/application~1json")),
            ("no-schema:8", "/paths/~1a/get/parameters/0"),
            ("no-schema:12", "/paths/~1b/get/responses/200/content/text~1event-stream"),
            ("no-schema:14", "/webhooks/done/post"),
            ("no-value:25", "#Never/properties/x"),
            ("empty-composition:26", "#Empty"),
            ("empty-composition:27", "#EmptyEnum"),
            ("contradictory-all-of:28", "#Contradiction"),
            ("reference-loop:29", "#Loop"),
            ("unknown-type:30", "#Unknown"),
            ("unresolved-reference:31", "#Unresolved/properties/x"),
            ("invalid-schema:32", "#Invalid"),
            ("unsupported-keyword:33", "#Not"),
            ("unsupported-keyword:34", "#If"),
            ("unsupported-keyword:35", "#Demands/properties/x"),
            ("unsupported-keyword:36", "#NotAndNothing"),
            ("unsupported-values:37", "#Large"),
        ]
    );
    let ours: Vec<UntypedReason> = output.untyped().ours().map(|place| place.reason()).collect();
    let keyword = UntypedReason::UnsupportedKeyword;
    assert_eq!(ours, [keyword, keyword, keyword, keyword, UntypedReason::UnsupportedValues]);
}

/// What the generator or rustc would take too long over.
#[test]
fn limits_of_the_generator_are_its_own() {
    let mut text = format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n");
    for level in 0..=101 {
        let inner = format!("{{$ref: '#/components/schemas/N{}'}}", level + 1);
        writeln!(text, "    N{level}: {{type: object, properties: {{n: {inner}}}}}").unwrap();
    }
    text.push_str("    N102: {type: object, properties: {n: {type: string}}}\n");
    let places = "{type: integer}, ".repeat(101);
    writeln!(text, "    Tuple: {{type: array, prefixItems: [{places}]}}").unwrap();
    let members: String =
        (0..1_001).map(|at| format!("{{type: object, properties: {{p{at}: {{}}}}}}, ")).collect();
    writeln!(text, "    Wide: {{oneOf: [{members}]}}").unwrap();
    let (_folder, output) = rendered(&text);
    let ours: Vec<(&str, &str)> = output
        .untyped()
        .ours()
        .map(|place| (place.reason().code(), place.pointer().unwrap()))
        .collect();
    assert_eq!(
        ours,
        [
            ("too-many-places", "/components/schemas/Tuple"),
            ("too-deep-a-type", "/components/schemas/N2"),
            ("too-composed", "/components/schemas/Wide"),
        ]
    );
}

#[test]
fn a_document_that_says_everything_has_none() {
    let (_folder, output) = rendered(&format!(
        "{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {{type: object, properties: {{a: {{type: string}}}}}}}}}}\n"
    ));
    assert!(output.untyped().is_empty());
    assert_eq!(output.untyped().to_string(), "no value is untyped\n");
}

#[test]
fn a_summary_counts_both_and_shows_the_first() {
    let mut text = format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    Not: {{not: {{}}}}\n");
    for number in 0..7 {
        writeln!(text, "    A{number}: {{}}").unwrap();
    }
    text.push_str("    B: {not: {type: string}}\n");
    let (folder, output) = rendered(&text);
    let summary = output.untyped().summary().replace(&*folder.path().to_string_lossy(), "");
    assert_eq!(
        summary,
        "untyped[undescribed-value]: nothing is said of the value: 7 places, the document's
  --> /api.yaml:7:5  /components/schemas/A0
  --> /api.yaml:8:5  /components/schemas/A1
  --> /api.yaml:9:5  /components/schemas/A2
  --> /api.yaml:10:5  /components/schemas/A3
  --> /api.yaml:11:5  /components/schemas/A4
  2 more
untyped[no-value]: no value is allowed (`false`): 1 place, the document's
  --> /api.yaml:6:5  /components/schemas/Not
untyped[unsupported-keyword]: a keyword that no Rust type can express is all that describes the value: 1 place, a limit of the generator
  --> /api.yaml:14:5  /components/schemas/B
9 places take any value (`serde_json::Value`): 8 as the document says no more, 1 by limits of the generator
"
    );
    assert!(output.untyped().to_string().contains("/components/schemas/A6"));
}

#[test]
fn what_is_not_chosen_is_not_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.yaml");
    fs::write(&path, format!("{HEAD}{EACH}")).unwrap();
    let output = Generator::new(&path).tags(["b"]).render().unwrap();
    let pointer = "/paths/~1b/get/responses/200/content/text~1event-stream".to_owned();
    assert_eq!(places(&output), [("no-schema", 12, pointer)]);
}

#[test]
fn a_place_in_another_file_is_told_as_it_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.yaml");
    let text = "paths: {}\ncomponents: {schemas: {A: {$ref: 'parts.yaml#/A'}}}\n";
    fs::write(&path, format!("{HEAD}{text}")).unwrap();
    fs::write(folder.path().join("parts.yaml"), "A:\n  type: object\n  properties:\n    x: {}\n")
        .unwrap();
    let output = Generator::new(&path).render().unwrap();
    let place = output.untyped().iter().next().unwrap();
    assert_eq!(place.file().unwrap().file_name().unwrap(), "parts.yaml");
    assert_eq!((place.line(), place.column()), (Some(4), Some(5)));
    assert_eq!(place.pointer(), Some("/A/properties/x"));
}

/// Real documents say no more than their clients, where they are beside this repository.
#[test]
fn of_real_documents_nothing_is_left_out_by_limits_of_the_generator() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs");
    let Ok(entries) = fs::read_dir(folder.join("corpus")) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    let others = [
        "openai-2.3.0-oas30.yaml",
        "openai-2026-08-oas31.yaml",
        "trees/digitalocean__openapi/specification/DigitalOcean-public.v2.yaml",
        "trees/hey-api__openapi-ts/specs/3.1.x/full.yaml",
        "trees/opensearch-project__opensearch-api-specification/spec/namespaces/asynchronous_search.yaml",
    ];
    paths.extend(others.map(|path| folder.join(path)));
    paths.sort();
    let mut ours = Vec::new();
    for path in paths {
        let found = with_stack(|| reasons(&path)).unwrap();
        let of_ours = found.into_iter().filter(|(reason, _)| reason.is_ours());
        ours.extend(
            of_ours.map(|(reason, pointer)| format!("{}: {pointer}: {reason}", path.display())),
        );
    }
    assert_eq!(ours, Vec::<String>::new());
}

/// What became any value in the document at `path`, without a client written of it.
fn reasons(path: &Path) -> Vec<(UntypedReason, String)> {
    let document = source::read(path, &Overlays::Beside, &Limits::default()).unwrap();
    let mut found = Diagnostics::default();
    let root = normalize::normalize(&document, &mut found).unwrap();
    let api = spec::read(&root, &mut found);
    let mut client = lower::lower(&api, &NameTable::new(&api), &mut found);
    passes::run(&mut client);
    let row = |place: specmill_core::ir::UntypedPlace| {
        (place.untyped.reason, place.untyped.pointer.to_string())
    };
    client.untyped.into_iter().map(row).collect()
}
