//! Parameters of operations.

use specmill::changes::VersionPart::{Major, Minor, Patch};

use crate::pair::{ARGUMENT_TYPES, Pair, RETURN_TYPES, Seen, Seen::ByAll};

const LIST: &str = "let pets = client.pets().list().limit(3).sort(\"name\").await?;";
const GET: &str = "let pet = client.pets().get(\"1\").max_retries(0).await?;";

pub(crate) const PAIRS: &[Pair] = &[
    Pair {
        name: "optional_parameter_added",
        edits: &[(
            "        - {name: sort,",
            "        - {name: kind, in: query, schema: {type: string}}\n        - {name: sort,",
        )],
        caller: LIST,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "optional_header_added",
        edits: &[(
            "        - {name: sort,",
            "        - {name: x-zoo, in: header, schema: {type: string}}\n        - {name: sort,",
        )],
        caller: LIST,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "first_optional_parameter_added",
        edits: &[(
            "operationId: getPet\n      parameters: [",
            "operationId: getPet\n      parameters: [{name: full, in: query, schema: {type: boolean}}, ",
        )],
        caller: GET,
        raises: Major,
        seen: RETURN_TYPES,
    },
    Pair {
        name: "required_parameter_added",
        edits: &[(
            "operationId: getPet\n      parameters: [",
            "operationId: getPet\n      parameters: [{name: full, in: query, required: true, schema: {type: boolean}}, ",
        )],
        caller: GET,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "required_header_added",
        edits: &[(
            "operationId: getPet\n      parameters: [",
            "operationId: getPet\n      parameters: [{name: x-zoo, in: header, required: true, schema: {type: string}}, ",
        )],
        caller: GET,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "optional_parameter_removed",
        edits: &[("        - {name: sort, in: query, schema: {type: string}}\n", "")],
        caller: LIST,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "last_optional_parameter_removed",
        edits: &[("        - {name: loud, in: query, schema: {type: boolean}}\n", "")],
        caller: "client.pets().get_photo(\"1\").loud(true).await?;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "required_parameter_removed",
        edits: &[("        - {name: to, in: query, required: true, schema: {type: string}}\n", "")],
        caller: "client.feedings().list(\"1\", \"2\").await?;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "optional_parameter_retyped",
        edits: &[(
            "{name: limit, in: query, schema: {type: integer}}",
            "{name: limit, in: query, schema: {type: string}}",
        )],
        caller: LIST,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "required_parameter_retyped",
        edits: &[(
            "operationId: getPet\n      parameters: [{name: id, in: path, required: true, schema: {type: string}}]",
            "operationId: getPet\n      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]",
        )],
        caller: GET,
        raises: Major,
        seen: ARGUMENT_TYPES,
    },
    Pair {
        name: "parameter_became_required",
        edits: &[(
            "{name: limit, in: query, schema",
            "{name: limit, in: query, required: true, schema",
        )],
        caller: LIST,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "parameter_became_optional",
        edits: &[("{name: to, in: query, required: true,", "{name: to, in: query,")],
        caller: "client.feedings().list(\"1\", \"2\").await?;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "optional_parameter_renamed",
        edits: &[("{name: sort, in: query,", "{name: order, in: query,")],
        caller: LIST,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "required_parameter_renamed",
        edits: &[("{name: to, in: query,", "{name: until, in: query,")],
        caller: "client.feedings().list(\"1\", \"2\").await?;",
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "required_parameters_changed_places",
        edits: &[
            ("        - {name: from, in: query, required: true, schema: {type: string}}\n", ""),
            (
                "        - {name: to, in: query, required: true, schema: {type: string}}\n",
                "        - {name: to, in: query, required: true, schema: {type: string}}\n        - {name: from, in: query, required: true, schema: {type: string}}\n",
            ),
        ],
        caller: "client.feedings().list(\"1\", \"2\").await?;",
        raises: Major,
        seen: Seen::AtRunTime("each argument goes where the other one went"),
    },
    Pair {
        name: "parameter_deprecated",
        edits: &[("{name: sort, in: query,", "{name: sort, in: query, deprecated: true,")],
        caller: LIST,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "value_of_a_parameter_added",
        edits: &[("enum: [day, night]", "enum: [day, night, dawn]")],
        caller: "client.keepers().list().shift(&ListKeepersShift::Night).await?;",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "value_of_a_parameter_removed",
        edits: &[("enum: [day, night]", "enum: [day]")],
        caller: "client.keepers().list().shift(&ListKeepersShift::Night).await?;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "parameter_goes_in_a_header",
        edits: &[("{name: sort, in: query,", "{name: sort, in: header,")],
        caller: LIST,
        raises: Patch,
        seen: ByAll,
    },
];
