//! What structured outputs and the tool runner need of a client: a part of the table in `conveniences.rs`.

use super::{Need, enumeration, field, function, structure, variant};

/// The `cfg(convenience = "…")` of each, and the items of the client that it names.
pub(super) const CONVENIENCES: [(&str, &[Need]); 4] = [
    (
        "structured_responses",
        &[
            enumeration("ResponseStreamEvent"),
            structure("Response"),
            field("CreateResponse", "text", "Option<ResponseTextParam>"),
            function(
                "ResponseTextParam",
                "format",
                &["self", "impl IntoMember<TextResponseFormatConfiguration, As>"],
                "Self",
            ),
            function(
                "TextResponseFormatJsonSchema",
                "new",
                &["impl Into<String>", "impl IntoMap<Value>"],
                "Self",
            ),
            variant(
                "TextResponseFormatConfiguration",
                "JsonSchema",
                "(TextResponseFormatJsonSchema)",
            ),
            CREATE_RESPONSE,
            function("CreateResponseCall", "call", &["self"], "Call<Response>"),
        ],
    ),
    (
        "structured_chat",
        &[
            structure("CreateChatCompletionStreamResponse"),
            structure("CreateChatCompletionResponse"),
            function(
                "ResponseFormatJsonSchemaJsonSchema",
                "schema",
                &["self", "impl IntoMapMember<Value, As>"],
                "Self",
            ),
            function(
                "ResponseFormatJsonSchema",
                "new",
                &["ResponseFormatJsonSchemaJsonSchema"],
                "Self",
            ),
            variant(
                "CreateChatCompletionRequestResponseFormat",
                "JsonSchema",
                "(ResponseFormatJsonSchema)",
            ),
            CREATE_CHAT_COMPLETION,
            function(
                "CreateChatCompletionCall",
                "call",
                &["self"],
                "Call<CreateChatCompletionResponse>",
            ),
        ],
    ),
    (
        "responses_function_tool",
        &[
            variant("Tool", "Function", "(FunctionTool)"),
            function("FunctionTool", "new", &["impl Into<String>"], "Self"),
            function(
                "FunctionTool",
                "parameters",
                &["self", "impl IntoMapMember<Value, As>"],
                "Self",
            ),
            field("FunctionToolCall", "arguments", "String"),
        ],
    ),
    (
        "chat_function_tool",
        &[
            function("ChatCompletionTool", "new", &["FunctionObject"], "Self"),
            function("FunctionObject", "new", &["impl Into<String>"], "Self"),
            function(
                "FunctionObject",
                "parameters",
                &["self", "impl IntoMapMember<Value, As>"],
                "Self",
            ),
            field(
                "ChatCompletionMessageToolCall",
                "function",
                "ChatCompletionMessageToolCallFunction",
            ),
            field("ChatCompletionMessageToolCallFunction", "arguments", "String"),
        ],
    ),
];

const CREATE_RESPONSE: Need = function(
    "responses::ResponsesClient",
    "create",
    &["&self", "&CreateResponse"],
    "CreateResponseCall",
);

const CREATE_CHAT_COMPLETION: Need = function(
    "chat::ChatClient",
    "create_completion",
    &["&self", "&CreateChatCompletionRequest"],
    "CreateChatCompletionCall",
);
