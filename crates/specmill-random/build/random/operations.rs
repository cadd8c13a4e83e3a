//! Operations with parameters, bodies and answers of every kind.

use serde_json::{json, Map, Value};

use super::schemas::Schemas;
use super::texts::{name, text};

/// The path and the path item of operation `number`.
pub(super) fn operation(of: &mut Schemas<'_>, number: usize, tags: &[String]) -> (String, Value) {
    let mut path = format!("/o{number}");
    let mut parameters: Vec<Value> = Vec::new();
    for _ in 0..of.choices.below(5) {
        let parameter = parameter(of);
        let is_known = parameters
            .iter()
            .any(|known| known["name"] == parameter["name"] && known["in"] == parameter["in"]);
        if !is_known {
            let in_path = parameter["in"] == "path";
            path.extend(
                in_path.then(|| format!("/{{{}}}", parameter["name"].as_str().unwrap_or_default())),
            );
            parameters.push(parameter);
        }
    }
    let method = *of.choices.pick(&["get", "post", "put", "patch", "delete"]);
    let mut operation = json!({"parameters": parameters, "responses": answers(of)});
    if !of.choices.one_in(5) {
        let id = name(of.choices);
        operation["operationId"] = json!(format!("{id} {number}"));
    }
    if of.choices.one_in(8) {
        operation["operationId"] = json!(name(of.choices));
    }
    if !of.choices.one_in(4) {
        operation["tags"] = json!([of.choices.pick(tags)]);
    }
    operation["description"] = json!(text(of.choices));
    operation["summary"] = json!(text(of.choices));
    operation["deprecated"] = json!(of.choices.one_in(6));
    if method != "get" && method != "delete" {
        operation["requestBody"] = body(of);
    }
    match of.choices.below(4) {
        0 => operation["security"] = json!([{"key": []}, {"bearer": []}]),
        1 => operation["security"] = json!([{}]),
        _ => {}
    }
    (path, json!({ method: operation }))
}

fn parameter(of: &mut Schemas<'_>) -> Value {
    let place = *of.choices.pick(&["query", "path", "header", "cookie"]);
    let styles: &[&str] = match place {
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "path" => &["simple", "label", "matrix"],
        "header" => &["simple"],
        _ => &["form"],
    };
    // Names in a path template or a header are not any text.
    let name = match place {
        "query" => name(of.choices),
        _ => format!("p{}", of.choices.below(9)),
    };
    let mut parameter = json!({
        "name": name,
        "in": place,
        "required": place == "path" || of.choices.one_in(3),
        "description": text(of.choices),
        "deprecated": of.choices.one_in(9),
    });
    let schema = of.schema(1);
    if of.choices.one_in(6) {
        parameter["content"] = json!({"application/json": {"schema": schema}});
    } else {
        parameter["schema"] = schema;
        parameter["style"] = json!(of.choices.pick(styles));
        parameter["explode"] = json!(of.choices.one_in(2));
        if place == "query" {
            parameter["allowReserved"] = json!(of.choices.one_in(2));
        }
    }
    parameter
}

fn content(of: &mut Schemas<'_>, kinds: &[&str]) -> Value {
    let mut content = Map::new();
    for _ in 0..=of.choices.below(2) {
        let kind = *of.choices.pick(kinds);
        let media = match of.choices.below(8) {
            0 => json!({}),
            1 | 2 => json!({"schema": of.object(1)}),
            3 => json!({"schema": {"type": "string", "format": "binary"}}),
            4 => json!({"schema": of.schema(1)}),
            _ => json!({"schema": of.reference()}),
        };
        content.insert(kind.to_owned(), media);
    }
    Value::Object(content)
}

fn body(of: &mut Schemas<'_>) -> Value {
    let kinds = [
        "application/json",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/octet-stream",
        "application/vnd.x+json",
        "image/*",
        "*/*",
    ];
    let content = content(of, &kinds);
    json!({"required": of.choices.one_in(2), "content": content, "description": text(of.choices)})
}

fn answers(of: &mut Schemas<'_>) -> Value {
    let kinds = ["application/json", "text/event-stream", "text/plain", "audio/mpeg", "*/*"];
    let statuses = ["200", "201", "204", "2XX", "404", "4XX", "500", "default", "302"];
    let mut answers = Map::new();
    for _ in 0..=of.choices.below(3) {
        let status = *of.choices.pick(&statuses);
        let mut answer = json!({"description": text(of.choices)});
        if !of.choices.one_in(4) {
            answer["content"] = content(of, &kinds);
        }
        if of.choices.one_in(3) {
            let schema = of.schema(2);
            answer["headers"] = json!({"X-Rate": {"schema": schema}, "x-rate": {"schema": {}}});
        }
        answers.insert(status.to_owned(), answer);
    }
    Value::Object(answers)
}
