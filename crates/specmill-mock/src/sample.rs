//! Values that are valid by a schema, the same ones every time.

use std::cell::{Cell, RefCell};

use heck::ToSnakeCase;
use specmill_core::source::{Map, Node};

use crate::coerce::property;
use crate::json_schema::Direction;
use crate::scalar;
use crate::schema::{Schema, kind, reference, views};

/// A recursive schema is followed this often.
const DEPTH: usize = 2;

/// Stands among the open schemas for a union.
const UNION: &str = "|";

/// Parts of an `allOf` in one another that are looked into.
const MOST_PARTS: usize = 64;

/// How many members of unions are tried before a value is given that is not valid.
const CHOICES: usize = 4;

/// What a value is made with.
#[derive(Clone, Copy)]
struct Plan {
    direction: Direction,
    /// Whether examples and defaults in the schema are values.
    examples: bool,
    /// Whether there are optional properties.
    optional: bool,
    /// The member of each union, counted from the start again where it has fewer.
    choice: usize,
    /// The same of a union inside of a union.
    inner: usize,
}

impl Schema {
    /// A value of the schema, the same every time: out of its examples and defaults where they are
    /// valid, and with all its properties where that is possible. Where no valid one is found it is
    /// the nearest; `None` where only an endless one would do.
    #[must_use]
    pub fn sample(&self) -> Option<Node> {
        sample(self, self.direction())
    }
}

/// A value for `schema`, with examples out of it where they fit, and all its properties where
/// that is possible. Where no valid one is found it is the nearest; `None` where only an endless
/// one would do.
fn sample(schema: &Schema, direction: Direction) -> Option<Node> {
    let plan = Plan { direction, examples: true, optional: true, choice: 0, inner: 0 };
    let choices =
        |plan: Plan| (0..CHOICES).map(move |choice| Plan { choice, inner: choice, ..plan });
    // Of a union in a union another member than of the one around it.
    let crossed = |plan: Plan| {
        let pairs =
            (1..CHOICES).flat_map(|by| (0..CHOICES).map(move |choice| (choice, choice + by)));
        pairs.map(move |(choice, inner)| Plan { choice, inner, ..plan })
    };
    let plans = std::iter::once(plan)
        .chain(choices(Plan { examples: false, ..plan }))
        .chain(choices(Plan { examples: false, optional: false, ..plan }))
        .chain(crossed(Plan { examples: false, ..plan }));
    let (mut contradictory, mut nearest) = (None, None);
    for plan in plans {
        let Some(made) = made(schema, plan) else { continue };
        if !is_valid(schema, &made.value) {
            nearest.get_or_insert(made.value);
        } else if made.contradicts_choice {
            contradictory.get_or_insert(made.value);
        } else {
            return Some(made.value);
        }
    }
    contradictory.or(nearest)
}

/// A value with nothing optional, and nothing out of examples.
pub(crate) fn least(schema: &Schema, direction: Direction) -> Option<Node> {
    let plan = Plan { direction, examples: false, optional: false, choice: 0, inner: 0 };
    made(schema, plan).map(|made| made.value)
}

/// A value for each member of the widest union that `schema` itself is, valid ones only.
pub(crate) fn of_each_member(schema: &Schema, direction: Direction) -> Vec<Node> {
    let widths = views(schema, schema.root()).into_iter().map(|view| {
        ["oneOf", "anyOf"].iter().filter_map(|key| view.get(key)?.as_array()).map(<[_]>::len).max()
    });
    let mut found: Vec<Node> = Vec::new();
    for choice in 0..widths.flatten().max().unwrap_or(1) {
        let with = |examples| Plan { direction, examples, optional: true, choice, inner: 0 };
        let value = [with(true), with(false)]
            .into_iter()
            .filter_map(|plan| made(schema, plan))
            .find(|made| !made.contradicts_choice && is_valid(schema, &made.value));
        found.extend(value.map(|made| made.value).filter(|value| !found.contains(value)));
    }
    found
}

pub(crate) fn is_valid(schema: &Schema, value: &Node) -> bool {
    serde_json::to_value(value).is_ok_and(|value| schema.is_valid(&value))
}

/// A value, and whether a member that was chosen of a union is not what it is: another schema, which
/// holds as well, has another tag.
struct Made {
    value: Node,
    contradicts_choice: bool,
}

fn made(schema: &Schema, plan: Plan) -> Option<Made> {
    let left = Cell::new(MOST_VALUES);
    let (chosen, contradicts_choice) = (RefCell::default(), Cell::new(false));
    let sampler = Sampler { schema, plan, left, chosen, contradicts_choice };
    let value = sampler.value(schema.root(), &mut Vec::new(), true)?;
    Some(Made { value, contradicts_choice: sampler.contradicts_choice.get() })
}

