//! From what the document says to what will be generated.

mod answers;
mod bodies;
mod context;
mod conventions;
mod docs;
mod encodings;
mod homes;
mod initial;
mod integers;
mod limits;
mod long_texts;
mod operations;
mod repetition;
mod samples;
mod schemas;
mod types;
mod unions;
mod untyped;
mod usage;
mod webhooks;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use self::context::{Context, literal, lower_location};
use self::types::Unplaced;
use crate::diagnostics::Diagnostics;
use crate::ir;
use crate::names::NameTable;
use crate::spec::{Api, SchemaId, SecuritySchemeKind};

pub use samples::samples;

/// Builds the client of `api` under the names of `names`.
pub fn lower(api: &Api, names: &NameTable, diagnostics: &mut Diagnostics) -> ir::Api {
    let order = types::order(api, names);
    let mut ids: BTreeMap<SchemaId, ir::TypeId> =
        order.iter().enumerate().map(|(index, (id, _))| (*id, ir::TypeId(index))).collect();
    let same = names.same.iter().filter_map(|(id, first)| Some((*id, *ids.get(first)?)));
    let same: Vec<(SchemaId, ir::TypeId)> = same.collect();
    ids.extend(same);
    let untyped = IndexSet::default();
    let owner = ir::Owner::Webhooks;
    let mut context = Context { api, names, ids, diagnostics, untyped, owner };
    let mut types: Vec<Unplaced> = Vec::with_capacity(order.len());
    for (number, (id, name)) in order.iter().enumerate() {
        context.owner = ir::Owner::Type(ir::TypeId(number));
        types.push(types::lower_type(&mut context, *id, name));
    }
    let groups = operations::lower_groups(&mut context);
    let webhooks = webhooks::lower_webhooks(&mut context);
    let modules = operations::modules(api, names);
    let messages = usage::Messages::new(api, &context.ids);
    let mut lowered = ir::Api {
        title: api.title.clone(),
        version: api.version.clone(),
        description: api.description.clone(),
        servers: api.servers.iter().map(lower_server).collect(),
        security_schemes: api.security_schemes.iter().map(lower_security_scheme).collect(),
        conventions: conventions::lower(&api.conventions),
        types: placed(types, &groups, webhooks.as_ref(), &messages, modules.len()),
        modules,
        left_out: BTreeSet::new(),
        groups,
        webhooks,
        untyped: context.untyped.into_iter().collect(),
    };
    repetition::leave_to_types(&mut lowered);
    docs::describe_places(&mut lowered);
    long_texts::note(api, diagnostics);
    lowered
}

fn lower_server(server: &crate::spec::Server) -> ir::Server {
    let variables = server.variables.iter().map(|variable| ir::ServerVariable {
        name: variable.name.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
        description: variable.description.clone(),
    });
    ir::Server {
        url: server.url.clone(),
        template: server.template.clone(),
        variables: variables.collect(),
        description: server.description.clone(),
    }
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

/// The types with their modules, of which the last is the shared one.
fn placed(
    types: Vec<Unplaced>,
    groups: &[ir::Group],
    webhooks: Option<&ir::Webhooks>,
    messages: &usage::Messages,
    modules: usize,
) -> Vec<ir::TypeDef> {
    let shared = ir::ModuleId(modules.saturating_sub(1));
    let kinds: Vec<&ir::TypeKind> = types.iter().map(|unplaced| &unplaced.kind).collect();
    let homes = homes::homes(&kinds, groups, webhooks, shared);
    let usage = usage::usage(&kinds, groups, webhooks, messages);
    let places = homes.into_iter().zip(usage);
    types.into_iter().zip(places).map(|(ty, (home, usage))| ty.placed(home, usage)).collect()
}
