//! What each schema amounts to, worked out once.
//!
//! Schemas are taken in an order in which what one is made of (`allOf`, `oneOf`, `anyOf`, `$ref`)
//! comes before it, so that each is made of what is known already: no recursion, and as much work
//! as the document is long. What multiplies out is bounded by a [`Budget`].

mod all_of;
mod budget;
mod circles;
mod depth;
mod distribute;
mod files;
mod union;

use super::model::{Api, Property, SchemaId, SchemaKind};
use super::shape::{is_nullable, takes_any_string};
use super::union::{Kinds, json_kinds_of};
use super::{AdditionalProperties, Shape, shape};
use crate::diagnostics::Diagnostics;
use crate::source::{Node, Number};
use budget::Budget;
pub(super) use budget::{distinct, parts};
use circles::mark_circles;
use files::mark_files;

/// What is known of one schema.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    /// What it amounts to.
    pub(super) amount: Amount,
    /// The schema it is an alias of, itself if none.
    pub(super) alias_target: SchemaId,
    /// The schema it only wraps, itself if none.
    pub(super) unwrapped: SchemaId,
    /// As `unwrapped`, but members of an `allOf` that have only annotations are ignored.
    sole_constraint: SchemaId,
    /// The members of a union as they are chosen from: a union in place is part of the one around
    /// it, and what is listed twice is one member.
    pub(super) members: Vec<SchemaId>,
    /// The known values, where it is nothing but strings.
    texts: Option<Vec<String>>,
    /// What it adds to an `allOf` it is a part of.
    part: Part,
    /// The kinds of JSON it allows, `null` aside; `None` for any.
    pub(super) kinds: Option<Kinds>,
    pub(super) nullable: bool,
    pub(super) takes_any_string: bool,
    /// Whether it is a list or map in place that holds itself, or lists too deep for a type.
    pub(super) holds_itself: bool,
    /// Whether a value of it may hold bytes.
    pub(super) holds_file: bool,
    /// How many compositions it is made of, one in another.
    height: usize,
    /// Whether it, or a part of it, exceeds the budget: then it is any value.
    is_over_budget: bool,
}

/// The owned half of a [`Shape`].
#[derive(Clone, Debug)]
pub(super) enum Amount {
    /// Anything.
    Any,
    /// As the schema's own kind says.
    Kind,
    /// A string without a format.
    Text,
    /// Strings, some of them known.
    Strings(Vec<String>),
    /// Whole numbers, some of them known.
    Integers(Vec<i64>),
    /// The objects of an `allOf`, merged.
    Object { properties: Vec<Property>, additional: AdditionalProperties },
    /// One of the members.
    Union,
    /// The same as another schema.
    Same(SchemaId),
    /// Of the shape of another schema, and yet its own.
    Like(SchemaId),
    /// An `allOf` that no type says.
    Intersection,
}

/// What a schema adds to an `allOf`.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// Nothing: it allows anything.
    Nothing,
    /// The properties of this schema, an object or an `allOf` of objects.
    Object(SchemaId),
    /// It is no object.
    Other,
}

impl Resolved {
    fn unknown(id: SchemaId) -> Self {
        Self {
            amount: Amount::Any,
            alias_target: id,
            unwrapped: id,
            sole_constraint: id,
            members: Vec::new(),
            texts: None,
            part: Part::Nothing,
            kinds: None,
            nullable: false,
            takes_any_string: false,
            holds_itself: false,
            holds_file: false,
            height: 0,
            is_over_budget: false,
        }
    }
}

/// Works out every schema of `api`; `order` has each after what it is made of.
pub(super) fn resolve(api: &mut Api, order: &[SchemaId], diagnostics: &mut Diagnostics) {
    depth::cut(&mut api.schemas, diagnostics);
    api.resolved = (0..api.schemas.len()).map(|id| Resolved::unknown(SchemaId(id))).collect();
    let mut budget = Budget::new(api);
    for id in order {
        one(api, *id, &mut budget);
        distribute::distribute(api, *id, &mut budget);
    }
    mark_circles(api);
    mark_files(api);
    budget.report(api, diagnostics);
}

