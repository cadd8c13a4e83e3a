//! Generates both clients, a module each, and for the tests a driver of each: tables of what the
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

fn main() -> Result<(), Box<dyn Error>> {
    tell(Directive::RerunIfChanged, "build")?;
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../../shared/specs");
    let conventions =
        Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../spec/overlay.conventions.yaml");
    tell(Directive::RerunIfChanged, &conventions)?;
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    let mut clients = String::new();
    for (module, file) in DOCUMENTS {
        let document = folder.join(file);
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
