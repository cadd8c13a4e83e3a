//! The string formats.

use specmill_runtime::json::{self, Base64, DriftKind, Password};
#[cfg(feature = "jiff")]
use specmill_runtime::json::{DateTime, Strictness};

use super::fixture::{fails, lenient, messages, strict};

#[test]
fn base64() {
    for (text, bytes) in [
        ("aGk=", b"hi".as_slice()),
        ("aGk", b"hi"),
        ("aGl=", b"hi"),
        ("", b""),
        ("//79", &[0xff, 0xfe, 0xfd]),
        ("__79", &[0xff, 0xfe, 0xfd]),
        ("_-8=", &[0xff, 0xef]),
        ("_-8", &[0xff, 0xef]),
        ("aGVs\r\nbG8=\r\n", b"hello"),
        ("aGVs\nbG8", b"hello"),
    ] {
        let json = json::encode(text);
        let read = json::decode::<Base64>(&json, Strictness::Strict);
        let value = read.unwrap_or_else(|error| panic!("{text}: {error}")).value;
        assert_eq!(*value, *bytes, "{text}");
        assert_eq!(value, Base64::from(bytes));
        assert_eq!(json::encode(&value), json);
    }
    let text = r#"["a!",1,"/_==","aGk= "]"#;
    let read = lenient::<Vec<Base64>>(text);
    assert!(read.value.iter().all(|bytes| bytes.is_empty()));
    assert_eq!(read.value[0].invalid_text(), Some("a!"));
    assert_ne!(read.value[0], Base64::default());
    assert_eq!(json::encode(&read.value), text.replace('1', "\"1\"").as_bytes());
    assert_eq!(
        messages(&read.drift),
        [
            "$[*]: expected a base64 string, found `\"a!\"` (3 times)",
            "$[1]: expected a base64 string, found `1`"
        ]
    );
    assert_eq!(read.drift[0].kind, DriftKind::InvalidFormat);
    assert_eq!(json::encode(&Base64::from(vec![0xff, 0xfe])), b"\"//4=\"");
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

/// When something was.
#[cfg(feature = "jiff")]
#[derive(Debug)]
pub struct Times {
    /// Required.
    pub at: DateTime,
    /// Optional.
    pub maybe: Option<DateTime>,
    /// A day.
    pub day: jiff::civil::Date,
}
#[cfg(feature = "jiff")]
json::object!(Times { at: required "at", maybe: optional "maybe", day: required "day" });

#[cfg(feature = "jiff")]
#[test]
fn what_rfc_3339_allows_is_written_as_it_was_read() {
    for text in [
        "2024-05-01T12:00:00Z",
        "2024-05-01T12:00:00.0Z",
        "2024-05-01T12:00:00.250000+00:00",
        "2024-05-01T12:00:00.123456789123-00:00",
        "2024-05-01t12:00:00z",
        "2024-05-01T14:00:00+23:59",
        "2024-05-01T14:00:00-05:30",
        "2016-12-31T23:59:60Z",
        "2016-12-31T15:59:60.5-08:00",
        "0000-01-01T00:00:00+23:59",
        "0001-01-01T00:00:00Z",
        "9999-12-30T22:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59.999999999-23:59",
    ] {
        let json = format!("\"{text}\"");
        let read = json::decode::<DateTime>(json.as_bytes(), Strictness::Strict);
        let value = read.unwrap_or_else(|error| panic!("{text}: {error}")).value;
        assert_eq!(json::encode(&value), json.as_bytes());
        assert_eq!(text.parse(), Ok(value));
    }
}

#[cfg(feature = "jiff")]
#[test]
fn what_rfc_3339_does_not_allow_is_read_as_drift_and_kept() {
    let noon: jiff::Timestamp = "2024-05-01T12:00:00Z".parse().expect("a timestamp");
    for text in [
        "2024-05-01T12:00:00",
        "2024-05-01 12:00:00",
        "2024-05-01 12:00:00Z",
        "2024-05-01 12:00:00 UTC",
        "2024-05-01 14:00:00 +0200",
        "20240501T120000Z",
        "2024-05-01T12Z",
        "2024-05-01T12:00Z",
        "2024-05-01T12:00:00Z[UTC]",
        "2024-05-01T12:00:00,0Z",
        "2024-05-01T14:00:00+02",
        "2024-05-01T14:00:00+0200",
        "Wed, 01 May 2024 12:00:00 GMT",
    ] {
        let json = format!("\"{text}\"");
        let read = lenient::<DateTime>(&json);
        assert_eq!(read.value.timestamp(), Some(noon), "{text}");
        assert_eq!(json::encode(&read.value), json.as_bytes());
        assert_eq!(read.drift[0].kind, DriftKind::InvalidFormat);
        assert!(text.parse::<DateTime>().is_err(), "{text}");
        strict::<DateTime>(&json);
    }
    // A second that no day has is another one.
    assert_eq!(lenient::<DateTime>("\"2024-05-01T12:00:60Z\"").drift.len(), 1);
}

#[cfg(feature = "jiff")]
#[test]
fn what_is_no_date_costs_no_answer() {
    let text = r#"{"at":"soon","maybe":"later","day":"2024-05-01T00:00:00Z"}"#;
    let read = lenient::<Times>(text);
    assert_eq!(read.value.at.timestamp(), None);
    assert_eq!(read.value.day, jiff::civil::date(2024, 5, 1));
    assert_eq!(json::encode(&read.value), text.replace("T00:00:00Z", "").as_bytes());
    assert_eq!(
        messages(&read.drift),
        [
            "$.at: expected a date and time such as `2024-05-01T12:00:00Z`, found `\"soon\"`",
            "$.maybe: expected a date and time such as `2024-05-01T12:00:00Z`, found `\"later\"`",
            "$.day: expected a date such as `2024-05-01`, found `\"2024-05-01T00:00:00Z\"`",
        ]
    );
    strict::<Times>(text);
    for (text, kind) in [
        ("{}", DriftKind::MissingField),
        (r#"{"at":null,"day":null}"#, DriftKind::UnexpectedNull),
        (r#"{"at":1,"maybe":1,"day":1}"#, DriftKind::WrongType),
    ] {
        let read = lenient::<Times>(text);
        assert!(read.drift.iter().all(|drift| drift.kind == kind), "{:?}", read.drift);
        assert_eq!(read.value.at.timestamp(), None);
        strict::<Times>(text);
    }
    // A union tries its other members.
    assert_eq!(fails::<DateTime>("\"soon\"").kind(), Some(DriftKind::InvalidFormat));
}

#[cfg(feature = "jiff")]
#[test]
fn points_in_time_compare_by_time() {
    let at = |text: &str| text.parse::<DateTime>().unwrap_or_else(|_| panic!("{text}"));
    let mut times = [
        at("9999-12-31T23:59:59Z"),
        at("2024-05-01T12:00:00+02:00"),
        at("2024-05-01T11:00:00Z"),
        lenient::<Times>(r#"{"at":"soon","day":"2024-05-01"}"#).value.at,
    ];
    times.sort();
    let texts: Vec<String> = times.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        ["soon", "2024-05-01T12:00:00+02:00", "2024-05-01T11:00:00Z", "9999-12-31T23:59:59Z"]
    );
    let now: jiff::Timestamp = "2026-11-25T00:00:00.000250Z".parse().expect("a timestamp");
    assert!(times[2] < now && times[3] > now);
    assert!(times[0].partial_cmp(&now).is_none());
    let same = DateTime::from(now);
    assert_eq!(same.to_string(), "2026-11-25T00:00:00.00025Z");
    assert!(same == now && same == at("2026-11-25T01:00:00.00025+01:00"));
    assert_eq!(DateTime::from(jiff::Timestamp::MAX).timestamp(), Some(jiff::Timestamp::MAX));
}

#[cfg(feature = "jiff")]
#[test]
fn jiffs_own_types() {
    let time = lenient::<jiff::Timestamp>("\"2024-05-01T14:00:00.25+02:00\"");
    assert_eq!(json::encode(&time.value), b"\"2024-05-01T12:00:00.25Z\"");
    assert_eq!(time.drift[0].kind, DriftKind::InvalidFormat, "the offset is lost");
    let date = lenient::<jiff::civil::Date>("\"2024-02-29\"").value;
    assert_eq!(json::encode(&date), b"\"2024-02-29\"");
    for text in ["\"2023-02-29\"", "\"\"", "\"soon\""] {
        let error = fails::<jiff::civil::Date>(text);
        assert_eq!(error.kind(), Some(DriftKind::InvalidFormat), "{text}");
        assert_eq!(error.expected(), "a date such as `2024-05-01`");
    }
    for text in ["\"20240501\"", "\"2024-05-01 12:00:00\""] {
        assert_eq!(lenient::<jiff::civil::Date>(text).value, jiff::civil::date(2024, 5, 1));
        strict::<jiff::civil::Date>(text);
    }
    assert_eq!(fails::<jiff::Timestamp>("\"2024-05-01\"").kind(), Some(DriftKind::InvalidFormat));
    assert_eq!(fails::<jiff::Timestamp>("1714564800").kind(), Some(DriftKind::WrongType));
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_dates() {
    type Time = chrono::DateTime<chrono::Utc>;
    let time = lenient::<Time>("\"9999-12-31T23:59:59.25Z\"");
    assert_eq!(json::encode(&time.value), b"\"9999-12-31T23:59:59.250Z\"");
    assert!(time.drift.is_empty());
    for text in ["2024-05-01T14:00:00+02:00", "2024-05-01T12:00:00", "2024-05-01 12:00:00"] {
        let read = lenient::<Time>(&format!("\"{text}\""));
        assert_eq!(json::encode(&read.value), b"\"2024-05-01T12:00:00Z\"");
        assert_eq!(read.drift[0].kind, DriftKind::InvalidFormat, "{text}");
    }
    let date = lenient::<chrono::NaiveDate>("\"2024-02-29\"").value;
    assert_eq!(json::encode(&date), b"\"2024-02-29\"");
    strict::<chrono::NaiveDate>("\"2024-02-29T00:00:00Z\"");
    assert_eq!(fails::<Time>("\"2024-05-01\"").kind(), Some(DriftKind::InvalidFormat));
    assert_eq!(fails::<chrono::NaiveDate>("\"x\"").kind(), Some(DriftKind::InvalidFormat));
}

#[cfg(feature = "uuid")]
#[test]
fn uuids() {
    let text = "\"01890a5d-ac96-774b-bcce-b302099a8057\"";
    let read = lenient::<uuid::Uuid>(text);
    assert_eq!(json::encode(&read.value), text.as_bytes());
    assert!(read.drift.is_empty());
    for other in [
        "\"01890a5dac96774bbcceb302099a8057\"",
        "\"{01890a5d-ac96-774b-bcce-b302099a8057}\"",
        "\"urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057\"",
        "\"01890A5D-AC96-774B-BCCE-B302099A8057\"",
    ] {
        assert_eq!(lenient::<uuid::Uuid>(other).value, read.value);
        strict::<uuid::Uuid>(other);
    }
    assert_eq!(fails::<uuid::Uuid>("\"01890a5d\"").kind(), Some(DriftKind::InvalidFormat));
}
