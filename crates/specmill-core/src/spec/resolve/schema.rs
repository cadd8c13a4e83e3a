//! What one schema amounts to, whose parts are known.

use super::budget::{self, Budget};
use super::union;
use super::values::of_values;
use crate::diagnostics::UntypedReason;
use crate::spec::union::json_kinds_of;
use crate::spec::{
    Amount, Api, Resolved, SchemaId, SchemaKind, Shape, is_nullable, shape, takes_any_string,
};

/// Works out the schema `id`, all of whose parts are known.
pub(super) fn one(api: &mut Api, id: SchemaId, budget: &mut Budget) {
    let height = budget::height(api, id);
    let mut found = Resolved { height, ..Resolved::unknown(id) };
    if height > budget::MOST_LEVELS {
        budget.too_deep(api, id);
        found.is_over_budget = true;
    } else if contains_over_budget(api, id) {
        found.is_over_budget = true;
    } else {
        found.unwrapped = wraps(api, id);
        compose(api, id, &mut found, budget);
    }
    if found.is_over_budget {
        return replace_with_any(api, id);
    }
    put(api, id, found);
}

/// Turns `id` into the schema of any value, so that later stages do not look into it.
pub(super) fn replace_with_any(api: &mut Api, id: SchemaId) {
    let height = budget::height(api, id);
    api.schemas[id.0].kind = SchemaKind::Any(UntypedReason::TooComposed);
    put(api, id, Resolved { height, is_over_budget: true, ..Resolved::unknown(id) });
}

/// Whether it is an alias of a schema that exceeds the budget.
fn contains_over_budget(api: &Api, id: SchemaId) -> bool {
    match &api.schema(id).kind {
        SchemaKind::Alias(target) => api.resolved[target.0].is_over_budget,
        _ => false,
    }
}

/// What `id` amounts to.
fn compose(api: &Api, id: SchemaId, found: &mut Resolved, budget: &mut Budget) {
    match &api.schema(id).kind {
        SchemaKind::Any(_) | SchemaKind::AllOf(_) => {}
        SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
            found.is_over_budget = union::merge(api, members, found, budget).is_none();
        }
        SchemaKind::Alias(target) => found.amount = Amount::Same(*target),
        SchemaKind::Enum(values) => found.amount = of_values(values),
        _ => found.amount = Amount::Kind,
    }
}

/// Stores what was found, with what follows from it.
fn put(api: &mut Api, id: SchemaId, mut found: Resolved) {
    if let Amount::Same(target) = found.amount {
        found.alias_target = api.resolved[target.0].alias_target;
    }
    api.resolved[id.0] = found;
    let kinds = json_kinds_of(api, id);
    let (nullable, any_string) = (allows_null(api, id), allows_any_string(api, id));
    let resolved = &mut api.resolved[id.0];
    resolved.kinds = kinds;
    (resolved.nullable, resolved.takes_any_string) = (nullable, any_string);
}

/// The schema that `id` only wraps, itself if none.
fn wraps(api: &Api, id: SchemaId) -> SchemaId {
    let kind = &api.schema(id).kind;
    match (kind, kind.sole_member()) {
        (SchemaKind::Alias(only), _) => api.resolved[only.0].unwrapped,
        (_, Some(only)) => api.resolved[only.0].unwrapped,
        _ => id,
    }
}

fn allows_null(api: &Api, id: SchemaId) -> bool {
    let schema = api.schema(id);
    schema.nullable
        || match (&schema.kind, shape(api, id)) {
            (SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _), _) => {
                members.iter().any(|member| is_nullable(api, *member))
            }
            (_, Shape::Same(target)) => is_nullable(api, target),
            _ => false,
        }
}

fn allows_any_string(api: &Api, id: SchemaId) -> bool {
    let alias_target = api.resolved[id.0].alias_target;
    match &api.schema(alias_target).kind {
        _ if alias_target != id => takes_any_string(api, alias_target),
        SchemaKind::String(_) => true,
        SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
            members.iter().any(|member| takes_any_string(api, *member))
        }
        _ => false,
    }
}
