//! Bodies and answers: media types, statuses, streams.

use specmill::changes::VersionPart::{Major, Minor, Patch};

use crate::pair::{Pair, RETURN_TYPES, Seen::ByAll};

const ADD: &str = "client.pets().add(&NewPet::new(\"Rex\")).max_retries(0).await?;";
const TELL: &str = "client.keepers().tell(\"Come.\").await?;\n\
                    client.keepers().tell(&Message::new(\"me\", \"you\")).await?;";

pub(crate) const PAIRS: &[Pair] = &[
    Pair {
        name: "body_of_another_type",
        edits: &[(
            "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}",
            "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Message'}}}}",
        )],
        caller: ADD,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "body_became_optional",
        edits: &[(
            "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}",
            "requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}",
        )],
        caller: ADD,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "body_takes_a_second_media_type",
        edits: &[(
            "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}",
            "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}, text/plain: {schema: {type: string}}}}",
        )],
        caller: ADD,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "body_takes_a_third_media_type",
        edits: &[(
            "          text/plain: {schema: {type: string}}\n",
            "          text/plain: {schema: {type: string}}\n          image/png: {schema: {type: string, format: binary}}\n",
        )],
        caller: TELL,
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "body_lost_a_media_type",
        edits: &[("          text/plain: {schema: {type: string}}\n", "")],
        caller: TELL,
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "body_goes_as_a_form",
        edits: &[(
            "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}",
            "requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/NewPet'}}}}",
        )],
        caller: ADD,
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "answer_of_another_type",
        edits: &[(
            "'201': {description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}",
            "'201': {description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/Keeper'}}}}",
        )],
        caller: "let pet: Pet = client.pets().add(&NewPet::new(\"Rex\")).await?.into_inner();",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "answer_is_a_list",
        edits: &[(
            "'201': {description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}",
            "'201': {description: The pet., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}",
        )],
        caller: "let pet: Pet = client.pets().add(&NewPet::new(\"Rex\")).await?.into_inner();",
        raises: Major,
        seen: RETURN_TYPES,
    },
    Pair {
        name: "answer_is_empty",
        edits: &[(
            "'201': {description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}",
            "'204': {description: Added.}",
        )],
        caller: "let pet: Pet = client.pets().add(&NewPet::new(\"Rex\")).await?.into_inner();",
        raises: Major,
        seen: RETURN_TYPES,
    },
    Pair {
        name: "answer_of_another_media_type",
        edits: &[(
            "content: {image/png: {schema: {type: string, format: binary}}}",
            "content: {application/json: {schema: {type: object, properties: {at: {type: string}}}}}",
        )],
        caller: "let download: http::Download = client.pets().get_photo(\"1\").await?.into_inner();",
        raises: Major,
        seen: RETURN_TYPES,
    },
    Pair {
        name: "text_answer_became_json",
        edits: &[(
            "{description: Well., content: {text/plain: {schema: {type: string}}}}",
            "{description: Well., content: {application/json: {schema: {type: string}}}}",
        )],
        caller: "let text: String = client.get_health().await?.into_inner();",
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "status_of_the_answer_changed",
        edits: &[("'201': {description: The pet.", "'200': {description: The pet.")],
        caller: ADD,
        raises: Patch,
        seen: ByAll,
    },
    Pair {
        name: "second_answer_added",
        edits: &[(
            "'201': {description: The pet.",
            "'202': {description: Later.}\n        '201': {description: The pet.",
        )],
        caller: "let pet: Pet = client.pets().add(&NewPet::new(\"Rex\")).await?.into_inner();",
        raises: Major,
        seen: RETURN_TYPES,
    },
    Pair {
        name: "third_answer_added",
        edits: &[(
            "        '202': {description: Left for later.}\n",
            "        '202': {description: Left for later.}\n        '207': {description: Heard by some., content: {application/json: {schema: {$ref: '#/components/schemas/Message'}}}}\n",
        )],
        caller: "match client.keepers().tell(\"Come.\").await?.into_inner() {\n\
                     zoo::keepers::TellKeepersAnswer::Ok(message) => drop(message),\n\
                     _ => {}\n\
                 }",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "second_answer_removed",
        edits: &[("        '202': {description: Left for later.}\n", "")],
        caller: "match client.keepers().tell(\"Come.\").await?.into_inner() {\n\
                     zoo::keepers::TellKeepersAnswer::Ok(message) => drop(message),\n\
                     _ => {}\n\
                 }",
        raises: Major,
        seen: ByAll,
    },
    Pair {
        name: "stream_added",
        edits: &[(
            "{description: Planned., content: {application/json: {schema: {$ref: '#/components/schemas/Planned'}}}}",
            "{description: Planned., content: {application/json: {schema: {$ref: '#/components/schemas/Planned'}}, text/event-stream: {schema: {$ref: '#/components/schemas/Meal'}}}}",
        )],
        caller: "client.feedings().plan(&Plan::new(\"noon\", \"hay\")).max_retries(0).await?;",
        raises: Major,
        seen: RETURN_TYPES,
    },
    Pair {
        name: "stream_added_to_a_builder",
        edits: &[(
            "{description: Pets., content: {application/json: {schema: {$ref: '#/components/schemas/PetPage'}}}}",
            "{description: Pets., content: {application/json: {schema: {$ref: '#/components/schemas/PetPage'}}, text/event-stream: {schema: {$ref: '#/components/schemas/Pet'}}}}",
        )],
        caller: "client.pets().list().limit(3).call().max_retries(0).await?;",
        raises: Minor,
        seen: ByAll,
    },
    Pair {
        name: "response_header_described",
        edits: &[(
            "'201': {description: The pet.,",
            "'201': {description: The pet., headers: {x-zoo: {schema: {type: string}}},",
        )],
        caller: ADD,
        raises: Patch,
        seen: ByAll,
    },
];
