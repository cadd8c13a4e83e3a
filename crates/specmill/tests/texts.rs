//! Descriptions that are long, or that would be far longer as Markdown than they are.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use serde_json::{Value, json};
use specmill::{Generator, Output};

/// The client of a document whose `info` has this description and whose one operation has it as well.
fn described(text: &str) -> Output {
    let operation = json!({"operationId": "ask", "description": text, "responses": {"204": {"description": "d"}}});
    rendered(&json!({
        "openapi": "3.1.0",
        "info": {"title": "Texts", "version": "1", "description": text},
        "paths": {"/a": {"get": operation}},
    }))
}

fn rendered(document: &Value) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("texts.json");
    std::fs::write(&path, document.to_string()).unwrap();
    let output = Generator::new(&path).render().unwrap();
    for file in output.files() {
        syn::parse_file(&file.text).unwrap();
    }
    output
}

fn size(output: &Output) -> usize {
    output.files().iter().map(|file| file.text.len()).sum()
}

/// The places of what is said.
fn said(output: &Output) -> Vec<(&'static str, String)> {
    let place = |found: &specmill::Diagnostic| (found.code(), found.pointer().unwrap().to_owned());
    output.diagnostics().iter().map(place).collect()
}

fn client(output: &Output) -> &str {
    &output.files().iter().find(|file| file.path.ends_with("client.rs")).unwrap().text
}

#[test]
fn of_a_long_text_the_beginning_is_shown() {
    // Plain words, and markup.
    for word in ["word ", "a *word* and `code`, "] {
        let fits = word.repeat((16 << 10) / word.len());
        let output = described(&fits);
        assert_eq!(said(&output), []);
        assert!(!client(&output).contains("The document has more of this text."));

        let output = described(&word.repeat((2 << 20) / word.len()));
        let places = ["/info/description", "/paths/~1a/get/description"];
        assert_eq!(said(&output), places.map(|place| ("long-text", place.to_owned())));
        assert_eq!(client(&output).matches("The document has more of this text.").count(), 2);
        let shown = client(&output).matches("word").count() * word.len();
        assert!((30 << 10..33 << 10).contains(&shown), "{shown} bytes are shown");
    }
}

/// The same text under every object that has one.
#[test]
fn every_long_text_has_a_diagnostic() {
    let text = "word ".repeat(4_000);
    let output = rendered(&json!({
        "openapi": "3.0.0",
        "info": {"title": "Texts", "version": "1"},
        "servers": [{"url": "/", "description": text}],
        "tags": [{"name": "Tagged", "description": text}],
        "paths": {"/a": {"get": {
            "tags": ["Tagged"],
            "operationId": "ask",
            "summary": text,
            "parameters": [{"name": "p", "in": "query", "description": text, "schema": {"type": "string"}}],
            "requestBody": {"description": text, "content": {"application/json": {"schema": {"type": "string"}}}},
            "responses": {"200": {"description": text, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}},
        }}},
        "components": {
            "schemas": {"A": {"title": text, "type": "object", "properties": {"p": {"type": "string", "description": text}}}},
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key", "description": text}},
        },
    }));
    let mut places: Vec<String> = said(&output).into_iter().map(|(_, place)| place).collect();
    places.sort();
    assert_eq!(
        places,
        [
            "/components/schemas/A/properties/p/description",
            "/components/schemas/A/title",
            "/components/securitySchemes/key/description",
            "/paths/~1a/get/parameters/0/description",
            "/paths/~1a/get/responses/200/description",
            "/paths/~1a/get/summary",
            "/servers/0/description",
            "/tags/0/description",
        ]
    );
    assert!(said(&output).iter().all(|(code, _)| *code == "long-text"));
}

/// A value in a default, an enum, a constant or a pattern is shown like a word.
#[test]
fn of_a_long_value_the_beginning_is_shown() {
    let long = "v".repeat(100_000);
    let output = rendered(&json!({
        "openapi": "3.1.0",
        "info": {"title": "Texts", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "ask", "responses": {"200": {
            "description": "d",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}},
        }}}}},
        "components": {"schemas": {"A": {"type": "object", "properties": {
            "default": {"type": "string", "default": long},
            "object": {"type": "object", "default": {"a": long}},
            "pattern": {"type": "string", "pattern": long},
        }}}},
    }));
    assert!(size(&output) < 30_000, "{}", size(&output));
    let shown = output.files().iter().map(|file| file.text.matches('…').count()).sum::<usize>();
    assert!(shown >= 3, "{shown}");
}

/// Markup that would come out far larger than it went in, or be read in more than linear time, is
/// shown as it is written.
#[test]
fn markup_without_measure_is_shown_as_text() {
    let row = "|a".repeat(40);
    let wide = format!("{row}\n{}\n{}", "|-".repeat(40), "x\n".repeat(400));
    for text in [
        "> ".repeat(17) + "deep",
        (0..17).map(|level| format!("{}- item\n", "  ".repeat(level))).collect(),
        wide,
        "`a` ".repeat(1_200),
    ] {
        let output = described(&text);
        assert_eq!(said(&output), []);
        assert!(client(&output).contains("/// ```text\n"), "{text}");
        assert!(size(&output) < 20 * text.len() + 10_000, "{text}: {}", size(&output));
    }
    for text in ["> ".repeat(16) + "deep", "`a` ".repeat(900)] {
        assert!(!client(&described(&text)).contains("```text"), "{text}");
    }
}

#[test]
fn what_a_module_imports_is_linked_by_its_name() {
    // rustdoc takes the path of what is in scope for redundant.
    let part = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let union = json!({"oneOf": [{"$ref": "#/components/schemas/Part"}, {"type": "string"}]});
    let sent = |id: &str, name: &str| {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let body = json!({"content": {"application/json": {"schema": schema}}});
        json!({"post": {"operationId": id, "tags": [id], "requestBody": body,
            "responses": {"204": {"description": "sent"}}}})
    };
    let mut document = json!({
        "openapi": "3.0.3", "info": {"title": "Links", "version": "1"},
        "paths": {"/one": sent("one", "Union"), "/two": sent("two", "Part")},
        "components": {"schemas": {"Part": part, "Union": union}},
    });
    let shared = |document: &Value| {
        let output = rendered(document);
        let file = output.files().iter().find(|file| file.path.ends_with("shared.rs")).unwrap();
        file.text.clone()
    };
    let text = shared(&document);
    assert!(text.contains("/// A member of [`Union`](super::one::Union).\n"), "{text}");

    // What no operation reaches is shared, and imports the union.
    let field = json!({"union": {"$ref": "#/components/schemas/Union"}});
    document["components"]["schemas"]["Alone"] = json!({"type": "object", "properties": field});
    let text = shared(&document);
    assert!(text.contains("use super::one::Union;"), "{text}");
    assert!(text.contains("/// A member of [`Union`].\n"), "{text}");
}
