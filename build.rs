//! Generates the client from `spec/openapi.yaml` and `spec/overlay.yaml`, or from the document that
//! `OPENAI_SPEC` names and the overlay, if any, that `OPENAI_OVERLAY` names: the tags whose cargo
//! features are on. Whatever the document, `spec/overlay.conventions.yaml` says what the API does that
//! no specification says.

#[path = "build/conveniences.rs"]
mod conveniences;

use std::path::{Path, PathBuf};
use std::{env, fs};

use specmill::cargo::{Directive, note, tell};
use specmill::{Dates, Error, Examples, Generator};

fn main() -> Result<(), Error> {
    tell(Directive::RerunIfEnvChanged, "OPENAI_SPEC")?;
    tell(Directive::RerunIfEnvChanged, "OPENAI_OVERLAY")?;
    let (document, overlay) = match (env::var_os("OPENAI_SPEC"), env::var_os("OPENAI_OVERLAY")) {
        (None, None) => ("spec/openapi.yaml".into(), Some("spec/overlay.yaml".into())),
        (None, overlay) => ("spec/openapi.yaml".into(), overlay),
        (Some(document), overlay) => (document, overlay),
    };
    let document = PathBuf::from(document);
    let generator = Generator::new(document.clone()).overlay("spec/overlay.conventions.yaml");
    let generator = match has_embeddings(&document) {
        true => generator.overlay("spec/overlay.embeddings.yaml"),
        false => generator,
    };
    let generator = overlay.into_iter().fold(generator, Generator::overlay);
    let dates = match (env::var_os("CARGO_FEATURE_JIFF"), env::var_os("CARGO_FEATURE_CHRONO")) {
        (Some(_), _) => Dates::Jiff,
        (None, Some(_)) => Dates::Chrono,
        (None, None) => Dates::Text,
    };
    // One name whatever the document is called: src/lib.rs includes it.
    let generator = generator.name("openai").dates(dates).tags_by_feature("all-tags").doc_cfg(true);
    // Events over WebSockets, which no operation brings along.
    let generator = match env::var_os("CARGO_FEATURE_REALTIME_WS") {
        Some(_) => generator.schemas(conveniences::websockets::messages(|tag| {
            env::var_os(format!("CARGO_FEATURE_{tag}")).is_some()
        })),
        None => generator,
    };
    let generator = generator.mock_by_feature("test-util");
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
    let surface = output.surface();
    for name in conveniences::fitting(&surface) {
        tell(Directive::RustcCfg, format!("convenience=\"{name}\""))?;
    }
    conveniences::left_out(&surface).iter().for_each(|line| note(line));
    Ok(())
}

/// Whether a document has the schemas that `overlay.embeddings.yaml` is about, which says of any other that it
/// does not fit. The bundled one has them in another file, and an overlay of its own.
fn has_embeddings(document: &Path) -> bool {
    let text = fs::read_to_string(document).unwrap_or_default();
    ["CreateEmbeddingRequest", "Embedding", "encoding_format"]
        .iter()
        .all(|name| text.contains(&format!("{name}:")) || text.contains(&format!("\"{name}\"")))
}
