//! Generates the client of each official document, and a table of the JSON examples in it.

mod examples;

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use specmill::diagnostics::Diagnostics;
use specmill::names::NameTable;
use specmill::{Generator, ir, lower, normalize, passes, source, spec};

/// The module of each client, and its document.
const DOCUMENTS: [(&str, &str); 2] =
    [("v2_3_0", "openai-2.3.0-oas30.yaml"), ("v2026_08", "openai-2026-08-oas31.yaml")];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../../shared/specs");
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut clients = String::new();
    let mut tables = String::new();
    for (module, name) in DOCUMENTS {
        let document = folder.join(name);
        let table = if document.is_file() {
            println!("cargo::rerun-if-changed={}", document.display());
            client(&document, module, &out_dir)?;
            writeln!(clients, "/// The client of `{name}`.")?;
            writeln!(clients, "pub mod {module} {{ include!(\"{module}.rs\"); }}")?;
            table(&document, module)?
        } else {
            "None".to_owned()
        };
        writeln!(tables, "const {}: Option<Document> = {table};", module.to_uppercase())?;
    }
    fs::write(out_dir.join("clients.rs"), clients)?;
    fs::write(out_dir.join("tables.rs"), tables)?;
    Ok(())
}

fn client(document: &Path, module: &str, out_dir: &Path) -> Result<(), Box<dyn Error>> {
    // The document's faults are asserted in the generator's tests; cargo's output is left free of
    // them.
    let output = Generator::new(document).name(module).render()?;
    for file in &output.files {
        let path = out_dir.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(out_dir))?;
        fs::write(path, &file.text)?;
    }
    Ok(())
}

/// What the tests have to know of a document, as Rust: its counts, and an entry for each example.
fn table(path: &Path, module: &str) -> Result<String, Box<dyn Error>> {
    let document = source::load(path).map_err(|_| "the document cannot be read")?;
    let mut diagnostics = Diagnostics::default();
    let root = normalize::normalize(&document, &mut diagnostics).ok_or("it is no OpenAPI")?;
    let api = spec::read(&root, &mut diagnostics);
    let names = NameTable::new(&api);
    let mut client = lower::lower(&api, &names, &mut diagnostics);
    passes::run(&mut client);
    let skipped = diagnostics
        .iter()
        .filter(|fault| fault.severity == specmill::diagnostics::Severity::Error)
        .count();
    let typed: Vec<&ir::TypeDef> =
        client.types.iter().filter(|def| def.component.is_some()).collect();
    let entries = examples::entries(&document.root, &client, module);
    Ok(format!(
        "Some(Document {{ operations: {}, types: {}, skipped: {skipped}, examples: &[{entries}] }})",
        client.operations().count(),
        typed.len(),
    ))
}
