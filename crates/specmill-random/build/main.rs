//! Generates the clients of random documents, a module each.
//!
//! `SPECMILL_RANDOM_SEEDS` says which: `0..4` by default.

mod random;

use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

use specmill::cargo::{tell, Directive};
use specmill::Generator;
use specmill_core::diagnostics::Diagnostics;
use specmill_core::names::NameTable;
use specmill_core::{ir, lower, normalize, passes, source, spec};

use random::{document, Choices};

const SEEDS: &str = "SPECMILL_RANDOM_SEEDS";

fn main() -> Result<(), Box<dyn Error>> {
    tell(Directive::RerunIfEnvChanged, SEEDS)?;
    tell(Directive::RerunIfChanged, "build")?;
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    let seeds = env::var(SEEDS).unwrap_or_else(|_| "0..4".to_owned());
    let (first, end) = seeds.split_once("..").ok_or("the seeds are a range: `0..4`")?;
    let mut modules = String::new();
    let mut table = String::new();
    for seed in first.parse::<u64>()?..end.parse()? {
        let module = format!("seed_{seed}");
        let mut choices = Choices::seeded(seed, 6_000);
        let path = out_dir.join(format!("{module}.json"));
        fs::write(&path, document(&mut choices, 40, 14).to_string())?;
        let output = Generator::new(&path).name(&*module).render()?;
        for file in output.files() {
            let path = out_dir.join(&file.path);
            fs::create_dir_all(path.parent().unwrap_or(&out_dir))?;
            fs::write(path, &file.text)?;
        }
        writeln!(modules, "/// The client of the document of seed {seed}.")?;
        writeln!(modules, "pub mod {module} {{ include!(\"{module}.rs\"); }}")?;
        for def in &client(&path)?.types {
            let Some(component) = &def.component else { continue };
            let name = &def.name;
            let round_trip = format!("crate::round_trip::<crate::{module}::types::{name}>");
            writeln!(table, "({seed}, {component:?}, {round_trip} as crate::RoundTrip),")?;
        }
    }
    fs::write(out_dir.join("modules.rs"), modules)?;
    fs::write(out_dir.join("types.rs"), format!("&[{table}]"))?;
    Ok(())
}

/// The client as the generator has it, for the names of its types.
fn client(path: &std::path::Path) -> Result<ir::Api, Box<dyn Error>> {
    let mut diagnostics = Diagnostics::default();
    let document = source::load(path).map_err(|found| found.to_string())?;
    let root = normalize::normalize(&document, &mut diagnostics).ok_or("no OpenAPI")?;
    let api = spec::read(&root, &mut diagnostics);
    let mut client = lower::lower(&api, &NameTable::new(&api), &mut diagnostics);
    passes::run(&mut client);
    Ok(client)
}
