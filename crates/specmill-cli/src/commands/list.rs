//! `specmill list`: the operations of a document, and what calls them.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use specmill::{Error, Operation};

use crate::arguments::DocumentArguments;
use crate::faults::show_what_is_left_out;
use crate::markup::{code, escaped};
use crate::terminal::{print_error, print_failure, show, write_data};
use crate::written::not_written;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  specmill list api.yaml\n  specmill list api.yaml invites\n  \
    specmill list api.yaml --format json | jq length")]
pub(crate) struct ListArguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// Only operations that have each of these texts in their id, path, call or tag, in any case
    text: Vec<String>,
    /// Only operations of this tag, again for each further one: as the document writes it, or in kebab case
    #[arg(long)]
    tag: Vec<String>,
    /// Only operations of this HTTP method, again for each further one
    #[arg(long)]
    method: Vec<String>,
    /// Only operations whose pages are followed
    #[arg(long)]
    paged: bool,
    /// Only operations that answer with events, or can be asked to
    #[arg(long)]
    streamed: bool,
    /// Only operations that the document advises against
    #[arg(long)]
    deprecated: bool,
    /// Group operations without a tag by the first segment of their paths
    #[arg(long)]
    group_by_path: bool,
    /// How they are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each operation
    Text,
    /// An array of objects: `id`, `method`, `path`, `call`, `tag`, `paged`, `streamed`, `deprecated`
    Json,
    /// A table
    Markdown,
}

/// Prints the operations that are wanted. It is a failure if there is none.
pub(crate) fn run(arguments: &ListArguments) -> Result<ExitCode, Error> {
    let mut generator = arguments.document.generator().group_by_path(arguments.group_by_path);
    if !arguments.tag.is_empty() {
        generator = generator.tags(&arguments.tag);
    }
    let output = generator.outline()?;
    show_what_is_left_out(output.diagnostics());
    let listed: Vec<Operation> =
        output.operations().into_iter().filter(|operation| arguments.wants(operation)).collect();
    let written = match arguments.format {
        Format::Text => show(&text(&listed)),
        Format::Json => {
            let list: Vec<Value> = listed.iter().map(as_json).collect();
            write_data(&format!("{:#}\n", Value::from(list)))
        }
        Format::Markdown => show(&markdown(&listed)),
    };
    if let Err(error) = written {
        print_failure(&not_written("standard output", &error));
        return Ok(ExitCode::FAILURE);
    }
    if output.operations().is_empty() && arguments.tag.is_empty() {
        print_error("the document has no operations");
    } else if listed.is_empty() {
        print_failure("no operation is like that: without words and filters all are listed");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

impl ListArguments {
    fn wants(&self, operation: &Operation) -> bool {
        let tag = operation.tag.as_deref().unwrap_or_default();
        let said = [&operation.id, &operation.path, &operation.call, tag].join("\n").to_lowercase();
        let is_method = |wanted: &String| wanted.eq_ignore_ascii_case(&operation.method);
        self.text.iter().all(|text| said.contains(&text.to_lowercase()))
            && (self.method.is_empty() || self.method.iter().any(is_method))
            && (!self.paged || operation.is_paged)
            && (!self.streamed || operation.is_streamed)
            && (!self.deprecated || operation.is_deprecated)
    }
}

/// What is said of an operation beside its call, in a word each.
fn marks(operation: &Operation) -> Vec<&'static str> {
    let marks = [
        (operation.is_paged, "paged"),
        (operation.is_streamed, "streamed"),
        (operation.is_deprecated, "deprecated"),
    ];
    marks.into_iter().filter_map(|(is, word)| is.then_some(word)).collect()
}

/// The widest a column gets: what is wider moves what follows it, in its own line only.
const WIDEST: usize = 72;

fn text(operations: &[Operation]) -> String {
    let widest = |width: fn(&Operation) -> usize| {
        operations.iter().map(width).filter(|width| *width <= WIDEST).max().unwrap_or_default()
    };
    let method = widest(|operation| operation.method.chars().count());
    let path = widest(|operation| operation.path.chars().count());
    let call = widest(|operation| operation.call.chars().count());
    let mut text = String::new();
    for operation in operations {
        let line = format!(
            "{:method$}  {:path$}  {:call$}  {}",
            operation.method,
            operation.path,
            operation.call,
            marks(operation).join(", ")
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn as_json(operation: &Operation) -> Value {
    json!({
        "id": operation.id,
        "method": operation.method,
        "path": operation.path,
        "call": operation.call,
        "tag": operation.tag,
        "paged": operation.is_paged,
        "streamed": operation.is_streamed,
        "deprecated": operation.is_deprecated,
    })
}

fn markdown(operations: &[Operation]) -> String {
    let mut text = "| method | path | call | tag | |\n|---|---|---|---|---|\n".to_owned();
    for operation in operations {
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            operation.method,
            code(&operation.path),
            code(&operation.call),
            escaped(operation.tag.as_deref().unwrap_or_default()),
            marks(operation).join(", "),
        ));
    }
    text
}
