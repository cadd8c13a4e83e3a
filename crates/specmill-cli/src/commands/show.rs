//! `specmill show`: what a type or an operation of a document becomes.

use std::process::ExitCode;

use clap::Args;
use specmill::surface::ItemKind;
use specmill::{Described, DescribedKind, Error, Outline};

use crate::arguments::{DateLibrary, DocumentArguments};
use crate::faults::show_what_is_left_out;
use crate::terminal::{print_failure, show};
use crate::written::not_written;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  specmill show api.yaml Invite\n  specmill show api.yaml listInvites\n  \
    specmill show api.yaml /invites"
)]
pub(crate) struct ShowArguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// A type, by its name in Rust or in the document; or an operation: its `operationId`, `GET /pets`,
    /// `/pets`, `client.pets().list()`, `pets.list` or `list`
    name: String,
    /// What `date-time` and `date` become
    #[arg(long, value_enum, default_value_t = DateLibrary::Jiff)]
    dates: DateLibrary,
    /// Group operations without a tag by the first segment of their paths
    #[arg(long)]
    group_by_path: bool,
}

/// How many operations are shown whole where several have the name.
const SHOWN: usize = 2;

/// Prints the Rust of what has the name, and where the document describes it. It is a failure if nothing has.
pub(crate) fn run(arguments: &ShowArguments) -> Result<ExitCode, Error> {
    let generator = arguments.document.generator().dates(arguments.dates.into());
    let output = generator.group_by_path(arguments.group_by_path).outline()?;
    let described = output.describe(&arguments.name)?;
    if described.is_empty() {
        show_what_is_left_out(output.diagnostics());
        print_failure(&nothing(&output, &arguments.name));
        return Ok(ExitCode::FAILURE);
    }
    let mut operations: Vec<&str> = described
        .iter()
        .filter(|found| found.kind == DescribedKind::Operation)
        .map(|found| found.name.as_str())
        .collect();
    operations.dedup();
    if operations.len() > SHOWN {
        let name = &arguments.name;
        let calls: String = operations.iter().map(|call| format!("    {call}\n")).collect();
        print_failure(&format!("{} operations are called `{name}`:\n{calls}", operations.len()));
        return Ok(ExitCode::FAILURE);
    }
    let texts: Vec<String> = described.iter().map(text).collect();
    if let Err(error) = show(&texts.join("\n")) {
        print_failure(&not_written("standard output", &error));
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn text(described: &Described) -> String {
    let place = described.place.as_ref().map(|place| format!("// {place}\n"));
    let module = match described.module.as_str() {
        "" => String::new(),
        module => format!("// in the module `{module}`\n"),
    };
    format!("{}{module}{}", place.unwrap_or_default(), described.rust)
}

/// How alike two names must be for one to be meant by the other.
const ALIKE: f64 = 0.8;
/// How many such names are told.
const TOLD: usize = 5;

fn nothing(output: &Outline, name: &str) -> String {
    let surface = output.surface();
    let types = surface.items().iter().filter_map(|item| match item.kind {
        ItemKind::Struct(_) | ItemKind::Enum(_) | ItemKind::Alias { .. } => Some(item.name.clone()),
        _ => None,
    });
    let operations = output.operations().into_iter().flat_map(|it| [it.id, it.path, it.call]);
    let mut alike: Vec<(f64, String)> = types
        .chain(operations)
        .map(|known| (likeness(&known, name), known))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    alike.dedup_by(|one, other| one.1 == other.1);
    let alike: Vec<String> =
        alike.into_iter().take(TOLD).map(|(_, known)| format!("`{known}`")).collect();
    match alike.as_slice() {
        [] => format!(
            "nothing is called `{name}`: `specmill list` shows the operations, and \
             `specmill generate` writes everything"
        ),
        alike => format!("nothing is called `{name}`; there is {}", alike.join(", ")),
    }
}

fn likeness(known: &str, name: &str) -> f64 {
    let (known, name) = (known.to_lowercase(), name.to_lowercase());
    let likeness = strsim::jaro_winkler(&known, &name);
    // A letter too few counts for much in a short name.
    if strsim::osa_distance(&known, &name) <= 1 { likeness.max(ALIKE) } else { likeness }
}
