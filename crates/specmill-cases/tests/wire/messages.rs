//! Messages that travel outside of all operations.

use specmill_cases::messages::types::{ClientMessage, ServerMessage, Silence, Tune};
use specmill_runtime::json::{self, Strictness};

#[test]
fn what_is_sent_can_be_built_and_what_is_received_is_read() {
    let messages: [(ClientMessage, &str); 2] = [
        (
            Tune::new("Skagen").null_volume().into(),
            r#"{"type":"tune","station":"Skagen","volume":null}"#,
        ),
        (Silence::new().into(), r#"{"type":"silence"}"#),
    ];
    for (message, text) in messages {
        assert_eq!(json::encode(&message), text.as_bytes());
    }
    let read =
        json::decode::<ServerMessage>(br#"{"text":"Ahoy","title":null}"#, Strictness::Strict);
    let read = read.unwrap().value;
    assert_eq!((&*read.text, read.title), ("Ahoy", None));
}
