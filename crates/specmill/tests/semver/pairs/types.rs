//! Types: enums, unions, constants, aliases, and where they live.

use specmill::changes::VersionPart::{Major, Minor, Patch};

use crate::pair::{ALIASES, FIELD_TYPES, Pair, Seen::ByAll};

const KINDS: &str = "match client.pets().get(\"1\").await?.into_inner().kind {\n\
                         Kind::Cat => {}\n\
                         Kind::Dog => {}\n\
                         other => drop(other.as_str().to_owned()),\n\
                     }";

const FOODS: &str = "for meal in client.feedings().list(\"1\", \"2\").await?.into_inner().meals {\n\
                         match meal.food {\n\
                             Food::Text(text) => drop::<String>(text),\n\
                             Food::Hay(hay) => drop::<Hay>(hay),\n\
                             Food::Meat(meat) => drop::<i64>(meat.grams),\n\
                             _ => {}\n\
                         }\n\
                     }";

pub(crate) const PAIRS: &[Pair] = &[
    Pair {
        name: "enum_value_added",
        edits: &[("enum: [cat, dog]", "enum: [cat, dog, cow]")],
        caller: KINDS,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "enum_value_removed",
        edits: &[("enum: [cat, dog]", "enum: [cat]")],
        caller: KINDS,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "enum_value_renamed",
        edits: &[("enum: [cat, dog]", "enum: [cat, hound]")],
        caller: KINDS,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "enum_values_changed_places",
        edits: &[("enum: [cat, dog]", "enum: [dog, cat]")],
        caller: KINDS,
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "enum_became_any_string",
        edits: &[("Kind: {type: string, enum: [cat, dog]}", "Kind: {type: string}")],
        caller: KINDS,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "enum_became_one_of_numbers",
        edits: &[("Kind: {type: string, enum: [cat, dog]}", "Kind: {type: integer, enum: [1, 2]}")],
        caller: KINDS,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "enum_deprecated",
        edits: &[("Kind: {type: string,", "Kind: {type: string, deprecated: true,")],
        caller: KINDS,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "integer_enum_value_added",
        edits: &[("enum: [1, 2]", "enum: [1, 2, 3]")],
        caller: "for meal in client.feedings().list(\"1\", \"2\").await?.into_inner().meals {\n\
                     match meal.level { Level::N1 | Level::N2 => {} other => drop(other.as_i64()) }\n\
                 }",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "integer_enum_value_removed",
        edits: &[("enum: [1, 2]", "enum: [1]")],
        caller: "let level = Level::N2;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "union_member_added",
        edits: &[(
            "    Food:\n      oneOf:\n        - {type: string}\n",
            "    Food:\n      oneOf:\n        - {type: string}\n        - {type: boolean}\n",
        )],
        caller: FOODS,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "union_member_removed",
        edits: &[("        - {$ref: '#/components/schemas/Meat'}\n", "")],
        caller: FOODS,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "union_member_retyped",
        edits: &[(
            "    Food:\n      oneOf:\n        - {type: string}\n",
            "    Food:\n      oneOf:\n        - {type: integer}\n",
        )],
        caller: FOODS,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "union_member_became_large",
        edits: &[(
            "{type: object, required: [type, grams], properties: {",
            "{type: object, required: [type, grams], properties: {a: {type: string}, b: {type: string}, \
             c: {type: string}, d: {type: string}, e: {type: string}, f: {type: string}, \
             g: {type: string}, h: {type: string}, i: {type: string}, j: {type: string}, ",
        )],
        caller: "for meal in client.feedings().list(\"1\", \"2\").await?.into_inner().meals {\n\
                     if let Food::Meat(meat) = meal.food { drop::<Meat>(meat) }\n\
                 }",
        raises: Major,
        seen: FIELD_TYPES,
    },
    Pair {
        name: "union_gained_a_discriminator",
        edits: &[(
            "        - {$ref: '#/components/schemas/Meat'}\n",
            "        - {$ref: '#/components/schemas/Meat'}\n      discriminator: {propertyName: type}\n",
        )],
        caller: FOODS,
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "constant_changed",
        edits: &[("enum: [hay]", "enum: [straw]")],
        caller: FOODS,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "constant_became_an_enum",
        edits: &[("enum: [hay]", "enum: [hay, straw]")],
        caller: "client.feedings().plan(&Plan::new(\"noon\", Hay::new(2))).await?;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "alias_retyped",
        edits: &[(
            "Labels: {type: array, items: {type: string}}",
            "Labels: {type: array, items: {type: integer}}",
        )],
        caller: "let labels: Labels = vec![String::new()];",
        raises: Major,
        seen: ALIASES,
    },
    Pair {
        name: "alias_became_a_struct",
        edits: &[(
            "Labels: {type: array, items: {type: string}}",
            "Labels: {type: object, properties: {all: {type: string}}}",
        )],
        caller: "let labels: Labels = vec![String::new()];",
        raises: Major,
        seen: ALIASES,
    },
    Pair {
        name: "struct_became_an_enum",
        edits: &[(
            "    Fault: {type: object, required: [message], properties: {message: {type: string}}}",
            "    Fault: {type: string, enum: [small, large]}",
        )],
        caller: "let fault: Fault = json::decode(b\"{}\", json::Strictness::Lenient).unwrap().value;\n\
                 let message = fault.message;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "type_added",
        edits: &[(
            "    Kind: {",
            "    Code: {type: object, properties: {code: {type: string}}}\n    Kind: {",
        )],
        caller: KINDS,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "type_removed",
        edits: &[
            (
                "        '400': {description: A fault., content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}\n",
                "",
            ),
            (
                "    Fault: {type: object, required: [message], properties: {message: {type: string}}}\n",
                "",
            ),
        ],
        caller: "let read = json::decode::<Fault>(b\"{}\", json::Strictness::Lenient);",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "type_renamed",
        edits: &[
            ("    Meat: {", "    Flesh: {"),
            ("{$ref: '#/components/schemas/Meat'}", "{$ref: '#/components/schemas/Flesh'}"),
        ],
        caller: "let read = json::decode::<Meat>(b\"{}\", json::Strictness::Lenient);",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "type_used_by_a_second_tag",
        edits: &[(
            "responses: {'204': {description: It is gone.}}",
            "responses: {'200': {description: It is gone., content: {application/json: {schema: {$ref: '#/components/schemas/Keeper'}}}}}",
        )],
        caller: "let read = json::decode::<zoo::keepers::Keeper>(b\"{}\", json::Strictness::Lenient);",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "type_used_by_one_tag_alone",
        edits: &[(
            "name: {type: string}, note: {$ref: '#/components/schemas/Note'}}",
            "name: {type: string}}",
        )],
        caller: "let read = json::decode::<zoo::shared::Note>(b\"{}\", json::Strictness::Lenient);",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "type_deprecated",
        edits: &[("    Meat: {type: object,", "    Meat: {type: object, deprecated: true,")],
        caller: FOODS,
        raises: Minor,
        seen: ByAll,
    },
];
