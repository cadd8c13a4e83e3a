//! Generates the client from `spec/openapi.yaml` and `spec/overlay.yaml`, or from the document that
//! `OPENAI_SPEC` names and the overlay, if any, that `OPENAI_OVERLAY` names: the tags whose cargo
//! features are on.

#[path = "build/conveniences.rs"]
mod conveniences;

use std::env;
use std::path::PathBuf;

use specmill::cargo::{Directive, tell};
use specmill::{Dates, Error, Examples, Generator};

fn main() -> Result<(), Error> {
    tell(Directive::RerunIfEnvChanged, "OPENAI_SPEC")?;
    tell(Directive::RerunIfEnvChanged, "OPENAI_OVERLAY")?;
    let generator = match (env::var_os("OPENAI_SPEC"), env::var_os("OPENAI_OVERLAY")) {
        (None, None) => Generator::new("spec/openapi.yaml"),
        (None, Some(overlay)) => Generator::new("spec/openapi.yaml").overlay(overlay),
        (Some(document), None) => Generator::new(PathBuf::from(document)).without_overlay(),
        (Some(document), Some(overlay)) => Generator::new(PathBuf::from(document)).overlay(overlay),
    };
    let dates = match (env::var_os("CARGO_FEATURE_JIFF"), env::var_os("CARGO_FEATURE_CHRONO")) {
        (Some(_), _) => Dates::Jiff,
        (None, Some(_)) => Dates::Chrono,
        (None, None) => Dates::Text,
    };
    // One name whatever the document is called: src/lib.rs includes it.
    let generator = generator.name("openai").dates(dates).tags_by_feature("all-tags");
    // Whatever the document is, its operations are documented by calls of this crate.
    let examples = Examples::of("openai_rest").runtime("openai_rest");
    let generator = generator.examples(examples.client("Client::from_env()?"));
    let (output, _) = generator.build_output()?;
    // Tests of conveniences name more than these need.
    tell(Directive::RustcCheckCfg, "cfg(bundled_document)")?;
    if env::var_os("OPENAI_SPEC").is_none() {
        tell(Directive::RustcCfg, "bundled_document")?;
    }
    for name in conveniences::all() {
        tell(Directive::RustcCheckCfg, format!("cfg(convenience, values(\"{name}\"))"))?;
    }
    for name in conveniences::fitting(&output.surface()) {
        tell(Directive::RustcCfg, format!("convenience=\"{name}\""))?;
    }
    Ok(())
}
