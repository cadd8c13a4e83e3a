//! What clients cost to compile, each alone with its dependencies there already.
//!
//! ```sh
//! cargo bench --bench client_cost             # OpenAI's own documents, and generating them
//! cargo bench --bench client_cost -- --tags   # the bundled description, each tag alone
//! ```
//!
//! With `--rounds N` in place of 3 rounds. OpenAI's documents are read from the folder
//! `shared/specs` beside this repository, and left out where that is not there. Prints tables for
//! `docs/BENCHMARKS.md`, of medians.

#[cfg(unix)]
mod crates;
#[cfg(unix)]
mod generation;
// The same measuring as the other benchmark of compiling.
#[cfg(unix)]
#[path = "../compile_cost/measure.rs"]
mod measure;

#[cfg(not(unix))]
fn main() {
    println!("client_cost: needs getrusage(2), which this system does not have");
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
    let rounds = rounds()?;
    if std::env::args().any(|argument| argument == "--tags") {
        let clients = crates::by_tag()?;
        return print_costs(&clients, &crates::write(&clients)?, rounds);
    }
    let clients = crates::official();
    if clients.is_empty() {
        println!("skipped: there is no shared/specs here");
        return Ok(());
    }
    let workspace = crates::write(&clients)?;
    print_costs(&clients, &workspace, rounds)?;
    println!("\n| generation | built | CPU s |\n|---|---|---|");
    for (built, command) in generation::commands(&workspace)? {
        for client in clients.iter().filter(|client| client.tag.is_none()) {
            let figures: Result<Vec<_>, _> = (0..rounds)
                .map(|_| generation::cpu_milliseconds(&command, client, &workspace))
                .collect();
            let cpu = median(figures?);
            println!("| {} | {built} | {:.2} |", client.title, cpu as f64 / 1000.0);
        }
    }
    Ok(())
}

#[cfg(unix)]
fn print_costs(
    clients: &[crates::Client],
    workspace: &std::path::Path,
    rounds: usize,
) -> Result<(), Box<dyn std::error::Error>> {
    println!("| client | | CPU s | peak MiB | rlib MB |\n|---|---|---|---|---|");
    for mode in measure::MODES {
        for client in clients {
            // Once for the dependencies, and for the disk's cache.
            measure::compile(workspace, mode, &client.package)?;
            let costs: Result<Vec<_>, _> =
                (0..rounds).map(|_| measure::compile(workspace, mode, &client.package)).collect();
            let costs = costs?;
            let cpu = median(costs.iter().map(|cost| cost.cpu_milliseconds).collect());
            let peak = median(costs.iter().map(|cost| cost.peak_kibibytes).collect());
            let size = crates::rlib_bytes(workspace, mode.name, &client.package);
            println!(
                "| {} | {} | {:.2} | {:.0} | {} |",
                client.title,
                mode.name,
                cpu as f64 / 1000.0,
                peak as f64 / 1024.0,
                size.map_or("—".to_owned(), |bytes| format!("{:.1}", bytes as f64 / 1e6)),
            );
        }
    }
    Ok(())
}

#[cfg(unix)]
fn rounds() -> Result<usize, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--rounds").skip(1);
    let rounds = arguments.next().map_or(Ok(3), |text| text.parse())?;
    if rounds == 0 { Err("`--rounds` wants a number above 0".into()) } else { Ok(rounds) }
}

/// The middle figure, the higher one of two.
#[cfg(unix)]
fn median(mut figures: Vec<i64>) -> i64 {
    figures.sort_unstable();
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
