//! Generates the clients of both documents and of ours, a module each, and for the tests a driver of each: tables of what the
//! client has, and a function an operation that calls it.

mod driver;
mod rust_type;

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use specmill::Generator;
use specmill::cargo::{Directive, tell};
use specmill_core::names::NameTable;
use specmill_core::{ir, lower, normalize, passes, source, spec};

/// The documents: the module each becomes, and its file.
const DOCUMENTS: [(&str, &str); 2] =
    [("v2_3_0", "openai-2.3.0-oas30.yaml"), ("v2026_08", "openai-2026-08-oas31.yaml")];

/// The bundled description, and what it becomes: one file, with what its overlays change.
const OURS: (&str, &str) = ("ours", "ours.json");

fn main() -> Result<(), Box<dyn Error>> {
    tell(Directive::RerunIfChanged, "build")?;
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../../shared/specs");
    let spec = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../spec");
    let conventions = spec.join("overlay.conventions.yaml");
    tell(Directive::RerunIfChanged, &spec)?;
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out_dir.join(OURS.1), ours(&spec.join("openapi.yaml"))?)?;
    let mut clients = String::new();
    let theirs = DOCUMENTS.map(|(module, file)| (module, file, folder.join(file)));
    for (module, file, document) in
        theirs.into_iter().chain([(OURS.0, OURS.1, out_dir.join(OURS.1))])
    {
        tell(Directive::RerunIfChanged, &document)?;
        writeln!(clients, "/// The client of `{file}`.")?;
        if !document.is_file() {
            writeln!(clients, "pub mod {module} {{}}")?;
            fs::write(out_dir.join(format!("{module}_driver.rs")), driver::EMPTY)?;
            continue;
        }
        writeln!(clients, "pub mod {module} {{ include!(\"{module}.rs\"); }}")?;
        // Its faults are what the tests list; `render` leaves cargo's output free of them.
        let output = Generator::new(&document).overlay(&conventions).name(module).render()?;
        for file in output.files() {
            let path = out_dir.join(&file.path);
            fs::create_dir_all(path.parent().unwrap_or(&out_dir))?;
            fs::write(path, &file.text)?;
        }
        let driver = driver::driver(&client(&document)?)?;
        fs::write(out_dir.join(format!("{module}_driver.rs")), driver)?;
    }
    fs::write(out_dir.join("clients.rs"), clients)?;
    Ok(())
}

/// Our description as one text of JSON, changed by the overlays beside it.
fn ours(path: &Path) -> Result<String, Box<dyn Error>> {
    let document = source::read(path, &source::Overlays::Beside, &specmill_core::Limits::default());
    let document = document.map_err(|found| format!("{}: {found:?}", path.display()))?;
    Ok(serde_json::to_string(&document.root)?)
}

/// The client as the generator has it before anything is written.
fn client(path: &Path) -> Result<ir::Api, Box<dyn Error>> {
    let document = source::load(path).map_err(|found| format!("{}: {found:?}", path.display()))?;
    let mut found = document.diagnostics.clone();
    let root = normalize::normalize(&document, &mut found).ok_or("it is no OpenAPI document")?;
    let api = spec::read(&root, &mut found);
    let names = NameTable::new(&api);
    let mut client = lower::lower(&api, &names, &mut found);
    passes::run(&mut client);
    Ok(client)
}
