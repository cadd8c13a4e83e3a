//! Strict schemas against those of OpenAI's SDK for Python, of the same types: `pydantic/record.sh` wrote them down.

use openai_rest::structured::strict_schema;
use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use super::types::*;

/// What the SDK makes of the type of this name.
fn recorded(list: &str, name: &str) -> Value {
    let recorded: Value = serde_json::from_str(include_str!("pydantic/schemas.json")).unwrap();
    without_titles(&recorded[list][name])
}

/// Ours, without titles.
fn ours<T: JsonSchema>() -> Value {
    without_titles(&strict_schema::<T>().unwrap().into())
}

/// A `title` that is a text is a keyword: a property of that name is a schema.
fn without_titles(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let kept =
                members.iter().filter(|(name, value)| *name != "title" || !value.is_string());
            kept.map(|(name, value)| (name.clone(), without_titles(value)))
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Array(items) => items.iter().map(without_titles).collect(),
        other => other.clone(),
    }
}

macro_rules! same {
    ($($type:ident),* $(,)?) => {[$((stringify!($type), ours::<$type>(), recorded("same", stringify!($type)))),*]};
}

#[test]
fn strict_schemas_are_those_of_the_official_sdk() {
    let pairs = same![
        Recipe,
        Capital,
        Review,
        Order,
        Delivery,
        Booking,
        Cancellation,
        Thermometer,
        Heating,
        Display,
        Chart,
        Colour,
        Percentage,
        Plate,
        Nickname,
        Podium,
        Outline,
        Railway,
        Drawing,
        Frame,
        Cell,
        Stamp,
        Grid,
        Sparse,
        Ping,
        Address,
        Settings,
        Price,
        Employee,
        Forecast,
        Menu,
        Point,
        First,
        Journey,
        Remark,
    ];
    for (name, ours, recorded) in &pairs {
        assert_eq!(ours, recorded, "{name}");
        let order = |schema: &Value| -> Vec<String> {
            schema["properties"].as_object().unwrap().keys().cloned().collect()
        };
        assert_eq!(order(ours), order(recorded), "{name}");
    }
    assert_eq!(ours::<Page<Line>>(), recorded("same", "Page"));
    assert!(pairs.len() >= 30);
}

/// What the SDK sends and the API refuses (`'default' is not permitted`, `'oneOf' is not permitted`, a format that it does
/// not know), and one that is said in fewer words.
#[test]
fn what_the_api_refuses_is_not_sent() {
    let changed = |name: &str, path: &str, keyword: &str| {
        let mut schema = recorded("other", name);
        let place = schema.pointer_mut(path).unwrap().as_object_mut().unwrap();
        assert!(place.shift_remove(keyword).is_some(), "{name}");
        schema
    };
    assert_eq!(ours::<Tags>(), changed("Tags", "/properties/names", "uniqueItems"));
    assert_eq!(ours::<Paging>(), changed("Paging", "/properties/size", "default"));
    let mut link = changed("Link", "/properties/target", "format");
    link["properties"]["target"].as_object_mut().unwrap().shift_remove("minLength");
    assert_eq!(ours::<Link>(), link);

    let pets = recorded("other", "Pets");
    assert!(pets["properties"]["pets"]["items"]["oneOf"].is_array());
    let each = ["Cat", "Dog"].map(|name| pets["$defs"][name].clone());
    assert_eq!(ours::<Pets>()["properties"]["pets"]["items"], json!({"anyOf": each}));

    // A type that contains itself is the root, and no definition beside it.
    let tree = ours::<Tree>();
    assert_eq!(tree["properties"]["branches"]["items"], json!({"$ref": "#"}));
    assert_eq!(tree.get("$defs"), None);
}
