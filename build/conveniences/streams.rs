//! The conveniences for streams.

use super::{Convenience, enumeration, function, structure};

pub(super) const CONVENIENCES: &[Convenience] = &[
    (
        "chat_events",
        &[
            structure("CreateChatCompletionStreamResponse"),
            structure("CreateChatCompletionResponse"),
            structure("ChatCompletionTokenLogprob"),
            function(
                "chat::ChatClient",
                "create_completion",
                &["&self", "&CreateChatCompletionRequest"],
                "CreateChatCompletionCall",
            ),
            function(
                "CreateChatCompletionCall",
                "stream",
                &["self"],
                "Call<EventStream<CreateChatCompletionStreamResponse>>",
            ),
        ],
    ),
    (
        "response_events",
        &[
            enumeration("ResponseStreamEvent"),
            structure("Response"),
            function(
                "responses::ResponsesClient",
                "create",
                &["&self", "&CreateResponse"],
                "CreateResponseCall",
            ),
            function(
                "CreateResponseCall",
                "stream",
                &["self"],
                "Call<EventStream<ResponseStreamEvent>>",
            ),
            function(
                "responses::ResponsesClient",
                "get",
                &["&self", "impl AsRef<str>"],
                "GetResponseCall",
            ),
            function("GetResponseCall", "call", &["self"], "Call<Response>"),
        ],
    ),
];
