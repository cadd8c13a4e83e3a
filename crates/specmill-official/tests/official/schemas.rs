//! Every component schema, with each member of its unions: a value that is valid by the schema is
//! read with no drift and written as it came.

use serde_json::Value;

use crate::document::Document;
use crate::driver::Type;
use crate::sample::{Direction, Sampler, variants};
use crate::{V2_3_0, V2026_08, listed};

/// The faults of the values of one type.
fn faults(document: &Document, ty: &Type) -> Vec<String> {
    let schema = document.component(ty.component);
    let mut found = Vec::new();
    for choice in 0..variants(schema) {
        let sample = |inner| {
            Sampler { document, direction: Direction::Response, choice, inner }.sample(schema)
        };
        let is_valid = |value: &Value| document.faults(schema, value).is_empty();
        let Some(value) = sample(choice).filter(is_valid).or_else(|| sample(0)) else {
            found.push("no finite value".to_owned());
            continue;
        };
        if let Some(fault) = document.faults(schema, &value).into_iter().next() {
            found.push(format!("member {choice}: not read, as it cannot be made valid: {fault}"));
            continue;
        }
        match (ty.read)(value.to_string().as_bytes()) {
            Err(error) => found.push(format!("member {choice}: {error}")),
            Ok(again) => {
                found.extend(
                    again
                        .drift
                        .into_iter()
                        .take(2)
                        .map(|drift| format!("member {choice}: {drift}")),
                );
                let written: Value = serde_json::from_slice(&again.written).unwrap();
                if !document.settled.is_same(ty.component, &written, &value) {
                    found.push(format!("member {choice}: written as {written}, read from {value}"));
                }
            }
        }
    }
    found.into_iter().map(|fault| format!("{}: {fault}", ty.component)).collect()
}

fn every_schema(file: &str, name: &str, types: &[Type]) {
    let Some(document) = Document::load(file) else { return };
    assert_eq!(types.len(), document.components().len());
    listed(name, types.iter().flat_map(|ty| faults(document, ty)).collect());
}

#[test]
fn every_schema_of_2_3_0_holds_its_values() {
    every_schema(V2_3_0, "schemas_2.3.0", crate::v2_3_0::TYPES);
}

#[test]
fn every_schema_of_2026_08_holds_its_values() {
    every_schema(V2026_08, "schemas_2026-08", crate::v2026_08::TYPES);
}
