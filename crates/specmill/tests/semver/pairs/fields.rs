//! Properties of what the server answers.

use specmill::changes::VersionPart::{Major, Minor, Patch};

use crate::pair::{FIELD_TYPES, Pair, Seen::ByAll};

pub(crate) const PAIRS: &[Pair] = &[
    Pair {
        name: "answer_field_added",
        edits: &[("        born: {", "        colour: {type: string}\n        born: {")],
        caller: "let Pet { name, weight, .. } = client.pets().get(\"1\").await?.into_inner();",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "answer_field_of_any_type_added",
        edits: &[("        born: {", "        more: {}\n        born: {")],
        caller: "let pet = client.pets().get(\"1\").await?; let name: &String = &pet.name;",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "answer_field_removed",
        edits: &[("        nickname: {type: string, nullable: true}\n", "")],
        caller: "let nickname = client.pets().get(\"1\").await?.into_inner().nickname;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "answer_field_renamed",
        edits: &[("        nickname: {", "        called: {")],
        caller: "let nickname = client.pets().get(\"1\").await?.into_inner().nickname;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "answer_field_retyped",
        edits: &[("weight: {type: integer}", "weight: {type: number}")],
        caller: "let weight: Option<i64> = client.pets().get(\"1\").await?.weight;",
        raises: Major,
        seen: FIELD_TYPES,
    },
    Pair {
        name: "answer_field_of_another_format",
        edits: &[("weight: {type: integer}", "weight: {type: integer, format: int32}")],
        caller: "let weight: Option<i64> = client.pets().get(\"1\").await?.weight;",
        raises: Major,
        seen: FIELD_TYPES,
    },
    Pair {
        name: "answer_field_of_a_format_without_a_type",
        edits: &[("id: {type: string}\n", "id: {type: string, format: hostname}\n")],
        caller: "let id: String = client.pets().get(\"1\").await?.into_inner().id;",
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "answer_field_became_optional",
        edits: &[("required: [id, name, kind, born]", "required: [id, name, kind]")],
        caller: "let born: String = client.pets().get(\"1\").await?.into_inner().born;",
        raises: Major,
        seen: FIELD_TYPES,
    },
    Pair {
        name: "answer_field_became_required",
        edits: &[("required: [id, name, kind, born]", "required: [id, name, kind, born, weight]")],
        caller: "if client.pets().get(\"1\").await?.weight.is_none() {}",
        raises: Major,
        seen: FIELD_TYPES,
    },
    Pair {
        name: "answer_field_became_nullable",
        edits: &[("weight: {type: integer}", "weight: {type: integer, nullable: true}")],
        caller: "let weight: Option<i64> = client.pets().get(\"1\").await?.weight;",
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "answer_field_is_no_longer_nullable",
        edits: &[("nickname: {type: string, nullable: true}", "nickname: {type: string}")],
        caller: "let pet = client.pets().get(\"1\").await?.into_inner();\n\
                 let nickname: Option<String> = pet.nickname;",
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "required_answer_field_became_nullable",
        edits: &[("born: {type: string}", "born: {type: string, nullable: true}")],
        caller: "let born: String = client.pets().get(\"1\").await?.into_inner().born;",
        raises: Major,
        seen: FIELD_TYPES,
    },
    Pair {
        name: "answer_field_deprecated",
        edits: &[("weight: {type: integer}", "weight: {type: integer, deprecated: true}")],
        caller: "let weight = client.pets().get(\"1\").await?.weight;",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "answer_field_took_an_enum",
        edits: &[("born: {type: string}", "born: {type: string, enum: [here, elsewhere]}")],
        caller: "let born: String = client.pets().get(\"1\").await?.into_inner().born;",
        raises: Major,
        seen: FIELD_TYPES,
    },
    Pair {
        name: "limits_of_a_field_changed",
        edits: &[("weight: {type: integer}", "weight: {type: integer, minimum: 1, maximum: 90}")],
        caller: "let weight: Option<i64> = client.pets().get(\"1\").await?.weight;",
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "additional_properties_retyped",
        edits: &[("additionalProperties: {type: string}", "additionalProperties: {type: integer}")],
        caller: "if let Some(note) = client.pets().get(\"1\").await?.into_inner().note {\n\
                     let extra: Option<&String> = note.extra.get(\"by\");\n\
                 }",
        raises: Major,
        seen: FIELD_TYPES,
    },
    Pair {
        name: "additional_properties_added",
        edits: &[(
            "Fault: {type: object, required: [message],",
            "Fault: {type: object, required: [message], additionalProperties: {type: string},",
        )],
        caller: "let fault: Fault = json::decode(b\"{}\", json::Strictness::Lenient).unwrap().value;\n\
                 let message = fault.message;",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "additional_properties_removed",
        edits: &[(", additionalProperties: {type: string}", "")],
        caller: "if let Some(note) = client.pets().get(\"1\").await?.into_inner().note {\n\
                     let by = note.extra.contains_key(\"by\");\n\
                 }",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "words_changed",
        edits: &[("description: All pets.", "description: Every pet.")],
        caller: "let pets = client.pets().list().limit(3).await?.into_inner().data;",
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "error_body_changed",
        edits: &[("{message: {type: string}}", "{message: {type: array, items: {type: string}}}")],
        caller: "let fault: Fault = json::decode(b\"{}\", json::Strictness::Lenient).unwrap().value;\n\
                 let message: String = fault.message;",
        raises: Major,
        seen: FIELD_TYPES,
    },
];
