//! What documents of hostile shapes cost the generator as they grow: lines, where all is well.
//!
//! ```sh
//! cargo bench -p specmill --bench growth                      # every shape
//! cargo bench -p specmill --bench growth -- mesh chain-all-of # those whose names hold a word
//! cargo bench -p specmill --bench growth -- --issue           # once, at the size that hurt
//! cargo bench -p specmill --bench growth -- --list
//! ```
//!
//! Each shape of `tests/hostile/shapes.rs` is rendered at 1×, 2×, 4× and 8× of a size, each time in
//! a process of its own, which is stopped after `--seconds N` (60) or beyond `--mebibytes N` (4096).
//! Of `--rounds N` (3) the fastest counts. Prints a table for `docs/BENCHMARKS.md`: the bytes of
//! the document and of the client, user + system time of `Generator::render` (all threads), the peak
//! memory of the process (`VmHWM`), and how many times longer a document of twice the bytes takes,
//! at each of the three steps: 2 is a line.

#[cfg(target_os = "linux")]
mod child;
#[cfg(target_os = "linux")]
mod options;
#[cfg(target_os = "linux")]
mod report;
#[cfg(target_os = "linux")]
#[path = "../../tests/hostile/shapes.rs"]
mod shapes;

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("growth: reads the memory of processes from /proc, which this system does not have");
}

#[cfg(target_os = "linux")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    if let Some(document) = std::env::var_os(child::DOCUMENT) {
        return child::render(document.as_ref());
    }
    // Without it, this is `cargo test --benches`, which only wants to know that it builds.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let options = options::Options::from_arguments(std::env::args().skip(1))?;
    let chosen: Vec<_> = shapes::SHAPES.iter().filter(|shape| options.takes(shape.name)).collect();
    if options.list {
        chosen.iter().for_each(|shape| println!("{}", shape.name));
        return Ok(());
    }
    println!("{}", report::HEAD);
    let mut curves = Vec::new();
    for shape in chosen {
        let row = report::Row::measure(shape, &options)?;
        println!("{row}");
        if row.is_curved() {
            curves.push(shape.name);
        }
    }
    match curves.as_slice() {
        [] => println!("\nNo step above {}.", report::CURVED),
        names => println!("\nAbove {} or stopped: {}.", report::CURVED, names.join(", ")),
    }
    Ok(())
}
