//! The API as an OpenAPI document.

use serde_json::{Map, Value, json};

use super::model::{Api, Struct, Type};

pub(crate) fn document(api: &Api) -> Value {
    let mut schemas = Map::new();
    for (number, values) in api.enums.iter().enumerate() {
        let docs = "The values this may have.";
        schemas.insert(
            format!("Enum{number}"),
            json!({"type": "string", "description": docs, "enum": values}),
        );
    }
    for (number, object) in api.structs.iter().enumerate() {
        schemas.insert(format!("Struct{number}"), schema(object));
    }
    json!({
        "openapi": "3.0.0",
        "info": {"title": "Compile cost", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    })
}

fn schema(object: &Struct) -> Value {
    let mut properties = Map::new();
    for field in &object.fields {
        let mut schema = type_schema(&field.ty);
        // A reference has no room for a description beside it in 3.0, so it goes around it.
        if schema.get("$ref").is_some() {
            schema = json!({"allOf": [schema]});
        }
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("description".to_owned(), json!(field.docs));
        }
        properties.insert(field.name.clone(), schema);
    }
    let required: Vec<&str> = object
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name.as_str())
        .collect();
    let mut schema =
        json!({"type": "object", "description": object.docs, "properties": properties});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn type_schema(ty: &Type) -> Value {
    match ty {
        Type::Text => json!({"type": "string"}),
        Type::Integer => json!({"type": "integer"}),
        Type::Number => json!({"type": "number"}),
        Type::Boolean => json!({"type": "boolean"}),
        Type::Constant(value) => {
            json!({"type": "string", "enum": [value], "x-stainless-const": true})
        }
        Type::Enum(number) => json!({"$ref": format!("#/components/schemas/Enum{number}")}),
        Type::Struct(number) => json!({"$ref": format!("#/components/schemas/Struct{number}")}),
        Type::List(item) => json!({"type": "array", "items": type_schema(item)}),
    }
}
