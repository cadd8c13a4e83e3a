//! Numbers, strings, constants.

use specmill_runtime::json::{self, DriftKind, RawJson, Value};

use super::fixture::{fails, kinds, lenient};

/// The kind of the drift of a list with this one item.
#[track_caller]
fn item<T: json::Decode>(text: &str) -> (T, Option<DriftKind>) {
    let mut read = lenient::<Vec<T>>(&format!("[{text}]"));
    let kind = read.drift.first().map(|drift| drift.kind);
    (read.value.pop().expect("one item"), kind)
}

#[test]
fn whole_floats_are_integers() {
    assert_eq!(item::<i64>("3.0"), (3, None));
    assert_eq!(item::<u8>("2.55e2"), (255, None));
    assert_eq!(item::<i32>("-0.0"), (0, None));
    assert_eq!(item::<i64>("-9223372036854775808.0"), (i64::MIN, None));
}

#[test]
fn integers_out_of_range() {
    assert_eq!(item::<i64>("9223372036854775808"), (0, Some(DriftKind::InvalidFormat)));
    assert_eq!(item::<i64>("1e300"), (0, Some(DriftKind::InvalidFormat)));
    assert_eq!(item::<u64>("18446744073709551615"), (u64::MAX, None));
    assert_eq!(item::<u64>("-1"), (0, Some(DriftKind::InvalidFormat)));
    assert_eq!(item::<u64>("18446744073709551616"), (0, Some(DriftKind::InvalidFormat)));
    assert_eq!(item::<i32>("2147483648"), (0, Some(DriftKind::InvalidFormat)));
    assert_eq!(item::<i8>("-129"), (0, Some(DriftKind::InvalidFormat)));
    assert_eq!(item::<u16>("65536"), (0, Some(DriftKind::InvalidFormat)));
    assert_eq!(item::<i64>("0.1"), (0, Some(DriftKind::WrongType)));
}

#[test]
fn floats() {
    assert_eq!(item::<f64>("3"), (3.0, None));
    assert_eq!(item::<f64>("9007199254740992"), (9007199254740992.0, None));
    assert_eq!(item::<f64>("0.12345678901234567"), (0.12345678901234567, None));
    assert_eq!(item::<f64>("120000000000000000000000.0000000000"), (1.2e23, None));
    assert_eq!(item::<f64>("5e-324"), (5e-324, None));
    assert_eq!(item::<f32>("0.1"), (0.1, None));
    assert_eq!(item::<f32>("1e39"), (0.0, Some(DriftKind::InvalidFormat)));
    assert!(fails::<f64>("1e400").is_syntax());
}

#[test]
fn digits_are_never_lost_without_a_word() {
    let lost = Some(DriftKind::InvalidFormat);
    for (text, value) in [
        ("-123456789012345678901234567890", -1.2345678901234568e29),
        ("0.1234567890123456789", 0.12345678901234568),
        ("9007199254740993", 9007199254740992.0),
        ("18446744073709551615", 18446744073709551616.0),
    ] {
        assert_eq!(item::<f64>(text), (value, lost), "{text}");
    }
    let huge = "-123456789012345678901234567890";
    assert_eq!(item::<i128>(huge), (-123456789012345678901234567890, None));
    assert_eq!(item::<u128>("340282366920938463463374607431768211455"), (u128::MAX, None));
    assert_eq!(item::<u128>("-1"), (0, lost));
    assert_eq!(item::<i128>("1e30"), (10_i128.pow(30), None));
    assert_eq!(json::encode(&i128::MIN), b"-170141183460469231731687303715884105728");
    // What has no type keeps its text, or says that it does not.
    let text = format!(r#"{{"a":[1.5,{huge}],"b":[0.1234567890123456789],"c":9007199254740993}}"#);
    assert_eq!(lenient::<RawJson>(&text).value.get(), text);
    let read = lenient::<Value>(&text);
    assert_eq!(
        kinds(&read.drift),
        [("$.a[1]", DriftKind::InvalidFormat), ("$.b[0]", DriftKind::InvalidFormat)]
    );
    assert_eq!(read.drift[0].found, format!("`{huge}`"));
    assert_eq!(read.value["c"], 9_007_199_254_740_993_i64);
}

#[test]
fn numbers_json_has_no_form_for_are_null() {
    assert_eq!(json::encode(&[f64::NAN, f64::INFINITY, 1.0]), b"[null,null,1.0]");
    assert_eq!(json::encode(&[f32::NEG_INFINITY]), b"[null]");
    assert_eq!(json::encode(&0.1_f32), b"0.1");
}

#[test]
fn strings_with_escapes_and_surrogates() {
    assert_eq!(lenient::<String>(r#""a\n\"\\\/\u00e9\ud83d\ude00z""#).value, "a\n\"\\/é😀z");
    assert_eq!(lenient::<Vec<String>>(r#"["","\t","é😀"]"#).value, ["", "\t", "é😀"]);
    for lone in [r#""\ud83d""#, r#""\ude00\ud83d""#, r#""\ud83dx""#, r#""\u12""#] {
        assert!(fails::<String>(lone).is_syntax(), "{lone}");
    }
}

#[test]
fn null_is_a_value_of_no_known_type() {
    assert_eq!(item::<Value>("null"), (Value::Null, None));
    assert_eq!(item::<Option<i64>>("null"), (None, None));
    assert_eq!(item::<Option<i64>>("true"), (None, Some(DriftKind::WrongType)));
}

#[test]
fn a_tuple_has_a_type_for_each_place() {
    let read = lenient::<(i64, String)>(r#"[1, "a"]"#);
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    assert_eq!(read.value, (1, "a".to_owned()));
    assert_eq!(specmill_runtime::json::encode(&read.value), br#"[1,"a"]"#);
    let read = lenient::<(i64, String)>("[1]");
    assert_eq!((read.value, read.drift.len()), ((1, String::new()), 1));
    let read = lenient::<(i64,)>("[1, 2]");
    assert_eq!((read.value, read.drift.len()), ((1,), 1));
}
