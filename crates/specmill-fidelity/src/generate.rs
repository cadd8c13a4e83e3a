//! The client of a document as a crate that can be asked.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use specmill::Generator;
use specmill_core::diagnostics::Diagnostics;
use specmill_core::names::NameTable;
use specmill_core::{ir, lower, normalize, passes, spec};

use crate::Document;
use crate::document::joined;
use crate::untyped::{Untyped, untyped};

/// The program around the client; the table of its types follows.
const PROGRAM: &str = include_str!("program.rs.txt");

/// What the generator says of a document, beside the crate.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Generated {
    /// The components that have a type.
    pub(crate) typed: Vec<String>,
    /// Where a type is any value although its schema says more.
    pub(crate) untyped: Vec<Untyped>,
}

/// Writes the crate of the document at `path`, which is called `name`, into `folder`.
///
/// # Errors
///
/// When there is no client of the document, or the crate cannot be written.
pub fn generate(path: &Path, name: &str, folder: &Path) -> Result<(), String> {
    let output = Generator::new(path).name("client").render().map_err(|error| error.to_string())?;
    let client = client(path)?;
    for file in output.files() {
        write(&folder.join("src").join(&file.path), &file.text)?;
    }
    let mut table = format!("{PROGRAM}\nstatic TYPES: &[(&str, RoundTrip)] = &[\n");
    for def in &client.types {
        if let Some(component) = &def.component {
            let name = &def.name;
            writeln!(table, "    ({component:?}, round_trip::<client::types::{name}>),")
                .map_err(|error| error.to_string())?;
        }
    }
    table.push_str("];\n");
    write(&folder.join("src/main.rs"), &table)?;
    write(&folder.join("Cargo.toml"), &manifest(name))?;
    let generated = Generated {
        typed: client.types.iter().filter_map(|def| def.component.clone()).collect(),
        untyped: untyped(&client, &Document::read(path)?),
    };
    let text = serde_json::to_string_pretty(&generated).map_err(|error| error.to_string())?;
    write(&folder.join("generated.json"), &text)
}

/// The client as the generator has it, for the names of its types and what they are.
///
/// # Errors
///
/// When the document cannot be read.
pub fn client(path: &Path) -> Result<ir::Api, String> {
    let mut diagnostics = Diagnostics::default();
    let document = joined(path)?;
    let root = normalize::normalize(&document, &mut diagnostics).ok_or("it is no OpenAPI")?;
    let api = spec::read(&root, &mut diagnostics);
    let mut client = lower::lower(&api, &NameTable::new(&api), &mut diagnostics);
    passes::run(&mut client);
    Ok(client)
}

fn manifest(name: &str) -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specmill-runtime");
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2021\"\npublish = false\n\n\
         [dependencies]\nspecmill-runtime = {{ path = {:?}, default-features = false, \
         features = [\"jiff\", \"uuid\"] }}\n",
        runtime.display().to_string()
    )
}

/// Writes `text` to `path`, unless that is what it has, so that cargo does not build it again.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    if fs::read(path).is_ok_and(|known| known == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, text));
    written.map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
