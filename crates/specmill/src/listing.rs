//! What a client has, for people and programs that look at it without compiling it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use specmill_core::diagnostics::{self as found, Severity, one_line};
use specmill_core::emit;
use specmill_core::ir::{Answer, Api, Group, Operation as Lowered, reached};
use specmill_core::output::{NotRust, filed};
use specmill_core::report::Located;
use specmill_core::source::Document;
use specmill_core::tree::Pointer;

/// An operation of a client: what it is in the document, and what callers write for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// `operationId`, or `GET /path` where there is none.
    pub id: String,
    /// The HTTP method, as it is sent.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The call, with what must be given by name: `client.invites().get(invite_id)`.
    pub call: String,
    /// The tag that it is grouped by.
    pub tag: Option<String>,
    /// The module of its group; empty for the root.
    pub module: String,
    /// Whether its pages are followed: the call has `.items()` and `.pages()`.
    pub is_paged: bool,
    /// Whether it answers with a stream of events, or with `.stream()` can be asked to.
    pub is_streamed: bool,
    /// Whether the document advises against it.
    pub is_deprecated: bool,
}

/// Where a document describes something.
///
/// `Display` is one line: `api.yaml:12:3  /components/schemas/Pet`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourcePlace {
    /// The file: the one it was written in, where the document was joined out of several or changed by
    /// an overlay.
    pub file: PathBuf,
    /// The JSON Pointer (RFC 6901) from the root of that file.
    pub pointer: String,
    /// The line, counted from 1, where it could be found: that of the nearest thing above it where it
    /// stands for something that is not there.
    pub line: Option<usize>,
    /// The column in that line, in characters counted from 1.
    pub column: Option<usize>,
}

/// A type or an operation of a client: its Rust, and where it comes from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Described {
    /// What it is called: a type's name, or an operation's call.
    pub name: String,
    /// What it is.
    pub kind: DescribedKind,
    /// The module it is in; empty for the root.
    pub module: String,
    /// Its text: a type with what it implements, or the method of an operation with its builder.
    pub rust: String,
    /// Where the document describes it.
    pub place: Option<SourcePlace>,
}

/// What a [`Described`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DescribedKind {
    /// A struct, an enum or an alias.
    Type,
    /// An operation.
    Operation,
}

impl fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&self.file.display().to_string()))?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, "  {}", one_line(&self.pointer))
    }
}

/// Every operation that is generated, group by group.
pub(crate) fn operations(client: &Api) -> Vec<Operation> {
    all(client).map(|(group, operation)| listed(client, group, operation)).collect()
}

fn all(client: &Api) -> impl Iterator<Item = (&Group, &Lowered)> {
    client.groups.iter().flat_map(|group| group.operations.iter().map(move |it| (group, it)))
}

/// The module of a group, as it is written; what has no tag is called on the client, in the root.
fn module(client: &Api, group: &Group) -> String {
    let module = client.modules.get(group.module.0).filter(|_| group.tag.is_some());
    module.map_or(String::new(), |module| module.name.clone())
}

fn listed(client: &Api, group: &Group, operation: &Lowered) -> Operation {
    Operation {
        id: operation.id.clone(),
        method: operation.http_method.clone(),
        path: operation.path.clone(),
        call: group.call(operation),
        tag: group.tag.clone(),
        module: module(client, group),
        is_paged: operation.pagination.is_some(),
        is_streamed: operation.events.is_some() || matches!(operation.answer, Answer::Events(_)),
        is_deprecated: operation.docs.deprecated,
    }
}

