//! `specmill explain`: what a code means.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use specmill_core::diagnostics::{Explanation, explanation, one_line};

use crate::explained;
use crate::faults::no_such_code;
use crate::terminal::{print_failure, write_data};
use crate::written::not_written;

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// The codes, such as `undeclared-path-parameter`; all of them, a line each, if there is none
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For a page
    Markdown,
    /// A JSON array of objects with `code`, `severities`, `meaning`, `reason`, `wayOut`, `wrong` and `right`
    Json,
}

/// The exit code if there is no such code.
const UNKNOWN: u8 = 2;

/// Prints what each of the codes means.
pub(crate) fn run(arguments: &ExplainArguments) -> ExitCode {
    let mut entries = Vec::new();
    for code in &arguments.codes {
        match explanation(code) {
            Some(entry) => entries.push(entry),
            None => {
                print_failure(&format!("`{}`: {}", one_line(code), no_such_code(code)));
                return ExitCode::from(UNKNOWN);
            }
        }
    }
    let is_all = entries.is_empty();
    let text = match arguments.format {
        Format::Text if is_all => explained::list(),
        Format::Text => joined(&entries, explained::text),
        Format::Markdown if is_all => explained::page(),
        Format::Markdown => joined(&entries, |entry| {
            format!("## `{}`\n\n{}", entry.code, explained::markdown(entry))
        }),
        Format::Json => {
            if is_all {
                entries = explained::areas().flat_map(|(_, entries)| entries).collect();
            }
            let objects: Vec<Value> = entries.into_iter().map(object).collect();
            format!("{:#}\n", Value::Array(objects))
        }
    };
    if let Err(error) = write_data(&text) {
        print_failure(&not_written("standard output", &error));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn joined(entries: &[&Explanation], text: impl Fn(&Explanation) -> String) -> String {
    entries.iter().map(|entry| text(entry)).collect::<Vec<_>>().join("\n")
}

fn object(entry: &Explanation) -> Value {
    let severities: Vec<String> = entry.severities.iter().map(ToString::to_string).collect();
    let (wrong, right) = entry.example.texts().unzip();
    json!({
        "code": entry.code,
        "severities": severities,
        "meaning": entry.meaning,
        "reason": entry.reason,
        "wayOut": entry.way_out,
        "wrong": wrong,
        "right": right,
    })
}
