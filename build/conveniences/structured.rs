//! What structured outputs and the tool runner need of a client: a part of the table in `conveniences.rs`.

use super::{Convenience, Need, enumeration, field, function, structure, variant};

/// The `cfg(convenience = "…")` of each, and the items of the client that it names.
pub(super) const CONVENIENCES: &[Convenience] = &[
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
    (
        "responses_tool_runner",
        &[
            enumeration("ResponseStreamEvent"),
            field("CreateResponse", "input", "Option<InputParam>"),
            field("CreateResponse", "tools", "Option<ToolsArray>"),
            field("CreateResponse", "tool_choice", "Option<ToolChoiceParam>"),
            variant("InputParam", "Text", "(String)"),
            variant("InputParam", "List", "(Vec<InputItem>)"),
            variant("InputParam", "Unknown", "(RawJson)"),
            field("Response", "output", "Vec<OutputItem>"),
            field("Response", "status", "Option<ResponseStatus>"),
            field("Response", "conversation", "Option<ResponseConversation>"),
            variant("ResponseStatus", "Completed", ""),
            variant("OutputItem", "FunctionCall", "(Box<FunctionToolCall>)"),
            field("FunctionToolCall", "call_id", "String"),
            field("FunctionToolCall", "name", "String"),
            field("FunctionToolCall", "arguments", "String"),
            // `InputItem::user`, `InputItem::from` and `InputItem::function_call_output`.
            variant("InputItem", "EasyInputMessage", "(EasyInputMessage)"),
            variant("InputItem", "Item", "(Box<Item>)"),
            variant("InputItem", "Unknown", "(RawJson)"),
            variant("Item", "FunctionCallOutput", "(Box<FunctionCallOutputItemParam>)"),
            CREATE_RESPONSE,
            function("CreateResponseCall", "call", &["self"], "Call<Response>"),
        ],
    ),
    (
        "chat_tool_runner",
        &[
            structure("CreateChatCompletionStreamResponse"),
            field("CreateChatCompletionRequest", "messages", "Vec<ChatCompletionRequestMessage>"),
            field(
                "CreateChatCompletionRequest",
                "tools",
                "Option<Vec<CreateChatCompletionRequestTool>>",
            ),
            field(
                "CreateChatCompletionRequest",
                "tool_choice",
                "Option<ChatCompletionToolChoiceOption>",
            ),
            field(
                "CreateChatCompletionResponse",
                "choices",
                "Vec<CreateChatCompletionResponseChoice>",
            ),
            field("CreateChatCompletionResponseChoice", "finish_reason", "FinishReason"),
            field("CreateChatCompletionResponseChoice", "message", "ChatCompletionResponseMessage"),
            field(
                "ChatCompletionResponseMessage",
                "tool_calls",
                "Option<ChatCompletionMessageToolCalls>",
            ),
            variant("FinishReason", "Length", ""),
            variant("FinishReason", "ContentFilter", ""),
            // `ChatCompletionRequestMessage::tool` and its `From` of an answer's.
            variant(
                "ChatCompletionRequestMessage",
                "Assistant",
                "(Box<ChatCompletionRequestAssistantMessage>)",
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
