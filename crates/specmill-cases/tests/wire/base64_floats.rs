//! Lists of numbers that come as a list or as base64, and members that begin with a value.

use serde_json::json;
use specmill_cases::base64_floats::types::{Question, QuestionEncodingFormat, Settings, Vector};
use specmill_cases::base64_floats::Client;
use specmill_runtime::json::{self, Strictness};

use super::{body, client, server};

fn read(numbers: &str, strictness: Strictness) -> Result<json::Decoded<Vector>, json::DecodeError> {
    let text = format!(r#"{{"numbers": {numbers}, "doubles": [0.1]}}"#);
    json::decode(text.as_bytes(), strictness)
}

#[test]
fn both_forms_are_read() {
    // 1.0, -0.5 and 0.0, the lowest byte first.
    let forms = ["[1.0, -0.5, 0]", r#""AACAPwAAAL8AAAAA""#];
    for numbers in forms {
        let vector = read(numbers, Strictness::Strict).unwrap().value;
        assert_eq!(vector.numbers, [1.0, -0.5, 0.0]);
        // Whatever it came as, it is written as what the description says.
        let written = json::to_value(&vector);
        assert_eq!(written["numbers"], json!([1.0, -0.5, 0.0]));
    }
    for empty in ["[]", r#""""#] {
        assert_eq!(read(empty, Strictness::Strict).unwrap().value.numbers, [0.0; 0]);
    }
    let unpadded = read(r#""AACAPw""#, Strictness::Strict).unwrap().value;
    assert_eq!(unpadded.numbers, [1.0]);
}

#[test]
fn what_is_neither_is_drift() {
    // No base64, bytes that are no whole number of floats, no list.
    for numbers in [r#""AA?A""#, r#""AACAPwA=""#, "{}", "null", "5"] {
        let read_leniently = read(numbers, Strictness::Lenient).unwrap();
        assert_eq!(read_leniently.value.numbers, [0.0; 0]);
        assert_eq!(read_leniently.drift[0].path, "$.numbers");
        assert!(read(numbers, Strictness::Strict).is_err(), "{numbers}");
    }
    let missing = json::decode::<Vector>(br#"{"doubles": []}"#, Strictness::Lenient).unwrap();
    assert_eq!(missing.drift.len(), 1);
}

#[tokio::test]
async fn a_new_value_has_what_it_is_to_begin_with() {
    let server = server(200, r#"{"numbers": "AACAPw==", "doubles": []}"#);
    let api = client(Client::builder(), &server);
    let vector = api.vectors().create(&Question::new("why")).await.unwrap();
    assert_eq!(vector.numbers, [1.0]);
    assert_eq!(body(&server), json!({"text": "why", "encoding_format": "base64"}));

    let question = Question::new("why").encoding_format(QuestionEncodingFormat::Float);
    assert_eq!(json::to_value(&question)["encoding_format"], "float");
    let question = Question::new("why").encoding_format(None::<QuestionEncodingFormat>);
    assert_eq!(json::to_value(&question), json!({"text": "why"}));

    assert_eq!(Settings::new(), Settings::default());
    assert_eq!(json::to_value(&Settings::new()), json!({"verbose": true, "note": "none"}));
}
