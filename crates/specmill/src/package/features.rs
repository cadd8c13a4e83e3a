//! The features of a package: one for each tag, and those of the runtime.

use std::collections::BTreeSet;

use heck::ToKebabCase;
use specmill_core::ir::Api;
use specmill_core::passes::WEBHOOKS;

use super::cargo_manifest::CargoFeature;
use super::{EVERY_TAG, MOCK};

/// The features of a package.
pub(super) struct Features {
    /// As they are written in its manifest.
    pub(super) all: Vec<CargoFeature>,
    /// Those of tags, in the order of the document, each with its tag.
    pub(super) tags: Vec<(String, String)>,
    /// Tags that have none.
    pub(super) without: Vec<String>,
    /// The document has webhooks.
    pub(super) has_webhooks: bool,
}

/// What the runtime can do beside, and what each is.
const RUNTIME: [(&str, &str); 7] = [
    ("reqwest", "The default transport: reqwest over rustls."),
    (
        "ring",
        "Its cryptography: ring, which is built with a C compiler; or graviola, which needs none.",
    ),
    ("graviola", ""),
    ("gzip", "Answers compressed with gzip, in the default transport."),
    ("tracing", "Spans and events of calls for the log."),
    ("blocking", "Calls from code without async."),
    ("tower", "`tower::Layer`s around the transport, and a `tower::Service` as one."),
];

/// The features that are on unless a user of the crate says otherwise.
const DEFAULT: [&str; 4] = [EVERY_TAG, "reqwest", "ring", "tracing"];

/// The features for `client`; a tag has one where features choose what is generated.
pub(super) fn of(client: &Api, is_code_in_tree: bool) -> Features {
    let has_webhooks = client.webhooks.is_some();
    let mut features =
        Features { all: Vec::new(), tags: Vec::new(), without: Vec::new(), has_webhooks };
    let names = ["default", EVERY_TAG, MOCK].into_iter().chain(has_webhooks.then_some(WEBHOOKS));
    let mut taken: BTreeSet<String> =
        names.chain(RUNTIME.map(|(name, _)| name)).map(str::to_owned).collect();
    if !is_code_in_tree {
        for tag in client.groups.iter().filter_map(|group| group.tag.as_deref()) {
            let name = tag.to_kebab_case();
            if !is_feature(&name) {
                features.without.push(tag.to_owned());
            } else if taken.insert(name.clone()) {
                features.tags.push((name, tag.to_owned()));
            }
        }
    }
    let default = DEFAULT.iter().filter(|name| !is_code_in_tree || **name != EVERY_TAG);
    features.all.push(CargoFeature::new("default", default.copied(), ""));
    if !is_code_in_tree {
        let tags = features.tags.iter().map(|(name, _)| name.as_str());
        let comment = "Every tag of the document, those without a feature here included.";
        features.all.push(CargoFeature::new(EVERY_TAG, tags, comment));
        let comment = "One tag each: its operations and the types they reach.";
        let comments = std::iter::once(comment).chain(std::iter::repeat(""));
        let tags = features.tags.iter().zip(comments);
        let tags = tags.map(|((name, _), comment)| CargoFeature::new(name, [""; 0], comment));
        features.all.extend(tags);
    }
    let runtime = RUNTIME.iter().map(|(name, comment)| {
        CargoFeature::new(*name, [format!("specmill-runtime/{name}")], *comment)
    });
    features.all.extend(runtime);
    if has_webhooks {
        let comment = "The events of webhooks, and verifying their signatures.";
        features.all.push(CargoFeature::new(WEBHOOKS, ["specmill-runtime/webhooks"], comment));
    }
    let comment = "A mock of the API in process, for the tests of programs that use the client.";
    features.all.push(CargoFeature::new(MOCK, ["specmill-runtime/testing"], comment));
    features
}

/// Whether crates.io takes a feature of this name; cargo takes it then, too.
fn is_feature(name: &str) -> bool {
    let is_allowed = |char: char| char.is_ascii_alphanumeric() || char == '-';
    name.starts_with(|char: char| char.is_ascii_alphanumeric()) && name.chars().all(is_allowed)
}
