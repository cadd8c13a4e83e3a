//! Schemas of every keyword.

use serde_json::{json, Map, Value};

use super::texts::{name, text};
use super::Choices;

/// Makes the schemas of one document.
pub(super) struct Schemas<'c> {
    pub(super) choices: &'c mut Choices,
    /// Whether it is OpenAPI 3.1.
    modern: bool,
    components: Vec<String>,
}

/// Schemas in place are nested this deep.
const DEEPEST: usize = 3;

impl<'c> Schemas<'c> {
    pub(super) fn new(choices: &'c mut Choices, modern: bool, components: Vec<String>) -> Self {
        Self { choices, modern, components }
    }

    /// The component schema `name`. Half of them are objects, so that unions and `allOf` find some.
    pub(super) fn component(&mut self, name: &str) -> Value {
        if self.choices.one_in(3) {
            return self.schema(0);
        }
        let mut object = self.object(0);
        // What a discriminator finds in most.
        if self.choices.one_in(2) {
            object["properties"]["kind"] = if self.choices.one_in(2) {
                json!({"type": "string", "enum": [name]})
            } else {
                json!({"type": "string"})
            };
            let required = object["required"].as_array_mut();
            if let Some(required) = required.filter(|list| !list.contains(&json!("kind"))) {
                required.push(json!("kind"));
            }
        }
        object
    }

    /// Any schema.
    pub(super) fn schema(&mut self, depth: usize) -> Value {
        let deep = depth >= DEEPEST;
        let mut schema = match self.choices.below(if deep { 10 } else { 16 }) {
            0 => json!({"type": "string"}),
            1 => json!({"type": "boolean"}),
            2 => self.number(),
            3 => self.string(),
            4 => self.enumeration(),
            5 | 6 => return self.reference(),
            7 => self.constant(),
            8 => json!({}),
            9 => json!({"type": "object"}),
            10 | 11 => self.object(depth + 1),
            12 => {
                let items = self.schema(depth + 1);
                json!({"type": "array", "items": items})
            }
            13 => {
                let values = self.schema(depth + 1);
                json!({"type": "object", "additionalProperties": values})
            }
            14 => self.union(depth + 1),
            _ => self.all_of(depth + 1),
        };
        self.annotate(&mut schema);
        schema
    }

    /// A `$ref` to a component.
    pub(super) fn reference(&mut self) -> Value {
        if self.components.is_empty() {
            return json!({"type": "string"});
        }
        let at = self.choices.below(self.components.len().min(256));
        let name = self.components[at].replace('~', "~0").replace('/', "~1");
        let name = name.replace('%', "%25");
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    fn number(&mut self) -> Value {
        let formats = ["int32", "int64", "uint8", "uint32", "uint64", "int8", "odd"];
        match self.choices.below(4) {
            0 => json!({"type": "integer"}),
            1 => json!({"type": "integer", "format": self.choices.pick(&formats)}),
            2 => json!({"type": "number"}),
            _ => json!({"type": "number", "format": self.choices.pick(&["float", "double"])}),
        }
    }

    fn string(&mut self) -> Value {
        let formats = ["date-time", "date", "uuid", "byte", "uri", "password", "email", "binary"];
        json!({"type": "string", "format": self.choices.pick(&formats)})
    }

    fn enumeration(&mut self) -> Value {
        if self.choices.one_in(4) {
            let numbers: Vec<i64> =
                (0..=self.choices.below(3)).map(|_| self.choices.below(9) as i64 - 4).collect();
            return json!({"type": "integer", "enum": numbers});
        }
        let mut values: Vec<String> =
            (0..=self.choices.below(5)).map(|_| name(self.choices)).collect();
        values.dedup();
        json!({"type": "string", "enum": values})
    }

    fn constant(&mut self) -> Value {
        let value = match self.choices.below(4) {
            0 => json!(self.choices.below(5) as i64 - 2),
            1 => json!(true),
            2 => json!(0.5),
            _ => json!(name(self.choices)),
        };
        if self.modern {
            json!({"const": value})
        } else {
            json!({"enum": [value]})
        }
    }

    pub(super) fn object(&mut self, depth: usize) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for _ in 0..=self.choices.below(5) {
            let name = name(self.choices);
            let schema = self.schema(depth + 1);
            if self.choices.one_in(2) && !required.contains(&name) {
                required.push(name.clone());
            }
            properties.insert(name, schema);
        }
        let mut object = json!({"type": "object", "properties": properties, "required": required});
        match self.choices.below(6) {
            0 => object["additionalProperties"] = json!(false),
            1 => object["additionalProperties"] = json!(true),
            2 => object["additionalProperties"] = self.schema(depth + 1),
            _ => {}
        }
        object
    }

    fn union(&mut self, depth: usize) -> Value {
        let keyword = *self.choices.pick(&["oneOf", "anyOf"]);
        let count = 1 + self.choices.below(4);
        let discriminated = self.choices.one_in(3);
        let members: Vec<Value> = (0..count)
            .map(|_| if discriminated { self.reference() } else { self.schema(depth) })
            .collect();
        let mut union = json!({ keyword: members });
        if discriminated {
            union["discriminator"] = json!({"propertyName": "kind"});
            if self.choices.one_in(2) {
                let mapping: Map<String, Value> = members
                    .iter()
                    .filter_map(|member| member.get("$ref"))
                    .map(|target| (name(self.choices), target.clone()))
                    .collect();
                union["discriminator"]["mapping"] = Value::Object(mapping);
            }
        }
        if self.modern && self.choices.one_in(4) {
            if let Some(members) = union[keyword].as_array_mut() {
                members.push(json!({"type": "null"}));
            }
        }
        union
    }

    fn all_of(&mut self, depth: usize) -> Value {
        let parts: Vec<Value> = (0..=self.choices.below(3))
            .map(|_| match self.choices.below(6) {
                0 | 1 => self.reference(),
                2 => self.schema(depth),
                3 => json!({"description": text(self.choices)}),
                _ => self.object(depth),
            })
            .collect();
        json!({ "allOf": parts })
    }

    fn annotate(&mut self, schema: &mut Value) {
        if self.choices.one_in(3) {
            schema["description"] = json!(text(self.choices));
        }
        if self.choices.one_in(5) {
            if !self.modern {
                schema["nullable"] = json!(true);
            } else if let Some(kind) = schema.get("type").cloned() {
                schema["type"] = json!([kind, "null"]);
            }
        }
        match self.choices.below(24) {
            1 => schema["title"] = json!(name(self.choices)),
            2 => schema["deprecated"] = json!(true),
            3 => schema["readOnly"] = json!(true),
            4 => schema["writeOnly"] = json!(true),
            5 => schema["default"] = json!(name(self.choices)),
            6 => schema["default"] = json!(self.choices.below(9)),
            7 => schema["example"] = json!(text(self.choices)),
            8 => schema["default"] = json!(null),
            9 => schema["pattern"] = json!(text(self.choices)),
            _ => {}
        }
    }
}