/// How large a sample may be, in [weight](Node::weight): a schema may ask for a billion items.
const MOST_VALUES: usize = 100_000;

struct Sampler<'s> {
    schema: &'s Schema,
    plan: Plan,
    /// What may still be made.
    left: Cell<usize>,
    /// The members chosen of the unions that the value at hand is of.
    chosen: RefCell<Vec<&'s Node>>,
    contradicts_choice: Cell<bool>,
}

impl<'s> Sampler<'s> {
    /// Whether there is room for `weight` more, which then is taken.
    fn has_room(&self, weight: usize) -> bool {
        let left = self.left.get().checked_sub(weight);
        self.left.set(left.unwrap_or_default());
        left.is_some()
    }

    /// `whole` where no other schema describes the same value.
    fn value(&self, node: &'s Node, open: &mut Vec<&'s str>, whole: bool) -> Option<Node> {
        let members = node.as_object()?;
        if let Some(value) = self.stated(members) {
            return Some(value).filter(|value| self.has_room(value.weight()));
        }
        if !self.has_room(1) {
            return None;
        }
        let outer = self.chosen.borrow().len();
        let mut made = None;
        if let Some(number) = reference(node) {
            if open.iter().filter(|known| **known == number).count() >= DEPTH {
                return None;
            }
            open.push(number);
            let value = self.value(self.schema.root().get("$defs")?.get(number)?, open, whole);
            open.pop();
            made = merged(made, value?);
        }
        for part in list(members, "allOf") {
            made = merged(made, self.value(part, open, false)?);
        }
        for key in ["anyOf", "oneOf"] {
            let union = list(members, key);
            if !union.is_empty() {
                made = merged(made, self.member(union, open, whole)?);
            }
        }
        let is_compound =
            ["$ref", "allOf", "anyOf", "oneOf"].iter().any(|key| members.contains_key(*key));
        if !is_compound || members.contains_key("properties") {
            let plain = self.plain(members, open, whole && !is_compound)?;
            if plain.as_str().is_some() && !self.has_room(plain.weight()) {
                return None;
            }
            made = merged(made, plain);
        }
        if let (true, Some(Node::Object(object))) = (whole, &mut made) {
            // What is required, and described by nobody.
            for name in self.required(node, 0) {
                object.entry(name.to_owned()).or_insert_with(|| text("text"));
            }
        }
        if let (true, Some(value)) = (whole, &made) {
            let chosen = self.chosen.borrow_mut().split_off(outer);
            if chosen.iter().any(|member| self.contradicts(member, value)) {
                self.contradicts_choice.set(true);
            }
        }
        made
    }