/// Works out the schema `id`, all of whose parts are known.
fn one(api: &mut Api, id: SchemaId, budget: &mut Budget) {
    let height = budget::height(api, id);
    let mut found = Resolved { height, ..Resolved::unknown(id) };
    if height > budget::MOST_LEVELS {
        budget.too_deep(api, id);
        found.is_over_budget = true;
    } else if contains_over_budget(api, id) {
        found.is_over_budget = true;
    } else {
        (found.unwrapped, found.sole_constraint) = wraps(api, id);
        compose(api, id, &mut found, budget);
    }
    if found.is_over_budget {
        return replace_with_any(api, id);
    }
    put(api, id, found);
}

/// Turns `id` into the schema of any value, so that later stages do not look into it.
fn replace_with_any(api: &mut Api, id: SchemaId) {
    let height = budget::height(api, id);
    api.schemas[id.0].kind = SchemaKind::Any;
    put(api, id, Resolved { height, is_over_budget: true, ..Resolved::unknown(id) });
}

/// Whether it is an `allOf` with, or an alias of, a schema that exceeds the budget.
fn contains_over_budget(api: &Api, id: SchemaId) -> bool {
    match &api.schema(id).kind {
        SchemaKind::AllOf(members) => {
            members.iter().any(|member| api.resolved[member.0].is_over_budget)
        }
        SchemaKind::Alias(target) => api.resolved[target.0].is_over_budget,
        _ => false,
    }
}

/// What `id` amounts to, and what it adds to an `allOf` around it.
fn compose(api: &Api, id: SchemaId, found: &mut Resolved, budget: &mut Budget) {
    match &api.schema(id).kind {
        SchemaKind::Any => {}
        SchemaKind::AllOf(members) => match all_of::merge(api, id, members, budget) {
            Some(merged) => (found.amount, found.part) = merged,
            None => found.is_over_budget = true,
        },
        SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
            found.is_over_budget = union::merge(api, members, found, budget).is_none();
            found.part = match members.as_slice() {
                [only] => api.resolved[only.0].part,
                _ => Part::Other,
            };
        }
        SchemaKind::Alias(target) => {
            found.amount = Amount::Same(*target);
            found.part = api.resolved[target.0].part;
        }
        SchemaKind::Enum(values) => {
            (found.amount, found.part) = (of_values(values), Part::Other);
        }
        SchemaKind::Object { .. } => (found.amount, found.part) = (Amount::Kind, Part::Object(id)),
        _ => (found.amount, found.part) = (Amount::Kind, Part::Other),
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

/// What `id` only wraps, without and with annotations around it.
fn wraps(api: &Api, id: SchemaId) -> (SchemaId, SchemaId) {
    let only = match &api.schema(id).kind {
        SchemaKind::Alias(target) => Some(*target),
        SchemaKind::AllOf(members)
        | SchemaKind::OneOf(members, _)
        | SchemaKind::AnyOf(members, _) => match members.as_slice() {
            [only] => Some(*only),
            _ => None,
        },
        _ => None,
    };
    if let Some(only) = only {
        let inner = &api.resolved[only.0];
        return (inner.unwrapped, inner.sole_constraint);
    }
    match &api.schema(id).kind {
        SchemaKind::AllOf(members) => match all_of::constraining(api, members).as_slice() {
            [only] => (id, api.resolved[only.0].sole_constraint),
            _ => (id, id),
        },
        _ => (id, id),
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

/// Sets of strings and of whole numbers; any other `enum` is as [`shape`] reads it.
fn of_values(values: &[Node]) -> Amount {
    if values.len() < 2 {
        return Amount::Kind;
    }
    if let Some(strings) = texts_of(values) {
        return Amount::Strings(strings);
    }
    let integers: Option<Vec<i64>> = values.iter().map(integer).collect();
    integers.map_or(Amount::Kind, |integers| Amount::Integers(budget::distinct(integers)))
}

/// The strings of an `enum` that has nothing else, each once.
fn texts_of(values: &[Node]) -> Option<Vec<String>> {
    let strings: Option<Vec<&str>> = values.iter().map(Node::as_str).collect();
    strings.map(|strings| budget::distinct(strings).into_iter().map(str::to_owned).collect())
}

fn integer(node: &Node) -> Option<i64> {
    match node {
        Node::Number(Number::Signed(value)) => Some(*value),
        _ => None,
    }
}
