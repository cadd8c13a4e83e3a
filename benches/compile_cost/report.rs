//! Medians, side by side.

use std::collections::BTreeMap;

use super::crates::PACKAGES;
use super::measure::Cost;

/// What was measured, by mode and crate.
#[derive(Default)]
pub(crate) struct Table(BTreeMap<(&'static str, &'static str), Vec<Cost>>);

impl Table {
    pub(crate) fn add(&mut self, mode: &'static str, package: &'static str, cost: Cost) {
        self.0.entry((mode, package)).or_default().push(cost);
    }

    /// Prints the line of one mode, and what every round gave.
    pub(crate) fn print(&self, mode: &'static str) {
        let [derived, emitted] = PACKAGES.map(|package| self.costs(mode, package));
        let cpu = |cost: &Cost| cost.cpu_milliseconds;
        let memory = |cost: &Cost| cost.peak_kibibytes;
        let [cpu_derived, cpu_emitted] = [derived, emitted].map(|costs| median(costs, cpu));
        let [peak_derived, peak_emitted] = [derived, emitted].map(|costs| median(costs, memory));
        println!(
            "{mode:8} CPU s: derived {:6.2}, emitted {:6.2}, ratio {:.2}   peak MiB: derived {:5.0}, emitted {:5.0}, ratio {:.2}",
            cpu_derived / 1000.0,
            cpu_emitted / 1000.0,
            cpu_emitted / cpu_derived,
            peak_derived / 1024.0,
            peak_emitted / 1024.0,
            peak_emitted / peak_derived,
        );
        let each = |costs: &[Cost]| -> Vec<i64> { costs.iter().map(cpu).collect() };
        println!("         each, ms: derived {:?}, emitted {:?}", each(derived), each(emitted));
    }

    fn costs(&self, mode: &'static str, package: &'static str) -> &[Cost] {
        self.0.get(&(mode, package)).map(Vec::as_slice).unwrap_or_default()
    }
}

fn median(costs: &[Cost], figure: impl Fn(&Cost) -> i64) -> f64 {
    let mut figures: Vec<i64> = costs.iter().map(figure).collect();
    figures.sort_unstable();
    let middle = |index: usize| figures.get(index).copied().unwrap_or_default() as f64;
    let (low, high) = (figures.len().saturating_sub(1) / 2, figures.len() / 2);
    f64::midpoint(middle(low), middle(high))
}
