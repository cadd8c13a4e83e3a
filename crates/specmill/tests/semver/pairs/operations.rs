//! Operations, tags, and what is about all of them.

use specmill::changes::VersionPart::{Major, Minor, Patch};

use crate::pair::{Pair, Seen::ByAll};

const LIST: &str = "let pets = client.pets().list().limit(3).call().max_retries(0).await?;";

pub(crate) const PAIRS: &[Pair] = &[
    Pair {
        name: "operation_added",
        edits: &[(
            "    delete:\n",
            "    head: {tags: [Pets], operationId: askForPet, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'204': {description: There.}}}\n    delete:\n",
        )],
        caller: LIST,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "operation_removed",
        edits: &[(
            "    delete:\n      tags: [Pets]\n      operationId: removePet\n      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n      responses: {'204': {description: It is gone.}}\n",
            "",
        )],
        caller: "client.pets().remove(\"1\").await?;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "operation_renamed",
        edits: &[("operationId: removePet", "operationId: forgetPet")],
        caller: "client.pets().remove(\"1\").await?;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "operation_deprecated",
        edits: &[("operationId: removePet", "operationId: removePet\n      deprecated: true")],
        caller: "client.pets().remove(\"1\").await?;",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "operation_of_another_tag",
        edits: &[(
            "      tags: [Pets]\n      operationId: removePet",
            "      tags: [Keepers]\n      operationId: removePet",
        )],
        caller: "client.pets().remove(\"1\").await?;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "operation_without_a_tag_took_one",
        edits: &[(
            "get: {operationId: getHealth,",
            "get: {tags: [Health], operationId: getHealth,",
        )],
        caller: "client.get_health().await?;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "tag_added",
        edits: &[(
            "  /health:\n",
            "  /weather:\n    get: {tags: [Weather], operationId: getWeather, responses: {'204': {description: None.}}}\n  /health:\n",
        )],
        caller: LIST,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "tag_renamed",
        edits: &[
            (
                "      tags: [Feedings]\n      operationId: listFeedings",
                "      tags: [Meals]\n      operationId: listFeedings",
            ),
            (
                "      tags: [Feedings]\n      operationId: planFeeding",
                "      tags: [Meals]\n      operationId: planFeeding",
            ),
        ],
        caller: "client.feedings().list(\"1\", \"2\").await?;",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "path_changed",
        edits: &[("  /health:\n", "  /well-being:\n")],
        caller: "client.get_health().await?;",
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "http_method_changed",
        edits: &[("    get: {operationId: getHealth,", "    post: {operationId: getHealth,")],
        caller: "client.get_health().await?;",
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "server_changed",
        edits: &[("https://zoo.example/v1", "https://zoo.example/v2")],
        caller: LIST,
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "security_added",
        edits: &[(
            "components:\n",
            "security: [{key: []}]\ncomponents:\n  securitySchemes: {key: {type: http, scheme: bearer}}\n",
        )],
        caller: LIST,
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "webhooks_added",
        edits: &[
            ("openapi: 3.0.3", "openapi: 3.1.0"),
            ("nickname: {type: string, nullable: true}", "nickname: {type: [string, 'null']}"),
            (
                "components:\n",
                "webhooks:\n  born: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}, responses: {'200': {description: Heard.}}}}\ncomponents:\n",
            ),
        ],
        caller: LIST,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "pagination_added",
        edits: &[(
            "        - {name: sort, in: query, schema: {type: string}}",
            "        - {name: sort, in: query, schema: {type: string}}\n        - {name: after, in: query, schema: {type: string}}",
        )],
        caller: LIST,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "pagination_removed",
        edits: &[(
            "operationId: listKeepers",
            "operationId: listKeepers\n      x-specmill-pagination: false",
        )],
        caller: "let pages = client.keepers().list().pages();",
        raises: Major,
        seen: ByAll,
    },
];
