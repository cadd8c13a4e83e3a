//! Schemas of what serde and schemars make of enums, flattened fields and loops; and of what strict mode cannot take.
#![allow(dead_code, reason = "only their schemas are asked for")]

use std::collections::HashMap;

use openai_rest::structured::{SchemaFault, strict_schema};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::types::{Circle, Customer, Recipe};

/// The strict schema of a field `of` of this type.
fn field<T: JsonSchema>() -> Value {
    #[derive(JsonSchema)]
    struct Holder<T> {
        of: T,
    }
    strict_schema::<Holder<T>>().unwrap()["properties"]["of"].clone()
}

/// The place and fault of a type that strict mode cannot take.
fn fault<T: JsonSchema>() -> (String, SchemaFault) {
    let error = strict_schema::<T>().unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with(&format!("strict mode cannot take `{}`: ", error.place())), "{text}");
    (error.place().to_owned(), error.fault().clone())
}

#[test]
fn an_enum_is_a_union_of_what_its_variants_are() {
    #[derive(Deserialize, JsonSchema)]
    #[schemars(inline)]
    enum Step {
        /// Nothing to do.
        Wait,
        Walk(f64),
        Turn {
            degrees: i64,
            slowly: Option<bool>,
        },
    }
    let variant = |name: &str, of: Value| {
        json!({"type": "object", "properties": {name: of}, "required": [name],
            "additionalProperties": false})
    };
    let slowly = json!({"anyOf": [{"type": "boolean"}, {"type": "null"}]});
    let turn = json!({"type": "object", "properties": {"degrees": {"type": "integer"},
        "slowly": slowly}, "required": ["degrees", "slowly"], "additionalProperties": false});
    let wait = json!({"description": "Nothing to do.", "type": "string", "const": "Wait"});
    assert_eq!(
        field::<Step>(),
        json!({"anyOf": [wait, variant("Walk", json!({"type": "number"})), variant("Turn", turn)]})
    );
}

#[test]
fn a_tag_is_a_member_of_the_struct_in_a_variant() {
    #[derive(Deserialize, JsonSchema)]
    #[serde(tag = "kind")]
    #[schemars(inline)]
    enum Shape {
        Circle(Circle),
        Other(Inner),
        Dot,
    }
    #[derive(Deserialize, JsonSchema)]
    #[serde(tag = "size", rename_all = "lowercase")]
    enum Inner {
        Big { height: i64 },
        Small,
    }
    let tagged = |members: Value| {
        let required: Vec<_> = members.as_object().unwrap().keys().cloned().collect();
        json!({"type": "object", "properties": members, "required": required,
            "additionalProperties": false})
    };
    let tag = |name: &str| json!({"type": "string", "const": name});
    let circle = tagged(json!({"kind": tag("Circle"), "radius": {"type": "number"}}));
    let big =
        tagged(json!({"kind": tag("Other"), "size": tag("big"), "height": {"type": "integer"}}));
    let small = tagged(json!({"kind": tag("Other"), "size": tag("small")}));
    let union = field::<Shape>();
    assert_eq!(union, json!({"anyOf": [circle, big, small, tagged(json!({"kind": tag("Dot")}))]}));
    // The tag is what a model has to write first.
    let first = |place: &str| {
        union.pointer(place).unwrap().as_object().unwrap().keys().next().unwrap().clone()
    };
    assert_eq!([first("/anyOf/0/properties"), first("/anyOf/1/properties")], ["kind", "kind"]);
}

