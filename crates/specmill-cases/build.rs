//! Generates the client of every document in `crates/specmill/tests/cases`, a module each.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use specmill::cargo::{tell, Directive};
use specmill::Generator;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../specmill/tests/cases");
    // A case that is added is generated, too.
    tell(Directive::RerunIfChanged, &folder)?;
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    cases.sort();
    let mut modules = String::new();
    for case in cases {
        let document = case.join("spec.yaml");
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        tell(Directive::RerunIfChanged, &document)?;
        // Faults of a case are in its snapshot; `render` leaves cargo's output free of them.
        let output = Generator::new(&document).name(name.as_ref()).render()?;
        for file in output.files() {
            let path = out_dir.join(&file.path);
            fs::create_dir_all(path.parent().unwrap_or(&out_dir))?;
            fs::write(path, &file.text)?;
        }
        writeln!(modules, "/// The client of the case `{name}`.")?;
        writeln!(modules, "pub mod {name} {{ include!(\"{name}.rs\"); }}")?;
    }
    fs::write(out_dir.join("all_cases.rs"), modules)?;
    Ok(())
}
