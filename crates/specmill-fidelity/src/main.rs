//! `cargo run -p specmill-fidelity -- SPEC…`: whether the types of a document mean what it says.

// The grammar that `specmill-random` draws its documents from.
// Its edition is 2021, whose style and words are others.
#[allow(clippy::collapsible_if)]
#[rustfmt::skip]
#[path = "../../specmill-random/build/random/mod.rs"]
mod random;
mod steps;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use specmill_fidelity::report::{Class, Report, table};

/// Takes random instances of every component schema through the generated types.
#[derive(Clone, Debug, Parser)]
#[command(name = "specmill-fidelity", version)]
struct Options {
    /// OpenAPI documents, or folders of them
    #[arg(required_unless_present = "random", value_name = "SPEC")]
    specs: Vec<PathBuf>,
    /// Random documents of these seeds as well, the end left out
    #[arg(long, value_name = "FIRST..END")]
    random: Option<String>,
    /// How many instances of each schema
    #[arg(long, default_value_t = 20)]
    instances: usize,
    /// What the instances are drawn from: the same seed makes the same ones
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only the schema of this name
    #[arg(long)]
    schema: Option<String>,
    /// How many compilers run at a time [default: as many as cargo likes]
    #[arg(long)]
    jobs: Option<usize>,
    /// How many faults of each document are shown
    #[arg(long, default_value_t = 40)]
    faults: usize,
    /// Print nothing but the table
    #[arg(long)]
    markdown: bool,
    /// Write everything that was found to this file, as JSON, a line for each document
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// One step of it, for one document: what this command runs itself as
    #[arg(long, hide = true, value_name = "STEP", requires = "crate_name")]
    step: Option<steps::Step>,
    /// The crate that the step is about
    #[arg(long, hide = true)]
    crate_name: Option<String>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    if let Some(step) = options.step {
        return steps::run(step, &options);
    }
    let reports = match steps::all(&options) {
        Ok(reports) => reports,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    if let Err(error) = write_json(&options, &reports) {
        eprintln!("error: {error}");
        return ExitCode::FAILURE;
    }
    show(&options, &reports);
    ExitCode::SUCCESS
}

fn write_json(options: &Options, reports: &[Report]) -> std::io::Result<()> {
    let Some(path) = &options.json else { return Ok(()) };
    let mut text = String::new();
    for report in reports {
        text.push_str(&serde_json::to_string(report)?);
        text.push('\n');
    }
    std::fs::write(path, text)
}

fn show(options: &Options, reports: &[Report]) {
    println!("{}", table(reports));
    if options.markdown {
        return;
    }
    for report in reports {
        print!("{}", report.faults(options.faults));
    }
    let mut sums = [0; 4];
    for report in reports {
        sums.iter_mut().zip(report.instances()).for_each(|(sum, count)| *sum += count);
    }
    let [instances, exact, invalid, noticed] = sums;
    let schemas: usize = reports.iter().map(|report| report.schemas.len()).sum();
    let all_exact: usize = reports.iter().map(|report| report.count(Class::Exact)).sum();
    println!(
        "{all_exact} of {schemas} schemas exact; {exact} of {instances} instances; {noticed} of \
         {invalid} invalid ones noticed"
    );
}