#[test]
fn a_flattened_enum_is_a_union_of_whole_objects() {
    #[derive(Deserialize, JsonSchema)]
    #[schemars(inline)]
    struct Payment {
        cents: i64,
        #[serde(flatten)]
        by: Means,
    }
    #[derive(Deserialize, JsonSchema)]
    enum Means {
        Card { number: String },
        Cash {},
    }
    let union = field::<Payment>();
    let means = |place: &str| {
        let members = union.pointer(place).unwrap().as_object().unwrap();
        members.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(means("/anyOf/0/properties"), ["cents", "Card"]);
    assert_eq!(means("/anyOf/1/properties"), ["cents", "Cash"]);
    assert_eq!(union["anyOf"][0]["additionalProperties"], false);
}

#[test]
fn an_optional_enum_has_null_beside_its_values() {
    #[derive(Deserialize, JsonSchema)]
    #[schemars(inline)]
    enum Size {
        Small,
        Large,
    }
    let sizes = json!({"type": "string", "enum": ["Small", "Large"]});
    assert_eq!(field::<Option<Size>>(), json!({"anyOf": [sizes, {"type": "null"}]}));
    let bounded = json!({"type": "integer", "minimum": 0, "maximum": 255});
    assert_eq!(field::<Option<u8>>(), json!({"anyOf": [bounded, {"type": "null"}]}));
}

#[test]
fn a_loop_is_a_reference_even_where_there_are_notes_beside_it() {
    #[derive(Deserialize, JsonSchema)]
    struct Family {
        person: Person,
    }
    #[derive(Deserialize, JsonSchema)]
    struct Person {
        name: String,
        marriage: Option<Box<Marriage>>,
    }
    #[derive(Deserialize, JsonSchema)]
    struct Marriage {
        /// Who was asked.
        partner: Person,
    }
    let schema = strict_schema::<Family>().unwrap();
    let partner = &schema["$defs"]["Marriage"]["properties"]["partner"];
    assert_eq!(partner["description"], "Who was asked.");
    // The notes need a copy of the person; in it the loop closes by name.
    let marriage = json!({"anyOf": [{"$ref": "#/$defs/Marriage"}, {"type": "null"}]});
    assert_eq!(partner["properties"]["marriage"], marriage);

    #[derive(Deserialize, JsonSchema)]
    struct Chain {
        /// What comes behind it.
        next: Option<Box<Chain>>,
        /// The longest of them.
        longest: Box<Chain>,
    }
    let schema = strict_schema::<Chain>().unwrap();
    let itself = json!({"$ref": "#"});
    assert_eq!(
        Value::from(schema)["properties"],
        json!({
            "next": {"description": "What comes behind it.", "anyOf": [itself, {"type": "null"}]},
            "longest": {"description": "The longest of them.", "anyOf": [itself]},
        })
    );
}

/// The tag of a variant and the struct in it are one object; that struct leads back to the enum.
#[test]
fn an_enum_can_contain_itself_through_its_structs() {
    #[derive(Deserialize, JsonSchema)]
    struct Formula {
        of: Term,
    }
    #[derive(Deserialize, JsonSchema)]
    #[serde(tag = "kind")]
    enum Term {
        Sum(Sum),
        Number { value: f64 },
    }
    #[derive(Deserialize, JsonSchema)]
    struct Sum {
        left: Box<Term>,
        right: Option<Box<Term>>,
    }
    let schema = strict_schema::<Formula>().unwrap();
    let term = json!({"$ref": "#/$defs/Term"});
    assert_eq!(schema["properties"]["of"], term);
    let sum = json!({"kind": {"type": "string", "const": "Sum"}, "left": term,
        "right": {"anyOf": [term, {"type": "null"}]}});
    assert_eq!(schema["$defs"]["Term"]["anyOf"][0]["properties"], sum);
    assert!(
        serde_json::from_value::<Formula>(json!({"of": {"kind": "Sum", "right": null,
        "left": {"kind": "Number", "value": 1}}}))
        .is_ok()
    );
}

/// Schemas that no derive writes: they end in an error, or in a schema.
#[test]
fn schemas_by_hand_are_no_trap() {
    macro_rules! by_hand {
        ($name:ident, $schema:tt) => {{
            struct $name;
            impl JsonSchema for $name {
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    "Hand".into()
                }
                fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    schemars::json_schema!($schema)
                }
            }
            strict_schema::<$name>().map_err(|error| error.fault().clone())
        }};
    }
    let itself = by_hand!(A, {"type": "object", "allOf": [{"$ref": "#"}]});
    assert_eq!(itself, Err(SchemaFault::Recursion));
    let itself = by_hand!(B, {"type": "object", "properties": {"a": {"anyOf": [{"$ref": "#"}],
        "type": "object"}}});
    assert_eq!(itself, Err(SchemaFault::Recursion));
    let elsewhere = by_hand!(C, {"type": "object", "properties": {"a": {"$ref": "a.json#/b"}}});
    assert_eq!(elsewhere, Err(SchemaFault::Reference("a.json#/b".to_owned())));
    let contradiction = by_hand!(D, {"type": "object", "properties": {"a": {
        "allOf": [{"type": "string"}, {"type": "integer"}]}}});
    assert_eq!(contradiction, Err(SchemaFault::Unmergeable));
    let places = by_hand!(E, {"type": "object", "properties": {"a": {"type": "array",
        "items": [{"type": "string"}]}}});
    assert_eq!(places, Err(SchemaFault::Tuple));
    let nothing = by_hand!(F, {"type": "object", "properties": {"a": false, "b": true}});
    assert_eq!(nothing, Err(SchemaFault::NoValue));
    let kinds = by_hand!(G, {"type": "object", "x-order": 1, "properties": {"a": {
        "type": ["string", "integer", "null"], "minLength": 1, "maximum": 9}}});
    let members = json!([{"type": "string", "minLength": 1}, {"type": "integer", "maximum": 9},
        {"type": "null"}]);
    assert_eq!(kinds.unwrap()["properties"]["a"], json!({"anyOf": members}));
}

