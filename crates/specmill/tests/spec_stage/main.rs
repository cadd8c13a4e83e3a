//! What `spec::read` makes of documents, right and wrong ones.

mod garbage;
mod loops;
mod methods;
mod mistakes;
mod official;
mod operations;
mod order;
mod parameters;
mod references;
mod schemas;

use std::path::Path;

use specmill_core::diagnostics::Diagnostics;
use specmill_core::source::Node;
use specmill_core::spec::{Api, Operation, Property, Schema, SchemaId, SchemaKind};

/// A document read, and what was noted.
struct Read {
    api: Api,
    diagnostics: Diagnostics,
}

/// Reads a document in the shape `normalize` gives, written as YAML.
fn read(text: &str) -> Read {
    let document = specmill_core::source::parse(text, Path::new("api.yaml")).expect("YAML");
    read_node(&document.root)
}

fn read_node(root: &Node) -> Read {
    let mut diagnostics = Diagnostics::default();
    let api = specmill_core::spec::read(root, &mut diagnostics);
    Read { api, diagnostics }
}

/// Reads a document whose component schemas are `schemas` (YAML, not indented).
fn read_schemas(schemas: &str) -> Read {
    read(&format!("components:\n  schemas:\n{}", indent(schemas, 4)))
}

/// Reads a document whose only operation is `get` under `path`, described by `operation`.
fn read_get(path: &str, operation: &str) -> Read {
    read(&format!("paths:\n  '{path}':\n    get:\n{}", indent(operation, 6)))
}

fn indent(text: &str, by: usize) -> String {
    text.lines().map(|line| format!("{:by$}{line}\n", "")).collect()
}

impl Read {
    /// Asserts that nothing was noted.
    #[track_caller]
    fn clean(self) -> Api {
        assert_eq!(self.noted(), Vec::<String>::new());
        self.api
    }

    /// Each fault as `severity[code] pointer: message; help`.
    fn noted(&self) -> Vec<String> {
        let lines = self.diagnostics.iter().map(|fault| {
            let severity = fault.severity;
            let place = fault.place.as_ref().map(|place| place.pointer.as_str());
            let (place, help) = (place.unwrap_or_default(), fault.help.as_deref());
            let help = help.unwrap_or_default();
            format!("{severity}[{}] {place}: {}; {help}", fault.code, fault.message)
        });
        lines.collect()
    }

    /// Asserts that exactly these were noted, each given by its beginning.
    #[track_caller]
    fn notes(&self, beginnings: &[&str]) -> &Api {
        let noted = self.noted();
        assert_eq!(noted.len(), beginnings.len(), "{noted:#?}");
        for (noted, beginning) in noted.iter().zip(beginnings) {
            assert!(noted.starts_with(beginning), "{noted}\ndoes not begin with\n{beginning}");
        }
        &self.api
    }
}

/// The component schema `name`.
#[track_caller]
fn component<'a>(api: &'a Api, name: &str) -> &'a Schema {
    api.schema(api.components[name])
}

/// The properties of the component schema `name`.
#[track_caller]
fn properties<'a>(api: &'a Api, name: &str) -> &'a [Property] {
    match &component(api, name).kind {
        SchemaKind::Object { properties, .. } => properties,
        other => unreachable!("{name} is {other:?}"),
    }
}

/// The id of property `property` of the component schema `name`.
#[track_caller]
fn property(api: &Api, name: &str, property: &str) -> SchemaId {
    properties(api, name).iter().find(|found| found.name == property).expect("property").schema
}

/// The only operation.
#[track_caller]
fn only(api: &Api) -> &Operation {
    assert_eq!(api.operations.len(), 1);
    &api.operations[0]
}
