//! What the types of a client cost to compile: as specmill emits them, and with serde's derive.
//!
//! `cargo bench --bench compile_cost -- [--structs N] [--enums N] [--rounds N] [--other text|unit]`
//!
//! One made-up API is written twice, as two crates: as an OpenAPI document that the generator turns
//! into Rust, and as a person would write the same types for serde. Both crates are then compiled
//! in turns (A B A B), alone, their dependencies being there already, and the compiler's CPU time
//! and peak memory are taken from the operating system.

#[cfg(unix)]
mod crates;
#[cfg(unix)]
mod derived;
#[cfg(unix)]
mod document;
#[cfg(unix)]
mod measure;
#[cfg(unix)]
mod model;
#[cfg(unix)]
mod options;
#[cfg(unix)]
mod report;

#[cfg(not(unix))]
fn main() {
    println!("compile_cost: needs getrusage(2), which this system does not have");
}

#[cfg(unix)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    if let Some(log) = std::env::var_os(measure::LOG) {
        return measure::as_compiler(log.as_ref());
    }
    // Without it, this is `cargo test --benches`, which only wants to know that it builds.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let options = options::Options::from_arguments(std::env::args().skip(1))?;
    let api = model::Api::random(options.structs, options.enums);
    let workspace = crates::write(&api, options.other)?;
    println!(
        "{} structs of {} fields in all, {} enums; {} rounds",
        api.structs.len(),
        api.structs.iter().map(|object| object.fields.len()).sum::<usize>(),
        api.enums.len(),
        options.rounds,
    );
    let mut table = report::Table::default();
    for mode in measure::MODES {
        for package in crates::PACKAGES {
            // Once for the dependencies, and for the disk's cache.
            measure::compile(&workspace, mode, package)?;
        }
        for _ in 0..options.rounds {
            for package in crates::PACKAGES {
                table.add(mode.name, package, measure::compile(&workspace, mode, package)?);
            }
        }
        table.print(mode.name);
    }
    Ok(())
}
