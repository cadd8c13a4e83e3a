//! What the whole stage knows, and what it makes of scalars.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::diagnostics::Diagnostics;
use crate::ir;
use crate::names::NameTable;
use crate::spec::{Api, ParameterLocation, ParameterStyle, SchemaId};
use crate::tree::{Node, Number};

/// The module of what several tags, or none, reach; it comes last.
pub(super) const SHARED_MODULE: &str = "shared";

/// What the walk over a document carries with it.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a NameTable,
    pub(super) ids: BTreeMap<SchemaId, ir::TypeId>,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// What became any value so far.
    pub(super) untyped: IndexSet<ir::UntypedPlace, FxBuildHasher>,
    /// The part of the client that is being made.
    pub(super) owner: ir::Owner,
}

pub(super) fn lower_location(location: ParameterLocation) -> ir::Location {
    match location {
        ParameterLocation::Path => ir::Location::Path,
        ParameterLocation::Query => ir::Location::Query,
        ParameterLocation::Header => ir::Location::Header,
        ParameterLocation::Cookie => ir::Location::Cookie,
    }
}

pub(super) fn lower_style(style: ParameterStyle) -> ir::Style {
    match style {
        ParameterStyle::Matrix => ir::Style::Matrix,
        ParameterStyle::Label => ir::Style::Label,
        ParameterStyle::Form => ir::Style::Form,
        ParameterStyle::Simple => ir::Style::Simple,
        ParameterStyle::SpaceDelimited => ir::Style::SpaceDelimited,
        ParameterStyle::PipeDelimited => ir::Style::PipeDelimited,
        ParameterStyle::DeepObject => ir::Style::DeepObject,
    }
}

/// A scalar of the document; `None` for what is none, or fits no literal.
pub(super) fn literal(value: &Node) -> Option<ir::Literal> {
    Some(match value {
        Node::Null => ir::Literal::Null,
        Node::Bool(value) => ir::Literal::Bool(*value),
        Node::Number(Number::Signed(value)) => ir::Literal::Integer(*value),
        Node::Number(Number::Float(value)) if value.is_finite() => ir::Literal::Float(*value),
        Node::String(text) => ir::Literal::String(text.clone()),
        _ => return None,
    })
}
