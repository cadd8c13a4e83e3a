//! The cargo features, which are the tags of the bundled document.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use heck::ToKebabCase;
use specmill_core::diagnostics::Diagnostics;
use specmill_core::{Limits, normalize, source, spec};

/// Features that are not tags.
const OTHERS: [&str; 18] = [
    "all-tags",
    "blocking",
    "chrono",
    "default",
    "graviola",
    "gzip",
    "jiff",
    "logging",
    "md5",
    "realtime-ws",
    "reqwest",
    "ring",
    "schemars",
    "test-util",
    "tool-runner",
    "tower",
    "tracing",
    "webhooks",
];

/// The features of the manifest and what each turns on.
fn features() -> BTreeMap<String, Vec<String>> {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    let manifest: toml::Table = manifest.unwrap().parse().unwrap();
    let features = manifest["features"].as_table().unwrap();
    let names = |list: &toml::Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    features.iter().map(|(name, list)| (name.clone(), names(list))).collect()
}

/// The tags of the bundled document that operations are grouped by, those of its overlay included.
fn tags() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/openapi.yaml");
    let document = source::read(&path, &source::Overlays::Beside, &Limits::default()).unwrap();
    let mut diagnostics = Diagnostics::default();
    let root = normalize::normalize(&document, &mut diagnostics).unwrap();
    let api = spec::read(&root, &mut diagnostics);
    api.operations.iter().filter_map(|operation| operation.tags.first()).cloned().collect()
}

#[test]
fn there_is_a_feature_for_each_tag_and_no_other() {
    let features: BTreeSet<String> =
        features().into_keys().filter(|name| !OTHERS.contains(&name.as_str())).collect();
    let tags: BTreeSet<String> = tags().iter().map(|tag| tag.to_kebab_case()).collect();
    assert_eq!(features, tags);
}

#[test]
fn all_tags_turns_on_each_and_is_on_by_default() {
    let features = features();
    let all: BTreeSet<String> = features["all-tags"].iter().cloned().collect();
    assert_eq!(all, tags().iter().map(|tag| tag.to_kebab_case()).collect());
    assert!(features["default"].contains(&"all-tags".to_owned()));
}