/// What of `client` is called `name`.
pub(crate) fn described(
    client: &Api,
    options: &emit::Options,
    document: &Document,
    name: &str,
) -> Result<Vec<Described>, NotRust> {
    let types = client.types.iter().enumerate().filter(|(at, def)| {
        let is_left_out = client.left_out.iter().any(|id| id.0 == *at);
        !is_left_out && (def.name == name || def.component.as_deref() == Some(name))
    });
    let types = types.map(|(_, def)| Wanted {
        kind: DescribedKind::Type,
        name: def.name.clone(),
        filed_under: &def.name,
        place: &def.place,
    });
    let operations = all(client).filter(|(group, operation)| is_called(group, operation, name));
    let operations = operations.map(|(group, operation)| Wanted {
        kind: DescribedKind::Operation,
        name: group.call(operation),
        filed_under: &operation.builder,
        place: &operation.place,
    });
    let wanted: Vec<Wanted<'_>> = types.chain(operations).collect();
    let Some(_) = wanted.first() else { return Ok(Vec::new()) };
    let files = emit::emit(client, options);
    let places = located(&wanted, document);
    let mut shown = Vec::new();
    for (wanted, place) in wanted.into_iter().zip(places) {
        for (module, rust) in filed(&files, wanted.filed_under)? {
            let Wanted { kind, name, .. } = &wanted;
            let (kind, name, place) = (*kind, name.clone(), place.clone());
            shown.push(Described { name, kind, module, rust, place });
        }
    }
    Ok(shown)
}

struct Wanted<'a> {
    kind: DescribedKind,
    name: String,
    filed_under: &'a str,
    place: &'a found::Place,
}

/// An operation is called by its id, its method and path, its path, or its call, of which the arguments,
/// `client` and the group may be left out.
fn is_called(group: &Group, operation: &Lowered, name: &str) -> bool {
    let plain = |name: &str| name.trim_start_matches("r#").to_owned();
    let (accessor, method) = (plain(&group.accessor), plain(&operation.method));
    let call = name.strip_prefix("client.").unwrap_or(name).replace("::", ".");
    let call = call.rsplit_once('(').map_or(call.as_str(), |(call, _)| call).replace("()", "");
    let grouped = match group.tag {
        Some(_) => format!("{accessor}.{method}"),
        None => method.clone(),
    };
    operation.id == name
        || operation.path == name
        || format!("{} {}", operation.http_method, operation.path) == name
        || call == method
        || call == grouped
}

fn located(wanted: &[Wanted<'_>], document: &Document) -> Vec<Option<SourcePlace>> {
    let mut faults = found::Diagnostics::default();
    for wanted in wanted {
        // Faults are what the core finds places of.
        faults.push(found::Diagnostic {
            severity: Severity::Note,
            code: "place",
            message: String::new(),
            place: Some(wanted.place.clone()),
            help: None,
        });
    }
    faults.locate(Some(document)).into_iter().map(place).collect()
}

fn place(located: Located) -> Option<SourcePlace> {
    Some(SourcePlace {
        file: located.file?,
        pointer: located.pointer.as_ref().map(Pointer::as_str).unwrap_or_default().to_owned(),
        line: located.position.map(|position| position.line),
        column: located.position.map(|position| position.column),
    })
}

/// The modules of the groups whose operations send or return each type, by its name.
pub(crate) fn modules_by_type(client: &Api) -> BTreeMap<String, BTreeSet<String>> {
    let kinds: Vec<_> = client.types.iter().map(|def| &def.kind).collect();
    let groups = client.groups.iter().map(|group| {
        let choices = group.operations.iter().flat_map(Lowered::choices);
        let choices: Vec<String> = choices.map(str::to_owned).collect();
        (module(client, group), group.named(), choices)
    });
    let webhooks = client.webhooks.iter().filter_map(|all| {
        let module = client.modules.get(all.module.0)?;
        Some((module.name.clone(), all.named(), vec![all.name.clone()]))
    });
    let mut modules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, roots, names) in groups.chain(webhooks) {
        let reached = reached(&kinds, roots);
        let types = client.types.iter().zip(reached).filter(|(_, is_reached)| *is_reached);
        for name in types.map(|(def, _)| def.name.clone()).chain(names) {
            modules.entry(name).or_default().insert(module.clone());
        }
    }
    modules
}
