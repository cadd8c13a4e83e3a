//! The parts every document here is put together from.

/// A document of these members, beside those that every document has.
pub(super) fn document(members: &[String]) -> String {
    let mut text = r#"{"openapi":"3.1.0","info":{"title":"Large","version":"1"}"#.to_owned();
    for member in members {
        text.push(',');
        text.push_str(member);
    }
    text.push('}');
    text
}

/// `"name":value`
pub(super) fn member(name: &str, value: &str) -> String {
    format!("{}:{value}", string(name))
}

/// A JSON string.
pub(super) fn string(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|char| match char {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            other => other.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// `{…}` of members.
pub(super) fn object(members: impl IntoIterator<Item = String>) -> String {
    format!("{{{}}}", joined(members))
}

/// `[…]` of items.
pub(super) fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", joined(items))
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(",")
}

/// A `$ref` to the component schema of this name.
pub(super) fn reference(name: &str) -> String {
    format!("{{\"$ref\":{}}}", string(&format!("#/components/schemas/{name}")))
}

/// A document whose only operation answers with the schema `S0`, and these component schemas.
pub(super) fn of_schemas(schemas: impl IntoIterator<Item = (String, String)>) -> String {
    let members = schemas.into_iter().map(|(name, schema)| member(&name, &schema));
    document(&[
        member("paths", &object([path("/it", "get", &answering("readIt", &reference("S0")))])),
        member("components", &object([member("schemas", &object(members))])),
    ])
}

/// A document of these operations, each under a path and a method.
pub(super) fn of_paths(paths: impl IntoIterator<Item = String>) -> String {
    document(&[member("paths", &object(paths))])
}

/// A path with one operation.
pub(super) fn path(path: &str, method: &str, operation: &str) -> String {
    member(path, &object([member(method, operation)]))
}

/// An operation that answers with a schema.
pub(super) fn answering(id: &str, schema: &str) -> String {
    let id = member("operationId", &string(id));
    object([id, member("responses", &object([response("200", schema)]))])
}

/// An operation that answers with nothing, and has these members besides.
pub(super) fn operation(id: &str, members: impl IntoIterator<Item = String>) -> String {
    let first = [
        member("operationId", &string(id)),
        r#""responses":{"204":{"description":"done"}}"#.to_owned(),
    ];
    object(first.into_iter().chain(members))
}

/// A response of a status, with a schema.
pub(super) fn response(status: &str, schema: &str) -> String {
    member(status, &format!("{{\"description\":\"it\",{}}}", json_content(schema)))
}

/// `"content": …` of JSON.
pub(super) fn json_content(schema: &str) -> String {
    format!("\"content\":{{\"application/json\":{{\"schema\":{schema}}}}}")
}

/// An object with a property of its own.
pub(super) fn small_object(property: &str) -> String {
    format!(
        "{{\"type\":\"object\",\"properties\":{{{}:{{\"type\":\"string\"}}}}}}",
        string(property)
    )
}

/// An object of these properties.
pub(super) fn object_of(properties: impl IntoIterator<Item = String>) -> String {
    format!("{{\"type\":\"object\",\"properties\":{}}}", object(properties))
}
