//! From what the document says to what will be generated.

mod answers;
mod bodies;
mod docs;
mod encodings;
mod long_texts;
mod operations;
mod schemas;
mod types;
mod unions;
mod webhooks;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::Diagnostics;
use crate::ir;
use crate::names::NameTable;
use crate::spec::{Api, ParameterLocation, SchemaId, SecuritySchemeKind};
use crate::tree::{Node, Number};

/// Builds the client of `api` under the names of `names`.
pub fn lower(api: &Api, names: &NameTable, diagnostics: &mut Diagnostics) -> ir::Api {
    let order = types::order(api, names);
    let ids: BTreeMap<SchemaId, ir::TypeId> =
        order.iter().enumerate().map(|(index, id)| (*id, ir::TypeId(index))).collect();
    let mut context = Context { api, names, ids, diagnostics };
    let types = order.iter().map(|id| types::lower_type(&mut context, *id)).collect();
    let groups = operations::lower_groups(&mut context);
    let webhooks = webhooks::lower_webhooks(&mut context);
    let mut lowered = ir::Api {
        title: api.title.clone(),
        version: api.version.clone(),
        description: api.description.clone(),
        servers: api.servers.iter().map(lower_server).collect(),
        security_schemes: api.security_schemes.iter().map(lower_security_scheme).collect(),
        modules: operations::modules(api, names),
        types,
        left_out: BTreeSet::new(),
        constants: names.constants.iter().map(lower_constant).collect(),
        groups,
        webhooks,
    };
    docs::describe_places(&mut lowered);
    long_texts::note(api, diagnostics);
    lowered
}

/// The module of what several tags, or none, reach; it comes last.
pub(crate) const SHARED_MODULE: &str = "shared";

struct Context<'a> {
    api: &'a Api,
    names: &'a NameTable,
    ids: BTreeMap<SchemaId, ir::TypeId>,
    diagnostics: &'a mut Diagnostics,
}

fn lower_server(server: &crate::spec::Server) -> ir::Server {
    ir::Server { url: server.url.clone(), description: server.description.clone() }
}

fn lower_security_scheme(scheme: &crate::spec::SecurityScheme) -> ir::SecurityScheme {
    let kind = match &scheme.kind {
        SecuritySchemeKind::Bearer => ir::SecuritySchemeKind::Bearer,
        SecuritySchemeKind::Basic => ir::SecuritySchemeKind::Basic,
        SecuritySchemeKind::Http(name) => ir::SecuritySchemeKind::Http(name.clone()),
        SecuritySchemeKind::ApiKey(location, name) => {
            ir::SecuritySchemeKind::ApiKey(lower_location(*location), name.clone())
        }
        SecuritySchemeKind::OAuth2 => ir::SecuritySchemeKind::OAuth2,
        SecuritySchemeKind::OpenIdConnect => ir::SecuritySchemeKind::OpenIdConnect,
        SecuritySchemeKind::MutualTls => ir::SecuritySchemeKind::MutualTls,
    };
    ir::SecurityScheme { name: scheme.name.clone(), description: scheme.description.clone(), kind }
}

fn lower_location(location: ParameterLocation) -> ir::Location {
    match location {
        ParameterLocation::Path => ir::Location::Path,
        ParameterLocation::Query => ir::Location::Query,
        ParameterLocation::Header => ir::Location::Header,
        ParameterLocation::Cookie => ir::Location::Cookie,
    }
}

fn lower_constant((value, name): &(Node, String)) -> ir::Constant {
    // Shapes give no other constant.
    let value = literal(value).unwrap_or(ir::Literal::Bool(false));
    ir::Constant { name: name.clone(), value }
}

/// A scalar of the document; `None` for what is none, or fits no literal.
fn literal(value: &Node) -> Option<ir::Literal> {
    Some(match value {
        Node::Bool(value) => ir::Literal::Bool(*value),
        Node::Number(Number::Signed(value)) => ir::Literal::Integer(*value),
        Node::Number(Number::Float(value)) if value.is_finite() => ir::Literal::Float(*value),
        Node::String(text) => ir::Literal::String(text.clone()),
        _ => return None,
    })
}
