//! The clients of OpenAI's own documents: every schema, every example, every operation.
//!
//! What is not as it should be is listed in the snapshots beside this file, exactly: a list that
//! grows or shrinks is a failed test, to be looked at and taken (`cargo insta review`).
#![allow(clippy::unwrap_used, clippy::panic)]

mod closed;
mod counts;
mod document;
mod driver;
mod examples;
mod expected;
mod pagination;
mod sample;
mod schemas;
mod streams;
mod wire;

/// The driver of the client of `openai-2.3.0-oas30.yaml`.
#[allow(deprecated, unused)]
mod v2_3_0 {
    use crate::driver::*;
    use specmill_official::v2_3_0 as v;
    use specmill_runtime::{http, json};
    include!(concat!(env!("OUT_DIR"), "/v2_3_0_driver.rs"));
}

/// The driver of the client of `openai-2026-08-oas31.yaml`.
#[allow(deprecated, unused)]
mod v2026_08 {
    use crate::driver::*;
    use specmill_official::v2026_08 as v;
    use specmill_runtime::{http, json};
    include!(concat!(env!("OUT_DIR"), "/v2026_08_driver.rs"));
}

/// The driver of the client of the bundled description.
#[allow(deprecated, unused)]
mod ours {
    use crate::driver::*;
    use specmill_official::ours as v;
    use specmill_runtime::{http, json};
    include!(concat!(env!("OUT_DIR"), "/ours_driver.rs"));
}

/// The bundled description, as the build script writes it.
const OURS: &str = "ours.json";
const V2_3_0: &str = "openai-2.3.0-oas30.yaml";
const V2026_08: &str = "openai-2026-08-oas31.yaml";

/// Compares a list with its snapshot.
fn listed(name: &str, mut lines: Vec<String>) {
    lines.sort();
    lines.dedup();
    let text = if lines.is_empty() { "none".to_owned() } else { lines.join("\n") };
    insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, text);
    });
}
