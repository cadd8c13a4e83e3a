//! Depth and long texts. All of it is harmless text: what particular text costs a Markdown library
//! most is written down nowhere.

use super::document::{
    answering, document, list, member, object, object_of, of_paths, of_schemas, path, small_object,
    string,
};

fn text(size: usize) -> String {
    "Plain words of a long text, one after the other. ".chars().cycle().take(size).collect()
}

fn described(description: &str) -> String {
    format!(
        "{{\"type\":\"object\",\"description\":{},\"properties\":{{\"x\":{{\"type\":\"string\"}}}}}}",
        string(description)
    )
}

/// A description of `size` characters.
pub(super) fn long_description(size: usize) -> String {
    of_schemas([("S0".to_owned(), described(&text(size)))])
}

/// A description of `size` characters without a space.
pub(super) fn long_description_of_one_word(size: usize) -> String {
    of_schemas([("S0".to_owned(), described(&"a".repeat(size)))])
}

/// Properties with a description each.
pub(super) fn many_descriptions(size: usize) -> String {
    of_schemas([(
        "S0".to_owned(),
        object_of((0..size).map(|at| member(&format!("p{at}"), &described(&text(100))))),
    )])
}

/// One description of `size` characters that `size` operations show: that of the answer they share.
pub(super) fn one_description_many_uses(size: usize) -> String {
    let shared = r##"{"$ref":"#/components/responses/R"}"##;
    let paths = (0..size).map(|at| {
        let operation =
            format!("{{\"operationId\":\"read{at}\",\"responses\":{{\"200\":{shared}}}}}");
        path(&format!("/p{at}"), "get", &operation)
    });
    let response = format!("{{\"description\":{}}}", string(&text(size)));
    document(&[
        member("paths", &object(paths)),
        member("components", &object([member("responses", &object([member("R", &response)]))])),
    ])
}

/// Objects in objects.
pub(super) fn schemas(size: usize) -> String {
    let innermost = r#"{"type":"string"}"#.to_owned();
    let nested = (0..size / 2).fold(innermost, |inner, _| object_of([member("n", &inner)]));
    of_paths([path("/it", "get", &answering("readIt", &nested))])
}

/// Lists in lists.
pub(super) fn lists(size: usize) -> String {
    let innermost = small_object("x");
    let wrap = |inner: String, _| format!("{{\"type\":\"array\",\"items\":{inner}}}");
    of_paths([path("/it", "get", &answering("readIt", &(0..size).fold(innermost, wrap)))])
}

/// Compositions in compositions, in turns.
pub(super) fn compositions(size: usize) -> String {
    let nested = (0..size / 2).fold(small_object("x"), |inner, at| {
        let keyword = ["allOf", "oneOf", "anyOf"][at % 3];
        format!("{{\"{keyword}\":{}}}", list([small_object(&format!("p{at}")), inner]))
    });
    of_paths([path("/it", "get", &answering("readIt", &nested))])
}

fn nested_value(size: usize) -> String {
    (0..size).fold("1".to_owned(), |inner, at| {
        if at % 2 == 0 { format!("[{inner}]") } else { format!("{{\"n\":{inner}}}") }
    })
}

fn with_value(keyword: &str, size: usize) -> String {
    let value = nested_value(size);
    of_schemas([(
        "S0".to_owned(),
        format!("{{\"type\":\"object\",\"properties\":{{\"x\":{{\"{keyword}\":{value}}}}}}}"),
    )])
}

/// A value in a value, as an example.
pub(super) fn example(size: usize) -> String {
    with_value("example", size)
}

/// A value in a value, as a default.
pub(super) fn default(size: usize) -> String {
    with_value("default", size)
}

/// A value in a value, in a member of one's own.
pub(super) fn extension(size: usize) -> String {
    document(&[member("paths", "{}"), member("x-nested", &nested_value(size))])
}
