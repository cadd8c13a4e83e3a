//! The string formats.

use specmill_runtime::json::{self, Base64, DriftKind, Password};

use super::fixture::{fails, lenient, messages, strict};

#[test]
fn base64() {
    assert_eq!(lenient::<Base64>("\"aGk=\"").value, Base64(b"hi".to_vec()));
    assert_eq!(lenient::<Base64>("\"aGk\"").value, Base64(b"hi".to_vec()));
    assert_eq!(lenient::<Base64>("\"\"").value, Base64(Vec::new()));
    let read = lenient::<Vec<Base64>>(r#"["a!",1]"#);
    assert_eq!(read.value, [Base64::default(), Base64::default()]);
    assert_eq!(
        messages(&read.drift),
        [
            "$[0]: expected a base64 string, found `\"a!\"`",
            "$[1]: expected a base64 string, found `1`"
        ]
    );
    assert_eq!(read.drift[0].kind, DriftKind::InvalidFormat);
    assert_eq!(json::encode(&Base64(vec![0xff, 0xfe])), b"\"//4=\"");
}

/// A struct with a secret in it.
#[derive(Debug)]
pub struct Login {
    /// The secret.
    pub password: Password,
    /// One that may be missing.
    pub old: Option<Password>,
}
json::object!(Login { password: required "password", old: optional "old" });

#[test]
fn passwords_never_show() {
    let read = lenient::<Login>(r#"{"password":"hunter2"}"#);
    assert_eq!(read.value.password.expose(), "hunter2");
    assert_eq!(format!("{:?}", read.value), "Login { password: Password(..), old: None }");
    assert_eq!(json::encode(&read.value), br#"{"password":"hunter2"}"#);
    for text in [
        r#"{"password":90210}"#,
        r#"{"password":["90210"],"old":{"a":"90210"}}"#,
        r#"{"password":"p","old":90210,"older":"90210"}"#,
    ] {
        let error = strict::<Login>(text);
        assert!(!format!("{error} {error:?}").contains("90210"), "{error}");
        assert!(!messages(&lenient::<Login>(text).drift).concat().contains("90210"));
    }
    assert_eq!(
        messages(&lenient::<Login>(r#"{"password":90210}"#).drift),
        ["$.password: expected a string, found a number (not shown)"]
    );
    // Nor does what an object holds, where something else was expected.
    let error = fails::<i64>(r#"{"password":"90210"}"#);
    assert_eq!(error.to_string(), "$: expected an integer, found an object of 1 member");
}

#[cfg(feature = "jiff")]
#[test]
fn jiff_dates() {
    let time = lenient::<jiff::Timestamp>("\"2024-05-01T14:00:00.25+02:00\"").value;
    assert_eq!(json::encode(&time), b"\"2024-05-01T12:00:00.25Z\"");
    let date = lenient::<jiff::civil::Date>("\"2024-02-29\"").value;
    assert_eq!(json::encode(&date), b"\"2024-02-29\"");
    for text in ["\"2023-02-29\"", "\"\"", "\"2024-05-01T12:00:00Z\"", "\"soon\""] {
        let error = fails::<jiff::civil::Date>(text);
        assert_eq!(error.kind(), Some(DriftKind::InvalidFormat), "{text}");
        assert_eq!(error.expected(), "a date such as `2024-05-01`");
    }
    for text in ["\"2024-05-01\"", "\"2024-05-01T12:00:00\"", "\"1714564800\""] {
        let error = fails::<jiff::Timestamp>(text);
        assert_eq!(error.kind(), Some(DriftKind::InvalidFormat), "{text}");
    }
    assert_eq!(fails::<jiff::Timestamp>("1714564800").kind(), Some(DriftKind::WrongType));
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_dates() {
    type Time = chrono::DateTime<chrono::Utc>;
    let time = lenient::<Time>("\"2024-05-01T14:00:00.25+02:00\"").value;
    assert_eq!(json::encode(&time), b"\"2024-05-01T12:00:00.250Z\"");
    let date = lenient::<chrono::NaiveDate>("\"2024-02-29\"").value;
    assert_eq!(json::encode(&date), b"\"2024-02-29\"");
    assert_eq!(fails::<Time>("\"2024-05-01\"").kind(), Some(DriftKind::InvalidFormat));
    assert_eq!(fails::<chrono::NaiveDate>("\"x\"").kind(), Some(DriftKind::InvalidFormat));
}

#[cfg(feature = "uuid")]
#[test]
fn uuids() {
    let text = "\"01890a5d-ac96-774b-bcce-b302099a8057\"";
    assert_eq!(json::encode(&lenient::<uuid::Uuid>(text).value), text.as_bytes());
    assert_eq!(fails::<uuid::Uuid>("\"01890a5d\"").kind(), Some(DriftKind::InvalidFormat));
}
