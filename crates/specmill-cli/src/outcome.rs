//! What came of generating, in lines for people or as JSON for programs.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use specmill::{Error, Output, RenderedPackage, Severity, Written};
use specmill_core::diagnostics::one_line;

use crate::progress;
use crate::terminal::{print_error, print_line, write_data};

/// How much is said, and how.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Told {
    /// Print nothing but faults
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// How it is said what was done
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line for each file, and a summary
    Text,
    /// An object with the files, the counts and the seconds it took
    Json,
}

/// Files that the same is said of.
pub(crate) struct Files<'a> {
    /// What is said, as a member of an object.
    pub(crate) key: &'static str,
    /// What is said, before the path of each.
    pub(crate) words: &'static str,
    pub(crate) paths: &'a [PathBuf],
}

/// What was done with `written`.
pub(crate) fn files_of(written: &Written) -> Vec<Files<'_>> {
    let outdated = "left as it was edited, though something else than before would be written there \
                    (`--force` does):";
    vec![
        Files { key: "wrote", words: "wrote", paths: &written.changed },
        Files { key: "unchanged", words: "", paths: &written.unchanged },
        Files { key: "removed", words: "removed", paths: &written.removed },
        Files { key: "kept", words: "left as it was edited:", paths: &written.kept },
        Files { key: "outdated", words: outdated, paths: &written.outdated },
    ]
}

impl Told {
    /// Tells what was done to `files`, and of the client.
    pub(crate) fn tell(self, files: &[Files<'_>], headline: &str, output: &Output, begin: Instant) {
        let took = begin.elapsed();
        match self.format {
            Format::Json => {
                // A reader who is gone is no failure of ours.
                let _ = write_data(&format!("{:#}\n", as_json(files, output, took)));
            }
            Format::Text if self.quiet => {}
            Format::Text => {
                for Files { words, paths, .. } in files.iter().filter(|files| files.words != "") {
                    for path in *paths {
                        print_line(&format!("{words} {}", path.display()));
                    }
                }
                print_line(headline);
                print_line(&summary(output, took));
            }
        }
    }
}

fn as_json(files: &[Files<'_>], output: &Output, took: Duration) -> Value {
    let mut object = json!({
        "operations": output.operations().len(),
        "types": output.type_count(),
        "faults": faults(output),
        "seconds": (took.as_secs_f64() * 1000.0).round() / 1000.0,
    });
    if let Some(members) = object.as_object_mut() {
        for Files { key, paths, .. } in files {
            let paths: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
            members.insert((*key).to_owned(), json!(paths));
        }
    }
    object
}

/// The faults of the document by severity and code, each with its number; notes are none.
fn faults(output: &Output) -> BTreeMap<String, BTreeMap<&'static str, usize>> {
    let mut counts: BTreeMap<String, BTreeMap<&'static str, usize>> = BTreeMap::new();
    for found in output.diagnostics().iter().filter(|found| found.severity() > Severity::Note) {
        let of_severity = counts.entry(found.severity().to_string()).or_default();
        *of_severity.entry(found.code()).or_default() += 1;
    }
    counts
}

/// `14 operations, 31 types, 3 warnings (unknown-type 2, invalid-example 1), 0.3 s`.
fn summary(output: &Output, took: Duration) -> String {
    let mut text = format!(
        "{}, {}",
        counted(output.operations().len(), "operation"),
        counted(output.type_count(), "type")
    );
    for (severity, codes) in faults(output) {
        let mut codes: Vec<(&str, usize)> = codes.into_iter().collect();
        codes.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        let all = codes.iter().map(|(_, count)| count).sum();
        let codes: Vec<String> =
            codes.iter().map(|(code, count)| format!("{code} {count}")).collect();
        // Writing to a `String` does not fail.
        let _ = write!(text, ", {} ({})", counted(all, &severity), codes.join(", "));
    }
    let _ = write!(text, ", {:.1} s", took.as_secs_f64());
    text
}

/// `1 type`, `2 types`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// How often a document is read that changes while it is.
const MOST_READINGS: usize = 3;

/// Something that was made of a document.
pub(crate) trait Made {
    /// The files of the document that changed meanwhile.
    fn changed(&self) -> Vec<String>;
}

impl Made for Output {
    fn changed(&self) -> Vec<String> {
        self.changed_sources().map(|path| path.display().to_string()).collect()
    }
}

impl Made for RenderedPackage {
    fn changed(&self) -> Vec<String> {
        self.changed_sources().map(|path| path.display().to_string()).collect()
    }
}

/// Generates, and once more if the document changed while it was read. Nothing comes of one that goes on
/// changing, which is said.
pub(crate) fn generate<T: Made>(
    document: &str,
    is_quiet: bool,
    mut make: impl FnMut() -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    let mut changed = Vec::new();
    for _ in 0..MOST_READINGS {
        let what = format!("generating from {}", one_line(document));
        let made = progress::during(&what, is_quiet, &mut make)?;
        changed = made.changed();
        if changed.is_empty() {
            return Ok(Some(made));
        }
    }
    let files: Vec<String> = changed.iter().map(|path| format!("`{path}`")).collect();
    print_error(&format!(
        "error: {} changed while it was read, {MOST_READINGS} times; run this again when nothing writes it",
        files.join(" and ")
    ));
    Ok(None)
}
