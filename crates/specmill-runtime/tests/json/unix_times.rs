//! Points in time that are numbers.

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use specmill_runtime::json::{
    self, Decode, DriftKind, Encode, Field, NumberOrString, UnixMillis, UnixMillisF64, UnixTime,
    UnixTimeF64,
};

use super::fixture::{fails, lenient, strict};

/// The text that `json` is written back as, and the drift.
fn back<T: Decode + Encode>(text: &str) -> (String, Vec<DriftKind>) {
    let read = lenient::<T>(text);
    let written = String::from_utf8(json::encode(&read.value)).expect("UTF-8");
    (written, read.drift.iter().map(|drift| drift.kind).collect())
}

#[test]
fn every_number_is_written_as_it_was_read() {
    const NONE: &[DriftKind] = &[];
    const FORMAT: &[DriftKind] = &[DriftKind::InvalidFormat];
    const KIND: &[DriftKind] = &[DriftKind::WrongType];
    for (text, of_integer, of_number) in [
        ("0", NONE, NONE),
        ("1714564800", NONE, NONE),
        ("-1", NONE, NONE),
        ("-9223372036854775808", NONE, NONE),
        ("9223372036854775807", NONE, NONE),
        ("9223372036854775808", FORMAT, NONE),
        ("18446744073709551615", FORMAT, NONE),
        ("1714564800.5", KIND, NONE),
        ("1714564800.123456", KIND, NONE),
        ("-0.25", KIND, NONE),
        ("1e300", FORMAT, NONE),
        ("-1e300", FORMAT, NONE),
        ("5e-324", KIND, NONE),
    ] {
        let number: f64 = text.parse().unwrap();
        for ((written, found), expected) in [
            (back::<UnixTime>(text), of_integer),
            (back::<UnixMillis>(text), of_integer),
            (back::<UnixTimeF64>(text), of_number),
            (back::<UnixMillisF64>(text), of_number),
        ] {
            assert_eq!(found, expected, "{text}");
            // Digits stay, but for the spelling of an exponent.
            assert!(written == text || (text.contains('e') && written.parse() == Ok(number)));
        }
    }
    // What JSON Schema takes for an integer is one (2020-12, core §4.2.3).
    assert_eq!(back::<UnixTime>("1.7145648e9"), ("1714564800".into(), vec![]));
    assert_eq!(back::<UnixTime>("12.0"), ("12".into(), vec![]));
    // More digits than a double has are lost, and that is said, as of any other number.
    let (written, drift) = back::<UnixTimeF64>("1714564800.123456789");
    assert_eq!((written.as_str(), &*drift), ("1714564800.1234567", FORMAT));

    assert!(fails::<UnixTime>("\"soon\"").to_string().contains("a Unix time, which is an integer"));
    assert_eq!(strict::<UnixTime>("1.5").drift()[0].kind, DriftKind::WrongType);
}

