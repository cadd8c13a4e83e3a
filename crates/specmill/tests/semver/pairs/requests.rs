//! Properties of what a client sends.

use specmill::changes::VersionPart::{Major, Minor, Patch};

use crate::pair::{ARGUMENT_TYPES, CONVERSIONS, FIELD_TYPES, Pair, Seen, Seen::ByAll};

const ADDED: &str = "let mut new = NewPet::new(\"Rex\").age(3);\n\
                     new.kind = Some(Kind::Dog);\n\
                     client.pets().add(&new).await?;";

pub(crate) const PAIRS: &[Pair] = &[
    Pair {
        name: "request_field_added",
        edits: &[("        age: {", "        colour: {type: string}\n        age: {")],
        caller: ADDED,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "request_file_added",
        edits: &[("caption: {", "small: {type: string, format: binary}, caption: {")],
        caller: "client.pets().replace_photo(\"1\", &Photo::new(vec![1]).caption(\"It\")).await?;",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "first_file_of_a_request_added",
        edits: &[(
            "        age: {",
            "        photo: {type: string, format: binary}\n        age: {",
        )],
        caller: ADDED,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "required_request_field_added",
        edits: &[
            ("required: [name]\n", "required: [name, home]\n"),
            ("        age: {", "        home: {type: string}\n        age: {"),
        ],
        caller: ADDED,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "request_field_removed",
        edits: &[("        age: {type: integer}\n", "")],
        caller: ADDED,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "request_field_retyped",
        edits: &[("        age: {type: integer}", "        age: {type: string}")],
        caller: ADDED,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "request_field_became_optional",
        edits: &[("      required: [name]\n", "")],
        caller: ADDED,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "request_field_became_required",
        edits: &[("required: [name]\n", "required: [name, age]\n")],
        caller: ADDED,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "request_field_became_nullable",
        edits: &[("        age: {type: integer}", "        age: {type: integer, nullable: true}")],
        caller: "let new = NewPet::new(\"Rex\"); let age: Option<i64> = new.age;",
        raises: Major,
        seen: FIELD_TYPES,
    },
    Pair {
        name: "request_field_deprecated",
        edits: &[(
            "        age: {type: integer}",
            "        age: {type: integer, deprecated: true}",
        )],
        caller: ADDED,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "required_request_fields_changed_places",
        edits: &[
            ("        at: {type: string}\n", ""),
            ("        size: {", "        at: {type: string}\n        size: {"),
        ],
        caller: "client.feedings().plan(&Plan::new(\"noon\", Hay::new(2))).await?;",
        raises: Major,
        seen: ARGUMENT_TYPES,
    },
    Pair {
        name: "required_request_fields_of_one_type_changed_places",
        edits: &[(
            "from: {type: string}, to: {type: string}",
            "to: {type: string}, from: {type: string}",
        )],
        caller: "client.keepers().tell(&Message::new(\"me\", \"you\")).await?;",
        raises: Major,
        seen: Seen::AtRunTime("each argument goes where the other one went"),
    },
    Pair {
        name: "default_of_a_request_field_changed",
        edits: &[("enum: [small, large], default: small", "enum: [small, large], default: large")],
        caller: "client.feedings().plan(&Plan::new(\"noon\", \"hay\").size(PlanSize::Small)).await?;",
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "request_lost_its_default",
        edits: &[("Shift: {type: object,", "Shift: {type: object, required: [begins],")],
        caller: "let shift = Shift::default().ends(3);",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "request_gained_its_default",
        edits: &[(
            "        name: {type: string}\n        age:",
            "        name: {type: string, default: Rex}\n        age:",
        )],
        caller: ADDED,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "request_union_gained_a_member",
        edits: &[(
            "    Ration:\n      oneOf:\n        - {type: string}\n",
            "    Ration:\n      oneOf:\n        - {type: string}\n        - {type: boolean}\n",
        )],
        caller: "client.feedings().plan(&Plan::new(\"noon\", \"hay\")).await?;",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "request_union_gained_a_second_text",
        edits: &[
            (
                "    Ration:\n      oneOf:\n        - {type: string}\n",
                "    Ration:\n      anyOf:\n        - {type: string}\n        - {$ref: '#/components/schemas/Code'}\n",
            ),
            ("    Kind: {", "    Code: {type: string, minLength: 3}\n    Kind: {"),
        ],
        caller: "client.feedings().plan(&Plan::new(\"noon\", \"hay\")).await?;",
        raises: Major,
        seen: CONVERSIONS,
    },
    Pair {
        name: "request_field_of_a_union_added",
        edits: &[(
            "what: {$ref: '#/components/schemas/Ration'}",
            "what: {$ref: '#/components/schemas/Ration'}\n        extra: {$ref: '#/components/schemas/Ration'}",
        )],
        caller: "client.feedings().plan(&Plan::new(\"noon\", Ration::from(\"hay\"))).await?;",
        raises: Minor,
        seen: ByAll,
    },
];