    /// Whether a property of `value` is none that `member` lists for it.
    fn contradicts(&self, member: &'s Node, value: &Node) -> bool {
        let is_listed = |schema: &'s Node, value: &Node| {
            let schema = self.schema.resolved(schema);
            let listed = schema.get("enum").and_then(Node::as_array);
            listed.is_none_or(|listed| listed.contains(value))
                && schema.get("const").is_none_or(|only| only == value)
        };
        let (mut open, mut depth) = (vec![member], 0);
        while let Some(node) = open.pop().filter(|_| depth < MOST_PARTS) {
            depth += 1;
            let Some(members) = self.schema.resolved(node).as_object() else { continue };
            let properties = members.get("properties").and_then(Node::as_object);
            for (name, schema) in properties.into_iter().flatten() {
                if value.get(name).is_some_and(|value| !is_listed(schema, value)) {
                    return true;
                }
            }
            open.extend(list(members, "allOf"));
        }
        false
    }

    /// What a schema and the parts of its `allOf` require.
    fn required(&self, node: &'s Node, depth: usize) -> Vec<&'s str> {
        let node = self.schema.resolved(node);
        let Some(members) = node.as_object().filter(|_| depth < 16) else { return Vec::new() };
        let own = list(members, "required").iter().filter_map(Node::as_str);
        let parts = list(members, "allOf").iter();
        own.chain(parts.flat_map(|part| self.required(part, depth + 1))).collect()
    }

    /// A value that the schema states: an example, a default, a constant or an enum value.
    fn stated(&self, members: &Map) -> Option<Node> {
        let annotated = |key: &str| members.get(key).filter(|value| **value != Node::Null);
        if self.plan.examples
            && let Some(value) = annotated("example").or_else(|| annotated("default"))
        {
            return Some(value.clone());
        }
        let first = || {
            let values = members.get("enum")?.as_array()?;
            values.iter().find(|value| **value != Node::Null).or(values.first())
        };
        members.get("const").or_else(first).cloned()
    }

    fn member(&self, union: &'s [Node], open: &mut Vec<&'s str>, whole: bool) -> Option<Node> {
        let is_null = |member: &Node| member.get("type").and_then(Node::as_str) == Some("null");
        let members: Vec<&Node> = union.iter().filter(|member| !is_null(member)).collect();
        let count = members.len();
        if count == 0 {
            return Some(Node::Null);
        }
        let choice = if open.contains(&UNION) { self.plan.inner } else { self.plan.choice };
        open.push(UNION);
        let made = (0..count).find_map(|at| {
            let member = members[(choice + at) % count];
            Some((member, self.value(member, open, whole)?))
        });
        open.pop();
        let (member, value) = made?;
        self.chosen.borrow_mut().push(member);
        Some(value)
    }

    fn plain(&self, members: &'s Map, open: &mut Vec<&'s str>, whole: bool) -> Option<Node> {
        match kind(members) {
            "object" => self.object(members, open, whole),
            "array" => self.array(members, open),
            "string" => Some(text(&scalar::string(members))),
            "integer" => Some(scalar::integer(members)),
            "number" => Some(scalar::number(members)),
            "boolean" => Some(Node::Bool(true)),
            "null" => Some(Node::Null),
            _ => Some(text("text")),
        }
    }

    fn object(&self, members: &'s Map, open: &mut Vec<&'s str>, whole: bool) -> Option<Node> {
        let mut object = Map::default();
        let required = list(members, "required");
        let properties = members.get("properties").and_then(Node::as_object);
        for (name, schema) in properties.into_iter().flatten() {
            let is_required = required.iter().any(|known| known.as_str() == Some(name));
            if !is_required && (!self.plan.optional || self.travels_only_back(schema)) {
                continue;
            }
            match self.value(schema, open, true) {
                Some(value) => {
                    let value = self.position(name, schema, 0).unwrap_or(value);
                    object.insert(name.clone(), value);
                }
                None if is_required => return None,
                None => {}
            }
        }
        let additional = members.get("additionalProperties");
        if whole
            && self.plan.optional
            && properties.is_none()
            && let Some(value @ Node::Object(_)) = additional
            && let Some(value) = self.value(value, open, true)
        {
            object.insert("key".to_owned(), value);
        }
        Some(Node::Object(object))
    }

    /// Whether a property is only for the other way.
    fn travels_only_back(&self, schema: &'s Node) -> bool {
        let flag = match self.plan.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        self.schema.resolved(schema).get(flag).and_then(Node::as_bool) == Some(true)
    }

    /// The position `at` as the value of a property that is one by its name (`index`, `output_index`),
    /// where the schema states none.
    fn position(&self, name: &str, node: &'s Node, at: usize) -> Option<Node> {
        if name.to_snake_case().split('_').next_back() != Some("index") {
            return None;
        }
        let views = views(self.schema, node).into_iter().filter_map(Node::as_object);
        let views: Vec<&Map> = views.collect();
        if views.iter().any(|members| self.stated(members).is_some()) {
            return None;
        }
        let whole = views.iter().find(|members| ["integer", "number"].contains(&kind(members)))?;
        Some(scalar::position(whole, at))
    }

    /// Counts the items of a list from 0 where they say their place in it.
    fn number(&self, schema: &'s Node, items: &mut [Node]) {
        for (at, item) in items.iter_mut().enumerate() {
            if let Some(value) = item.as_object_mut().and_then(|members| members.get_mut("index"))
                && let Some(position) =
                    self.position("index", property(self.schema, schema, "index"), at)
            {
                *value = position;
            }
        }
    }

    fn array(&self, members: &'s Map, open: &mut Vec<&'s str>) -> Option<Node> {
        let limit = |key: &str| members.get(key).and_then(scalar::size);
        let mut items = Vec::new();
        for schema in list(members, "prefixItems") {
            items.push(self.value(schema, open, true)?);
        }
        let least = limit("minItems").unwrap_or(0);
        let wanted = least.max(1).min(limit("maxItems").unwrap_or(usize::MAX));
        let Some(schema) = members.get("items") else { return Some(Node::Array(items)) };
        if let Some(item) = self.value(schema, open, true) {
            let weight = item.weight();
            while items.len() < wanted && (items.is_empty() || self.has_room(weight)) {
                items.push(item.clone());
            }
        } else if least > items.len() {
            return None;
        }
        self.number(schema, &mut items);
        Some(Node::Array(items))
    }
}

fn list<'s>(members: &'s Map, key: &str) -> &'s [Node] {
    members.get(key).and_then(Node::as_array).unwrap_or_default()
}

fn text(text: &str) -> Node {
    Node::String(text.to_owned())
}

/// The value that both describe.
fn merged(one: Option<Node>, other: Node) -> Option<Node> {
    Some(match (one, other) {
        (Some(Node::Object(mut one)), Node::Object(other)) => {
            one.extend(other);
            Node::Object(one)
        }
        (Some(one), _) => one,
        (None, other) => other,
    })
}
