//! The conveniences over WebSockets.

use super::{Convenience, enumeration, field, function, structure, variant};

pub(super) const CONVENIENCES: &[Convenience] = &[
    (
        "realtime_websocket",
        &[
            structure("realtime::RealtimeClient"),
            enumeration("RealtimeClientEvent"),
            enumeration("RealtimeServerEvent"),
            variant(
                "RealtimeClientEvent",
                "InputAudioBufferAppend",
                "(RealtimeClientEventInputAudioBufferAppend)",
            ),
            function(
                "RealtimeClientEventInputAudioBufferAppend",
                "new",
                &["impl Into<String>"],
                "Self",
            ),
            field("RealtimeServerEventResponseAudioDelta", "delta", "String"),
            variant(
                "RealtimeConversationItem",
                "MessageUser",
                "(RealtimeConversationItemMessageUser)",
            ),
            function(
                "RealtimeConversationItemMessageUser",
                "new",
                &["impl IntoIterator<Item: Into<RealtimeConversationItemMessageUserContent>>"],
                "Self",
            ),
            function("RealtimeConversationItemMessageUserContent", "new", &[], "Self"),
            variant("RealtimeConversationItemMessageUserContentType", "InputText", ""),
            function(
                "RealtimeConversationItemMessageUserContent",
                "r#type",
                &["self", "impl IntoMember<RealtimeConversationItemMessageUserContentType, As>"],
                "Self",
            ),
            function(
                "RealtimeConversationItemMessageUserContent",
                "text",
                &["self", "impl IntoMember<String, As>"],
                "Self",
            ),
        ],
    ),
    (
        "realtime_translation_websocket",
        &[
            structure("realtime::RealtimeClient"),
            enumeration("RealtimeTranslationClientEvent"),
            enumeration("RealtimeTranslationServerEvent"),
            variant(
                "RealtimeTranslationClientEvent",
                "SessionInputAudioBufferAppend",
                "(RealtimeTranslationClientEventInputAudioBufferAppend)",
            ),
            function(
                "RealtimeTranslationClientEventInputAudioBufferAppend",
                "new",
                &["impl Into<String>"],
                "Self",
            ),
            field("RealtimeTranslationServerEventSessionOutputAudioDelta", "delta", "String"),
        ],
    ),
    (
        "responses_websocket",
        &[
            structure("responses::ResponsesClient"),
            structure("CreateResponse"),
            variant(
                "ResponsesClientEvent",
                "ResponseCreate",
                "(Box<ResponsesClientEventResponseCreate>)",
            ),
            variant("ResponsesClientEvent", "Unknown", "(RawJson)"),
            enumeration("ResponseStreamEvent"),
            field("ResponseWsError", "error", "ErrorPayload"),
            field("ResponseWsError", "status", "Option<i64>"),
        ],
    ),
];

/// The component schemas that travel over WebSockets, of the tags that are chosen: they are asked by
/// the name of their cargo feature, as a build script sees it.
#[allow(dead_code, reason = "a test of this table has no build to ask for")]
pub(crate) fn messages(is_chosen: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let realtime = [
        "RealtimeClientEvent",
        "RealtimeServerEvent",
        "RealtimeTranslationClientEvent",
        "RealtimeTranslationServerEvent",
    ];
    let responses = ["ResponsesClientEvent", "ResponseWsError"];
    let of_tags = [("REALTIME", &realtime[..]), ("RESPONSES", &responses[..])];
    let chosen = of_tags.into_iter().filter(|(tag, _)| is_chosen(tag));
    chosen.flat_map(|(_, schemas)| schemas.iter().copied()).collect()
}