#[test]
fn at_every_limit_they_are_shown_and_compared() {
    let rows = [
        ("0", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
        ("1714564800", "2024-05-01T12:00:00Z", "1970-01-20T20:16:04.8Z"),
        ("-1", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.999Z"),
        ("1714564800.1", "2024-05-01T12:00:00.1Z", "1970-01-20T20:16:04.8001Z"),
        ("-0.000000001", "1969-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00Z"),
        ("951782400", "2000-02-29T00:00:00Z", "1970-01-12T00:23:02.4Z"),
        ("253402300799", "9999-12-31T23:59:59Z", "1978-01-11T21:31:40.799Z"),
        ("253402300799.9", "9999-12-31T23:59:59.9Z", "1978-01-11T21:31:40.7999Z"),
        ("253402300800", "253402300800", "1978-01-11T21:31:40.8Z"),
        ("-62167219200", "0000-01-01T00:00:00Z", "1968-01-12T11:19:40.8Z"),
        ("-62167219200.5", "-62167219200.5", "1968-01-12T11:19:40.7995Z"),
        ("253402300799999", "253402300799999", "9999-12-31T23:59:59.999Z"),
        ("253402300800000", "253402300800000", "253402300800000"),
        ("9223372036854775807", "9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808", "-9223372036854775808"),
        ("18446744073709551615", "18446744073709551615", "18446744073709551615"),
        ("1e25", "10000000000000000000000000", "10000000000000000000000000"),
    ];
    for (text, seconds, milliseconds) in rows {
        let of_seconds = lenient::<UnixTime>(text).value;
        let of_milliseconds = lenient::<UnixMillis>(text).value;
        assert_eq!(of_seconds.to_string(), seconds);
        assert_eq!(format!("{of_milliseconds:?}"), milliseconds);
        // What is shown is read again.
        assert_eq!(seconds.parse(), Ok(UnixTimeF64::from(of_seconds)), "{seconds}");
        assert_eq!(text.parse(), Ok(of_seconds));
        // And other types of time agree.
        if let Some(time) = of_seconds.system_time() {
            assert_eq!(UnixTimeF64::from(time), of_seconds);
            assert!(of_seconds == time && of_milliseconds.system_time().is_some());
        }
        #[cfg(feature = "jiff")]
        if let Some(time) = of_seconds.timestamp() {
            assert!(of_seconds == time && UnixTimeF64::from(time) == of_seconds);
            let is_ours = (0..=9999).contains(&jiff_year(time));
            assert!(!is_ours || time.to_string() == seconds, "{time}");
        }
        #[cfg(feature = "chrono")]
        if let Some(time) = of_seconds.date_time() {
            assert!(of_seconds == time && UnixTimeF64::from(time) == of_seconds);
        }
    }
    let mut times: Vec<UnixTime> = rows.iter().map(|row| lenient(row.0).value).collect();
    times.sort();
    assert!(times.is_sorted_by_key(|time| time.as_f64()));
    for far in ["1e300", "-1e300"] {
        let time = lenient::<UnixTime>(far).value;
        assert!(time.system_time().is_none());
        assert!((time > i64::MAX) != (time < i64::MIN), "{far}");
        #[cfg(feature = "jiff")]
        assert!(time.timestamp().is_none());
        #[cfg(feature = "chrono")]
        assert!(time.date_time().is_none());
    }
    let nan = UnixTimeF64::from(f64::NAN);
    assert!(nan == nan && nan < i64::MIN);
    assert_eq!((json::encode(&nan), nan.to_string()), (b"null".to_vec(), "NaN".to_owned()));
}

#[cfg(feature = "jiff")]
fn jiff_year(time: specmill_runtime::jiff::Timestamp) -> i16 {
    specmill_runtime::jiff::tz::Offset::UTC.to_datetime(time).year()
}

#[cfg(feature = "jiff")]
#[test]
fn dates_are_those_of_jiff() {
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..20_000 {
        let seconds = random.i64(-62_167_219_200..=253_402_207_200);
        let time = UnixTime::from(seconds);
        let theirs = time.timestamp().unwrap();
        assert_eq!(time.to_string(), theirs.to_string());
        assert_eq!(theirs.to_string().parse(), Ok(time));
        assert_eq!(UnixTime::from(theirs), time);
    }
}

#[test]
fn a_whole_one_has_the_unit_before_and_comes_from_whatever_is_a_time() {
    let read = |text: &str| lenient::<UnixTime>(text).value;
    for (text, seconds) in [
        ("1.9", 1),
        ("-0.5", -1),
        ("18446744073709551615", i64::MAX),
        ("1e300", i64::MAX),
        ("-1e300", i64::MIN),
    ] {
        assert_eq!(read(text).seconds(), seconds, "{text}");
        assert_eq!(i64::from(read(text)), seconds);
    }
    let at = SystemTime::UNIX_EPOCH + Duration::from_millis(86_400_750);
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(250);
    assert_eq!(json::encode(&UnixTime::from(at)), b"86400");
    assert_eq!(json::encode(&UnixMillis::from(at)), b"86400750");
    assert_eq!(json::encode(&UnixTimeF64::from(at)), b"86400.75");
    assert_eq!(json::encode(&UnixMillisF64::from(at)), b"86400750");
    assert_eq!(json::encode(&UnixTime::from(before)), b"-1");
    assert_eq!(json::encode(&UnixTimeF64::from(before)), b"-0.25");
    assert_eq!(json::encode(&UnixMillis::from(UnixTime::from(2))), b"2000");
    assert_eq!(json::encode(&UnixTime::from(UnixMillis::from(2999))), b"2");
    assert!(UnixMillis::from(2000) == UnixTime::from(2));
    assert!(UnixMillis::from(2001) > UnixTime::from(2));

    assert!(UnixTime::now() > 1_700_000_000 && UnixTime::from(5) == 5);
    assert!(UnixTime::from(5) < SystemTime::now() && UnixTime::from(5) > UnixTime::EPOCH);
    assert_eq!(UnixTime::default(), UnixTime::EPOCH);
    let one: HashSet<UnixTimeF64> = [1.0.into(), 1.into()].into();
    assert_eq!(one.len(), 1);
    let field: Field<UnixTime> = 5.into();
    assert_eq!(field, Field::Value(5.into()));
    let either: NumberOrString<UnixTime> = lenient(r#""86400""#).value;
    assert_eq!(either.number(), Some(UnixTime::from(86_400)));
}

#[test]
fn texts_are_numbers_or_dates_of_rfc_3339() {
    for (text, seconds) in [
        ("86400", 86_400),
        ("-1", -1),
        ("1970-01-02T00:00:00Z", 86_400),
        ("1970-01-02t01:30:00+01:30", 86_400),
        ("1970-01-01 22:00:00-02:00", 86_400),
        ("1970-01-01T23:59:60Z", 86_399),
        ("1970-01-02T00:00:00.999z", 86_400),
        ("2000-02-29T00:00:00Z", 951_782_400),
    ] {
        assert_eq!(text.parse::<UnixTime>().map(UnixTime::seconds), Ok(seconds), "{text}");
    }
    for text in [
        "",
        "soon",
        "inf",
        "nan",
        "1e999",
        "0x10",
        "1970-01-02",
        "1970-01-02T00:00:00",
        "1970-02-29T00:00:00Z",
        "1970-04-31T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "1970-13-01T00:00:00Z",
        "1970-00-01T00:00:00Z",
        "1970-01-00T00:00:00Z",
        "1970-01-01T24:00:00Z",
        "1970-01-01T00:60:00Z",
        "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00+1:00",
        "1970-01-01T00:00:00+24:00",
        "1970-01-01T00:00:00Zulu",
        "+970-01-01T00:00:00Z",
        "1970/01/01T00:00:00Z",
        "१९७०-01-01T00:00:00Z",
    ] {
        let error = text.parse::<UnixTime>().unwrap_err();
        assert!(error.to_string().contains("2024-05-01T12:00:00Z"), "{text}");
    }
}
