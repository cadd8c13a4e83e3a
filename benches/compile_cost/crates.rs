//! The two crates, written to the disk.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::model::Api;
use super::options::Other;
use super::{derived, document};

/// The names of the crates, in the order in which they take turns.
pub(crate) const PACKAGES: [&str; 2] = ["derived", "emitted"];

/// Whether the compiler's runs for this crate are measured.
pub(crate) fn is_measured(package: &str) -> bool {
    PACKAGES.contains(&package)
}

/// One struct in this many is read and written by a function of the crate, as the operations of a
/// client do; serde's generic code is compiled for these and for what is in them.
const CALLED: usize = 6;

/// Writes both crates and returns the folder of their workspace.
pub(crate) fn write(api: &Api, other: Other) -> Result<PathBuf, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_cost");
    for package in PACKAGES {
        fs::create_dir_all(workspace.join(package).join("src"))?;
    }
    let members = "[workspace]\nmembers = [\"derived\", \"emitted\"]\nresolver = \"3\"\n";
    fs::write(workspace.join("Cargo.toml"), members)?;
    // The same versions as here, and nothing to download.
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock"))?;

    let runtime = root.join("crates/specmill-runtime");
    let runtime = format!(
        "specmill-runtime = {{ path = {:?}, default-features = false }}",
        runtime.display().to_string(),
    );
    manifest(&workspace, "emitted", &runtime)?;
    emit(api, &workspace.join("emitted/src"))?;

    let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"";
    manifest(&workspace, "derived", serde)?;
    let source = workspace.join("derived/src");
    fs::write(source.join("types.rs"), derived::types(api, other)?)?;
    let calls = calls(
        api,
        "serde_json::from_slice(body).ok()",
        "serde_json::to_vec(value).unwrap_or_default()",
    )?;
    fs::write(source.join("lib.rs"), format!("//! Derived.\n\npub mod types;\n{calls}"))?;
    Ok(workspace)
}

fn emit(api: &Api, source: &Path) -> Result<(), Box<dyn Error>> {
    let path = source.join("client.json");
    fs::write(&path, document::document(api).to_string())?;
    let output = specmill::Generator::new(&path).name("client").render()?;
    let mut complaints = output.diagnostics().lines();
    if let Some((_, line)) = complaints.next() {
        return Err(format!("the made-up document is not right: {line}").into());
    }
    for file in output.files() {
        let path = source.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        // No operation reaches these types, and what nobody uses is not compiled ahead; here, as on
        // the other side, all of it is to be.
        let text = file.text.replace("!(unused ", "!(");
        fs::write(path, text)?;
    }
    let calls = calls(
        api,
        "specmill_runtime::json::decode(body, Default::default()).ok().map(|read| read.value)",
        "specmill_runtime::json::encode(value)",
    )?;
    fs::write(source.join("lib.rs"), format!("//! Emitted.\n\ninclude!(\"client.rs\");\n{calls}"))?;
    Ok(())
}

fn manifest(workspace: &Path, name: &str, dependencies: &str) -> std::io::Result<()> {
    let text = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n"
    );
    fs::write(workspace.join(name).join("Cargo.toml"), text)
}

fn calls(api: &Api, read: &str, write: &str) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    for number in (0..api.structs.len()).step_by(CALLED) {
        let ty = format!("types::Struct{number}");
        writeln!(
            out,
            "/// Reads one.\npub fn read_{number}(body: &[u8]) -> Option<{ty}> {{\n    {read}\n}}"
        )?;
        writeln!(
            out,
            "/// Writes one.\npub fn write_{number}(value: &{ty}) -> Vec<u8> {{\n    {write}\n}}"
        )?;
    }
    Ok(out)
}
