//! Every JSON example in OpenAI's documents decodes into its type without drift, and encodes back to
//! the same JSON.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use serde_json::Value;
use specmill_runtime::json::{self, Decode, Encode, Strictness};

/// What the build script found in a document.
struct Document {
    operations: usize,
    types: usize,
    /// Operations and schemas that were left out.
    skipped: usize,
    examples: &'static [Example],
}

struct Example {
    place: &'static str,
    text: &'static str,
    check: fn(&str) -> Vec<String>,
}

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// What is wrong with an example, if anything.
fn check<T: Decode + Encode>(text: &str) -> Vec<String> {
    let read = match json::decode::<T>(text.as_bytes(), Strictness::Lenient) {
        Ok(read) => read,
        Err(error) => return vec![format!("error: {error}")],
    };
    if !read.drift.is_empty() {
        return read.drift.iter().map(|drift| drift.to_string()).collect();
    }
    let written: Value = serde_json::from_slice(&json::encode(&read.value)).unwrap();
    let given: Value = serde_json::from_str(text).unwrap();
    if same(&written, &given) { Vec::new() } else { vec![format!("written as {written}")] }
}

/// Whether two values are the same, `1` and `1.0` counting as one.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|v| same(value, v)))
        }
        (one, other) => one == other,
    }
}

fn count(examples: &[Example], section: &str) -> usize {
    examples.iter().filter(|example| example.place.starts_with(section)).count()
}

/// The faults of the examples, a line each.
fn faults(examples: &[Example]) -> Vec<String> {
    let faulty = |example: &Example| {
        let found = (example.check)(example.text);
        (!found.is_empty()).then(|| format!("{}: {}", example.place, found.join("; ")))
    };
    examples.iter().filter_map(faulty).collect()
}

#[test]
fn the_document_of_openapi_3_0() {
    let Some(document) = &V2_3_0 else { return println!("skipped: no document here") };
    assert_eq!((document.operations, document.types, document.skipped), (148, 477, 0));
    let counts = (count(document.examples, "schemas/"), count(document.examples, "operations/"));
    assert_eq!(counts, (142, 126));
    let faults = faults(document.examples);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_document_of_openapi_3_1() {
    let Some(document) = &V2026_08 else { return println!("skipped: no document here") };
    assert_eq!((document.operations, document.types, document.skipped), (288, 1422, 0));
    let counts = (count(document.examples, "schemas/"), count(document.examples, "operations/"));
    assert_eq!(counts, (351, 244));
    let faults = faults(document.examples);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
