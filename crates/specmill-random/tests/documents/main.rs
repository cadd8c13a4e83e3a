//! Random documents through the generator, and random values through what it made of some.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../../build/random/mod.rs"]
mod random;
mod values;

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use random::{document, Choices};
use serde_json::Value;
use specmill::Generator;
use specmill_core::diagnostics::Diagnostics;
use specmill_core::names::NameTable;
use specmill_core::{lower, normalize, passes, source, spec};
use specmill_random::{RoundTrip, TYPES};
use values::value;

/// The components that have no type.
fn without_type(path: &Path, document: &Value) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    let loaded = source::load(path).unwrap();
    let root = normalize::normalize(&loaded, &mut diagnostics).unwrap();
    let api = spec::read(&root, &mut diagnostics);
    let mut client = lower::lower(&api, &NameTable::new(&api), &mut diagnostics);
    passes::run(&mut client);
    let typed: BTreeSet<&String> =
        client.types.iter().filter_map(|def| def.component.as_ref()).collect();
    let components = document["components"]["schemas"].as_object().unwrap();
    components.keys().filter(|name| !typed.contains(name)).cloned().collect()
}

/// The same cases each time, unless `PROPTEST_CASES` asks for so many others.
fn config() -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(1), ..config },
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_document_becomes_rust_and_each_component_a_type(bytes: Vec<[u8; 16]>) {
        let mut choices = Choices::new(bytes.concat());
        let document = document(&mut choices, 6, 3);
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("api.json");
        std::fs::write(&path, document.to_string()).unwrap();
        // What is not Rust is an error of the generator itself.
        let output = Generator::new(&path).render();
        prop_assert!(output.is_ok(), "{output:?}\n{document:#}");
        prop_assert_eq!(without_type(&path, &document), Vec::<String>::new());
        let again = Generator::new(&path).render().unwrap();
        let output = output.unwrap();
        prop_assert_eq!(output.files(), again.files());
    }
}

/// The whole document of a seed, as the build script has made it.
fn whole(seed: u64) -> Value {
    document(&mut Choices::seeded(seed, 6_000), 40, 14)
}

/// What is wrong with the round trip of `value`.
fn fault(round_trip: RoundTrip, value: &Value, schema: &Value) -> Option<String> {
    let (text, drift) = match round_trip(value.to_string().as_bytes()) {
        Ok(read) => read,
        Err(error) => return Some(format!("{value}\n  cannot be read: {error}")),
    };
    if !drift.is_empty() {
        return Some(format!("{value}\n  has drift: {drift:?}"));
    }
    let back: Value = serde_json::from_slice(&text).unwrap();
    let is_same = comes_back(value, &back, &schema.to_string());
    (!is_same).then(|| format!("{value}\n  comes back as {back}"))
}

/// Whether `back` is `value`, but for a null member that is absent, as types that are only received have it, and a
/// tag that was left out and is written: a constant of the schema.
fn comes_back(value: &Value, back: &Value, schema: &str) -> bool {
    match (value, back) {
        (Value::Object(value), Value::Object(back)) => {
            let is_kept = |(name, value): (&String, &Value)| match back.get(name) {
                Some(back) => comes_back(value, back, schema),
                None => value.is_null(),
            };
            let is_tag = |(name, tag): (&String, &Value)| {
                value.contains_key(name)
                    || schema.contains(&format!("\"const\":{tag}"))
                    || schema.contains(&format!("\"enum\":[{tag}]"))
            };
            value.iter().all(is_kept) && back.iter().all(is_tag)
        }
        (Value::Array(value), Value::Array(back)) => {
            let is_same = |(value, back)| comes_back(value, back, schema);
            value.len() == back.len() && value.iter().zip(back).all(is_same)
        }
        _ => value == back,
    }
}

#[test]
fn any_value_of_a_type_comes_back_as_it_was() {
    let (mut tried, mut faults) = (0, Vec::new());
    let seeds: BTreeSet<u64> = TYPES.iter().map(|(seed, ..)| *seed).collect();
    for seed in seeds {
        let document = whole(seed);
        for (number, (_, component, round_trip)) in
            TYPES.iter().filter(|(of, ..)| *of == seed).enumerate()
        {
            let schema = &document["components"]["schemas"][*component];
            for variation in 0..20 {
                let mut choices = Choices::seeded(variation << 32 | number as u64, 400);
                let Some(value) = value(&mut choices, &document, schema) else { continue };
                // Whether a component may be null is said where it is used, by an `Option`.
                if value.is_null() {
                    continue;
                }
                tried += 1;
                if let Some(fault) = fault(*round_trip, &value, schema) {
                    faults.push(format!("seed {seed}, `{component}`: {fault}\n  {schema}"));
                    break;
                }
            }
        }
    }
    assert!(tried > 500, "{tried} values were made");
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_json_decodes_or_fails_and_what_decodes_is_written_as_json(bytes: Vec<u8>, which: usize) {
        let mut choices = Choices::new(bytes.clone());
        let (seed, ..) = TYPES[which % TYPES.len()];
        let document = whole(seed);
        // A value of one type, read as each of the others.
        let (_, component, _) = TYPES[choices.below(TYPES.len().min(256))];
        let made = value(&mut choices, &document, &document["components"]["schemas"][component]);
        let text = made.map_or(bytes, |value| value.to_string().into_bytes());
        for (_, component, round_trip) in TYPES {
            if let Ok((written, _)) = round_trip(&text) {
                let again: Result<Value, _> = serde_json::from_slice(&written);
                prop_assert!(again.is_ok(), "{component}: {}", String::from_utf8_lossy(&written));
            }
        }
    }
}
