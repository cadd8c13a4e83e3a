//! How long the generator takes, from the text of a document to the text of its client.
//!
//! `cargo bench --bench generation`
//!
//! The official documents are read from the folder `shared/specs` beside this repository (or
//! further up), and left out where that is not there.

use std::path::{Path, PathBuf};

use divan::Bencher;

fn main() {
    divan::main();
}

/// The documents that are there, by name.
fn documents() -> Vec<&'static str> {
    let all = ["openapi.yaml", "openai-2.3.0-oas30.yaml", "openai-2026-08-oas31.yaml"];
    all.into_iter().filter(|document| path(document).is_some()).collect()
}

fn path(document: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let official = root.ancestors().skip(1).map(|folder| folder.join("shared/specs"));
    let folders = std::iter::once(root.join("spec")).chain(official);
    folders.map(|folder| folder.join(document)).find(|path| path.is_file())
}

/// Everything but writing to the disk.
#[divan::bench(args = documents(), sample_count = 10)]
fn render(bencher: Bencher, document: &str) {
    let generator = specmill::Generator::new(path(document).expect("it is there"));
    bencher.bench_local(|| generator.render().expect("it generates").files().len());
}
