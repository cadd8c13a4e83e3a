//! Generates the client from `spec/openapi.yaml`, or from the document `OPENAI_SPEC` names: the tags
//! whose cargo features are on.

use std::env;

use specmill::{Dates, Error, Generator};

fn main() -> Result<(), Error> {
    println!("cargo::rerun-if-env-changed=OPENAI_SPEC");
    let document = env::var("OPENAI_SPEC").unwrap_or_else(|_| "spec/openapi.yaml".to_owned());
    let dates = match (env::var_os("CARGO_FEATURE_JIFF"), env::var_os("CARGO_FEATURE_CHRONO")) {
        (Some(_), _) => Dates::Jiff,
        (None, Some(_)) => Dates::Chrono,
        (None, None) => Dates::Text,
    };
    // One name whatever the document is called: src/lib.rs includes it.
    Generator::new(document).name("openai").dates(dates).tags_by_feature("all-tags").build()?;
    Ok(())
}