#[test]
fn what_strict_mode_cannot_take_is_named_with_its_place() {
    #[derive(Deserialize, JsonSchema)]
    struct Pantry {
        name: String,
        shelves: Vec<Shelf>,
    }
    #[derive(Deserialize, JsonSchema)]
    struct Shelf {
        stock: HashMap<String, u32>,
    }
    assert_eq!(fault::<Pantry>(), ("Shelf.stock".to_owned(), SchemaFault::Map));

    #[derive(Deserialize, JsonSchema)]
    struct Numbered {
        rows: HashMap<u8, Customer>,
    }
    assert_eq!(fault::<Numbered>(), ("Numbered.rows".to_owned(), SchemaFault::Map));

    #[derive(Deserialize, JsonSchema)]
    struct Rest {
        id: String,
        #[serde(flatten)]
        rest: HashMap<String, String>,
    }
    assert_eq!(fault::<Rest>(), ("Rest".to_owned(), SchemaFault::Map));

    #[derive(Deserialize, JsonSchema)]
    struct Route {
        legs: Vec<(f64, f64)>,
    }
    assert_eq!(fault::<Route>(), ("Route.legs[]".to_owned(), SchemaFault::Tuple));

    #[derive(Deserialize, JsonSchema)]
    struct Note {
        value: Value,
        more: Vec<Value>,
    }
    assert_eq!(fault::<Note>(), ("Note.value".to_owned(), SchemaFault::AnyValue));

    assert_eq!(fault::<Vec<Recipe>>(), ("Array_of_Recipe".to_owned(), SchemaFault::NotAnObject));
    assert_eq!(fault::<String>().1, SchemaFault::NotAnObject);

    #[derive(Deserialize, JsonSchema)]
    enum Either {
        Recipe(Recipe),
        Customer(Customer),
    }
    assert_eq!(fault::<Either>(), ("Either".to_owned(), SchemaFault::NotAnObject));

    #[derive(Deserialize, JsonSchema)]
    struct Odd {
        #[schemars(extend("not" = {"const": 13}))]
        number: i64,
    }
    assert_eq!(fault::<Odd>(), ("Odd.number".to_owned(), SchemaFault::Keyword("not".to_owned())));
}

/// Fields with notes of a type with such fields, and so on: each level doubles what is put in place.
#[test]
fn what_multiplies_out_comes_to_an_end() {
    macro_rules! levels {
        ($($name:ident $below:ty),*) => {$(
            #[derive(Deserialize, JsonSchema)]
            struct $name {
                /// One.
                a: $below,
                /// The other.
                b: $below,
            }
        )*};
    }
    levels! {
        L0 bool, L1 L0, L2 L1, L3 L2, L4 L3, L5 L4, L6 L5, L7 L6, L8 L7, L9 L8, L10 L9, L11 L10,
        L12 L11, L13 L12, L14 L13, L15 L14
    }
    assert!(strict_schema::<L5>().is_ok());
    assert_eq!(fault::<L15>().1, SchemaFault::TooLarge);
}
