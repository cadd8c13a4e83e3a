//! The table.

use std::error::Error;
use std::fmt;
use std::fs;

use crate::child::{self, Cost};
use crate::options::Options;
use crate::shapes::Shape;

/// The head of the table.
pub(crate) const HEAD: &str = "\
| shape | size | document KB | client KB | ms at 1×, 2×, 4×, 8× | for twice the bytes | peak MiB | |
|---|---|---|---|---|---|---|---|";

/// The factor for a document of twice the bytes from which on a step is no line any more: 2 would
/// be one, and what noise and the sorting of names add is less than this.
pub(crate) const CURVED: f64 = 2.6;

/// Below this, a time says more about the start of the program than about the document.
const SHORTEST_MICROSECONDS: i64 = 4_000;

const MULTIPLES: &[usize] = &[1, 2, 4, 8];

/// One shape at four sizes.
pub(crate) struct Row {
    name: &'static str,
    size: usize,
    documents: Vec<usize>,
    costs: Vec<Cost>,
    /// What became of the first size that did not come to an end.
    stopped: Option<String>,
}

impl Row {
    pub(crate) fn measure(shape: &Shape, options: &Options) -> Result<Self, Box<dyn Error>> {
        let (size, multiples) = if options.issue {
            (shape.size_in_the_issue, &MULTIPLES[..1])
        } else {
            (shape.smallest_in_the_benchmark, MULTIPLES)
        };
        let (documents, costs) = (Vec::new(), Vec::new());
        let mut row = Self { name: shape.name, size, documents, costs, stopped: None };
        for multiple in multiples {
            let directory = tempfile::tempdir()?;
            let path = directory.path().join("api.json");
            let document = (shape.make)(size * multiple);
            let overlay = shape.overlay.map(|overlay| overlay(size * multiple));
            fs::write(&path, &document)?;
            if let Some(overlay) = &overlay {
                fs::write(directory.path().join("overlay.yaml"), overlay)?;
            }
            row.documents.push(document.len() + overlay.map_or(0, |overlay| overlay.len()));
            let mut fastest: Option<Cost> = None;
            for _ in 0..options.rounds {
                match child::measure(&path, options)? {
                    Ok(cost) => {
                        let before =
                            fastest.as_ref().map_or(i64::MAX, |cost| cost.cpu_microseconds);
                        if cost.cpu_microseconds < before {
                            fastest = Some(cost);
                        }
                    }
                    Err(reason) => {
                        row.stopped = Some(format!("{multiple}×: {reason}"));
                        return Ok(row);
                    }
                }
            }
            row.costs.extend(fastest);
        }
        Ok(row)
    }

    /// The factor for a document of twice the bytes at each step, where the step tells.
    fn factors(&self) -> Vec<Option<f64>> {
        let steps = self.costs.windows(2).zip(self.documents.windows(2));
        steps
            .map(|(costs, documents)| {
                let [before, after] = [&costs[0], &costs[1]];
                let grown = documents[1] as f64 / documents[0] as f64;
                let tells = before.cpu_microseconds >= SHORTEST_MICROSECONDS && grown > 1.2;
                let slower = after.cpu_microseconds as f64 / before.cpu_microseconds as f64;
                tells.then(|| slower.powf(1.0 / grown.log2()))
            })
            .collect()
    }

    /// Whether the shape grows faster than its document, or did not come to an end.
    pub(crate) fn is_curved(&self) -> bool {
        let curved = |factor: &Option<f64>| factor.is_some_and(|factor| factor > CURVED);
        self.stopped.is_some() || self.factors().iter().any(curved)
    }

    fn each(&self, text: impl Fn(&Cost) -> String) -> String {
        self.costs.iter().map(text).collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kilobytes = |bytes: usize| tidy(bytes as f64 / 1e3);
        let documents: Vec<String> = self.documents.iter().map(|bytes| kilobytes(*bytes)).collect();
        let factors: Vec<String> = self
            .factors()
            .iter()
            .map(|factor| factor.map_or("–".to_owned(), |factor| format!("{factor:.1}")))
            .collect();
        let mut outcomes: Vec<&str> = self
            .costs
            .iter()
            .map(|cost| cost.outcome.as_str())
            .filter(|text| *text != "ok")
            .collect();
        outcomes.dedup();
        outcomes.extend(self.stopped.as_deref());
        write!(
            f,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            self.name,
            self.size,
            documents.join(", "),
            self.each(|cost| kilobytes(cost.output_bytes)),
            self.each(|cost| tidy(cost.cpu_microseconds as f64 / 1e3)),
            factors.join(", "),
            self.each(|cost| tidy(cost.peak_kibibytes as f64 / 1024.0)),
            outcomes.join("; "),
        )
    }
}

/// Two digits that count.
fn tidy(number: f64) -> String {
    if number < 10.0 { format!("{number:.1}") } else { format!("{number:.0}") }
}
