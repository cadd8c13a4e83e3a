//! `Field` as a reader sees it.

use std::collections::BTreeMap;

use specmill_runtime::json::Field;

/// Absent, null, and a value.
fn all() -> [Field<String>; 3] {
    [Field::Absent, Field::Null, Field::Value("a".into())]
}

/// The value of each, as `read` has it.
fn each<T>(read: impl Fn(Field<String>) -> T) -> [T; 3] {
    all().map(read)
}

#[test]
fn absent_and_null_are_none() {
    let a = || Some("a".to_owned());
    assert_eq!(each(Field::into_option), [None, None, a()]);
    assert_eq!(each(Option::from), [None, None, a()]);
    assert_eq!(each(|field| field.as_ref().cloned()), [None, None, a()]);
    assert_eq!(each(|field| field.as_deref().map(str::len)), [None, None, Some(1)]);
    assert_eq!(each(|field| field.is_some()), [false, false, true]);
    assert_eq!(each(|field| field.is_none()), [true, true, false]);
    assert_eq!(each(|field| field.is_some_and(|text| text == "a")), [false, false, true]);
    assert_eq!(each(|field| field.is_some_and(|text| text == "b")), [false; 3]);
    assert_eq!(each(|field| field.is_none_or(|text| text == "b")), [true, true, false]);
    assert_eq!(each(|field| field.into_iter().collect::<String>()), ["", "", "a"]);
    assert_eq!(each(|field| (&field).into_iter().count()), [0, 0, 1]);
    assert_eq!(each(|field| field.iter().count()), [0, 0, 1]);
}

#[test]
fn what_tells_them_apart() {
    assert_eq!(each(|field| field.is_absent()), [true, false, false]);
    assert_eq!(each(|field| field.is_null()), [false, true, false]);
    assert_eq!(
        each(|field| field.map(|text| text.len())),
        [Field::Absent, Field::Null, Field::Value(1)]
    );
    assert_ne!(Field::<u8>::Absent, Field::Null);
}

#[test]
fn a_value_or_another() {
    assert_eq!(each(|field| field.unwrap_or("b".into())), ["b", "b", "a"]);
    assert_eq!(each(|field| field.unwrap_or_else(|| "b".into())), ["b", "b", "a"]);
    assert_eq!(each(Field::unwrap_or_default), ["", "", "a"]);
    assert_eq!(each(|field| field.map_or(7, |text| text.len())), [7, 7, 1]);
    assert_eq!(each(|field| field.map_or_else(|| 7, |text| text.len())), [7, 7, 1]);
    assert_eq!(each(|field| field.and_then(|text| text.chars().next())), [None, None, Some('a')]);
    assert_eq!(each(|field| field.ok_or(7)), [Err(7), Err(7), Ok("a".into())]);
    assert_eq!(each(|field| field.ok_or_else(|| 7)), [Err(7), Err(7), Ok("a".into())]);
}

#[test]
fn the_question_mark() {
    let first = |field: &Field<String>| field.as_deref()?.chars().next();
    assert_eq!(all().each_ref().map(first), [None, None, Some('a')]);
    let owned = |field: Field<String>| Some(field.into_option()? + "b");
    assert_eq!(all().map(owned), [None, None, Some("ab".into())]);
    let required = |field: Field<String>| Ok(field.ok_or("no text")?.len());
    assert_eq!(all().map(required), [Err("no text"), Err("no text"), Ok(1)]);
}

#[test]
fn compared_with_options_and_text() {
    assert_eq!(each(|field| field == None), [true, true, false]);
    assert_eq!(each(|field| field == None), [true, true, false]);
    assert_eq!(each(|field| field == Some("a".to_owned())), [false, false, true]);
    assert_eq!(each(|field| field == "a"), [false, false, true]);
    assert_eq!(each(|field| field == *"b"), [false; 3]);
    // Nothing but the type says what is compared.
    assert_eq!(Field::Value("a".to_owned()), Field::from("a"));
}

#[test]
fn changed_in_place() {
    let mut field = Field::Value("a".to_owned());
    if let Some(text) = field.as_deref_mut() {
        text.make_ascii_uppercase();
    }
    if let Some(text) = field.as_mut() {
        text.push('b');
    }
    assert_eq!(field, "Ab");
    assert_eq!((field.take(), field), (Field::from("Ab"), Field::Absent));
}

#[test]
fn what_is_not_cloned_can_be_read_behind_a_reference() {
    struct Whole {
        list: Field<Vec<String>>,
        map: Field<BTreeMap<String, u8>>,
    }
    let whole = &Whole { list: Field::Value(vec!["a".into()]), map: Field::Null };
    assert_eq!(whole.list.as_deref().unwrap_or_default(), ["a"]);
    assert!(whole.list.is_some_and(|list| list.len() == 1));
    assert_eq!(whole.map.as_ref().and_then(|map| map.get("a")), None);
    let names: Vec<&String> = whole.list.iter().flatten().collect();
    assert_eq!(names, ["a"]);
}
